"""The pages of the shared diagnostic, typed, read or written, in light and in dark: WCAG A and AA."""

import json
import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from db.engine import build_engine
from navigation import DIAGNOSES, DIAGNOSIS, FILE, TEMPLATE
from tests.services.axe import faults
from tests.services.diagnosis_pair import choose, make_pair, open_theme, press, sign_in, start, unfold

_COMPARED = (
    "select d.id, p.beneficiary_id from diagnosis d join support_period p on p.id = d.support_period_id"
    " join caseload_entry e on e.beneficiary_id = p.beneficiary_id"
    " join credential c on c.professional_id = e.referent_id"
    " where c.login = :login and d.status = 'validated' order by d.divergent_count desc, d.id limit 1"
)


@pytest.fixture(scope="module")
def site(server):
    """A demonstration and an engine on its database."""
    site = server("sqlite", people=60, JALONS_DEMO="1")
    engine = build_engine(site.database.url)
    yield site, engine
    engine.dispose()


@pytest.fixture(scope="module")
def accounts(site):
    """A login and a password by role."""
    listed = json.loads((site[0].database.data_dir / "demo-accounts.json").read_text())
    return {one["role"]: (one["login"], one["password"]) for one in reversed(listed)}


@pytest.fixture
def pair(site):
    """Who starts a diagnosis, in a consortium of this test."""
    return make_pair(*site)


@pytest.fixture
def compared(site, accounts):
    """A validated diagnosis of the caseworker's, on which views differ if there is one; then its person."""
    with site[1].connect() as connection:
        return connection.execute(text(_COMPARED), {"login": accounts["caseworker"][0]}).one()


def test_a_diagnosis_being_typed_can_be_read(pair, page):
    start(page, pair)
    found = faults(page)
    for title in ("L’entretien", "Documents"):
        press(page, title)
        found += [f"{title}: {fault}" for fault in faults(page)]
        page.keyboard.press("Escape")
    open_theme(page)
    choose(page, "Besoin")
    page.get_by_text("Priorité", exact=True).click()
    expect(page.get_by_text("Priorité 1").first).to_be_visible()
    unfold(page, "Note réservée")
    found += [f"themes: {fault}" for fault in faults(page)]
    choose(page, "Conclusion")
    press(page, "Conclure")
    expect(page.get_by_text("Il reste à compléter")).to_be_visible()
    assert found + faults(page) == []


def test_a_validated_diagnosis_and_what_evolved_can_be_read(site, accounts, compared, page):
    sign_in(page, site[0].url, *accounts["caseworker"])
    found = []
    for part in ("La personne", "Les thèmes", "Conclusion"):
        page.goto(f"{site[0].url}/{DIAGNOSIS.url_path}?diagnostic={compared[0]}&partie={part}")
        expect(page.get_by_role("radio", name=part)).to_be_checked()
        found += [f"{part}: {fault}" for fault in faults(page)]
    page.goto(f"{site[0].url}/{FILE.url_path}?personne={compared[1]}&rubrique=Diagnostics")
    expect(page.get_by_role("button", name="Document pour la personne (PDF)")).to_be_visible()
    found += [f"file: {fault}" for fault in faults(page)]
    page.goto(f"{site[0].url}/{DIAGNOSES.url_path}")
    page.get_by_role("button", name="Filtres").click()
    expect(page.get_by_role("combobox", name="Réalisation")).to_be_visible()
    assert found + faults(page) == []


def test_the_frame_being_written_can_be_read(site, accounts, page):
    sign_in(page, f"{site[0].url}/{TEMPLATE.url_path}", *accounts["coordinator"])
    page.locator("button:enabled").filter(has_text=re.compile("Continuer|Nouveau brouillon")).first.click()
    expect(page.get_by_role("radio", name="Modifier")).to_be_visible()
    found = faults(page)
    choose(page, "Relire comme en entretien")
    expect(page.get_by_role("radio", name="Relire comme en entretien")).to_be_checked()
    assert found + faults(page) == []
