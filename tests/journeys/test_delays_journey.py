"""From an immersion to a training: who waits is counted, and listed behind its bar, in Chromium."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from navigation import DELAYS, PATHS_DASHBOARD
from tests.services.window import settle

IMMERSION = "Fin d’immersion → début de formation"


@pytest.fixture(scope="module")
def site(server):
    """A demonstration, and its accounts by role."""
    site = server("sqlite", people=120, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site, {account["role"]: account for account in reversed(accounts)}


@pytest.fixture
def at(site, page):
    """Sign in with a role, on the six delays side by side; returns the window."""

    def sign_in(role: str) -> Page:
        server, accounts = site
        page.goto(f"{server.url}/{PATHS_DASHBOARD.url_path}")
        page.get_by_label("Identifiant").fill(accounts[role]["login"])
        page.get_by_label("Mot de passe").fill(accounts[role]["password"])
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", level=1, name=PATHS_DASHBOARD.title)).to_be_visible()
        settle(page)
        return page

    return sign_in


def tile(page: Page, title: str) -> str:
    """The figure under this title."""
    return page.get_by_test_id("stMetric").filter(has_text=title).get_by_test_id("stMetricValue").inner_text()


def test_who_waits_for_a_training_is_listed_behind_the_number(at):
    page = at("coordinator")
    expect(page.get_by_text(IMMERSION, exact=True).first).to_be_visible()
    page.get_by_role("link", name="Un autre délai").click()
    expect(page.get_by_role("heading", level=1, name=DELAYS.title)).to_be_visible()
    settle(page)
    page.get_by_role("combobox", name="Délai").click()
    page.get_by_role("option", name=IMMERSION).click()
    expect(page.get_by_text(IMMERSION, exact=True).last).to_be_visible()
    settle(page)
    waiting = tile(page, "En attente")
    page.get_by_role("button", name="Voir la liste").first.click()  # of the median, which counts them all
    counted = page.get_by_text(f"{IMMERSION} — départs comptés dans le délai médian")
    expect(counted).to_be_visible()
    page.get_by_role("radio", name="En attente").click()
    expect(page.get_by_text(re.compile(rf"^{waiting}\s+départs?\b"))).to_be_visible()
    page.get_by_role("button", name="Fermer").click()
    expect(counted).to_be_hidden()


def test_projected_no_list_is_offered(at):
    page = at("coordinator")
    page.get_by_role("button", name="Présenter").click()
    expect(page.get_by_role("button", name="Quitter la présentation")).to_be_visible()
    settle(page)
    expect(page.get_by_role("button", name="Voir la liste")).to_have_count(0)
