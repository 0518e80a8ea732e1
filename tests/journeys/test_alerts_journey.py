"""An alert seen, put off with a reason, gone, shown by the filter, taken up again, in Chromium."""

import json

import pytest
from playwright.sync_api import expect

from navigation import ALERTS
from tests.services.window import settle

REASON = "En cure jusque-là."


@pytest.fixture(scope="module")
def site(server):
    """A demonstration, and its first référent."""
    site = server("postgresql", people=60, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site, next(account for account in accounts if account["role"] == "caseworker")


@pytest.fixture
def alerts(site, page):
    """The list of the person in charge."""
    server, account = site
    page.goto(f"{server.url}/{ALERTS.url_path}")
    page.get_by_label("Identifiant").fill(account["login"])
    page.get_by_label("Mot de passe").fill(account["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name=ALERTS.title)).to_be_visible()
    settle(page)
    return page


def put_off(page, code):
    page.get_by_role("button", name="Reporter").first.click()
    option, drawer = page.get_by_role("menuitem", name=code), page.get_by_role("dialog")
    expect(option.or_(drawer).first).to_be_visible()
    if option.count():
        option.click()
    drawer.get_by_label("Pourquoi").fill(REASON)
    drawer.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("Alerte reportée.")
    expect(drawer).to_have_count(0)
    settle(page)


def test_an_alert_is_put_off_found_again_and_taken_up(alerts):
    chip = alerts.get_by_role("button", name="Étape non commencée ·")
    before = chip.inner_text()
    chip.click()
    expect(alerts.get_by_role("button", name="Effacer les filtres")).to_be_visible()
    settle(alerts)
    put_off(alerts, "Étape non commencée")
    expect(alerts.get_by_text(before, exact=True)).to_have_count(0)
    alerts.get_by_text("Reportées", exact=True).click()
    expect(alerts.get_by_text(REASON)).to_be_visible()
    settle(alerts)
    alerts.get_by_role("button", name="Reprendre").first.click()
    expect(alerts.get_by_text(REASON)).to_have_count(0)
    alerts.get_by_text("Reportées", exact=True).click()
    expect(alerts.get_by_text(before, exact=True)).to_be_visible()
