"""Page COPIL in Chromium: composed by the coordination, printed, read by the pilotage without any name."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from db.engine import build_engine
from domain.access import Role
from navigation import STEERING_PAGE
from tests.services.pdf import pdf_words
from tests.services.wire import heard_by


@pytest.fixture(scope="module")
def site(server):
    """The demonstration: where it answers, its accounts, the names of its people."""
    site = server("sqlite", people=120, JALONS_DEMO="1")
    engine = build_engine(site.database.url)
    with engine.connect() as connection:
        rows = connection.execute(text("select birth_name, first_names from beneficiary")).all()
    engine.dispose()
    names = {f"{name} {first}" for name, first in rows} | {f"{first} {name}" for name, first in rows}
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site.url, {one["role"]: one for one in reversed(accounts)}, names


def sign_in(page: Page, site, role: Role) -> None:
    url, accounts, _names = site
    page.goto(f"{url}/{STEERING_PAGE.url_path}")
    page.get_by_label("Identifiant").fill(accounts[role]["login"])
    page.get_by_label("Mot de passe").fill(accounts[role]["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def printed(page: Page) -> str:
    """The words of its PDF."""
    page.get_by_role("button", name="Exporter").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Document (PDF)").click()
    return pdf_words(Path(download.value.path()).read_bytes())


def compose(page: Page) -> None:
    """A figure less, another date, a word."""
    page.get_by_text("Composer la page").click()
    page.get_by_label("Message de la coordination").fill("Trois décisions à prendre.")
    month = page.get_by_role("spinbutton", name="month, Date du dernier comité")
    month.press_sequentially("05")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Page COPIL enregistrée.")).to_be_visible()


def test_the_coordination_composes_and_prints_what_the_pilotage_reads(site, page):
    sign_in(page, site, Role.COORDINATOR)
    compose(page)
    words = printed(page)
    assert "Trois décisions à prendre." in words
    assert re.search(r"comité du \d\d/05/2026", words)
    assert "Définitions" in words
    assert not [name for name in site[2] if name in words]
    page.context.clear_cookies()
    heard = heard_by(page)
    sign_in(page, site, Role.STEERING)
    expect(page.get_by_text("Trois décisions à prendre.")).to_be_visible()
    expect(page.get_by_text("Axes et actions du consortium")).to_be_visible()
    assert page.get_by_text("Composer la page").count() == 0
    sent = b"".join(heard)
    assert not [name for name in site[2] if name.encode() in sent]


def test_a_caseworker_has_no_such_page(site, page):
    sign_in(page, site, Role.CASEWORKER)
    expect(page.get_by_role("link", name=STEERING_PAGE.title)).to_have_count(0)
    expect(page.get_by_role("heading", name=STEERING_PAGE.title)).to_have_count(0)
