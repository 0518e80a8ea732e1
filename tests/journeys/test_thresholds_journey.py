"""A threshold set by the coordination changes the list of alerts; emptied, the national one is back."""

import json

import pytest
from playwright.sync_api import expect

from navigation import ALERTS, THRESHOLDS
from tests.services.window import settle

FIELD, CHIP = "Sans contact depuis (jours)", "Sans contact ·"


@pytest.fixture(scope="module")
def site(server):
    """A demonstration, and its coordination."""
    site = server("postgresql", people=60, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site.url, next(account for account in accounts if account["role"] == "coordinator")


def told(page, url):
    """How many people the alert names now."""
    page.goto(f"{url}/{ALERTS.url_path}")
    expect(page.get_by_role("heading", level=1, name=ALERTS.title)).to_be_visible()
    settle(page)
    chip = page.get_by_role("button", name=CHIP)
    expect(chip).to_be_visible()
    return int(chip.inner_text().split("·")[1])


def set_days(page, url, days):
    page.goto(f"{url}/{THRESHOLDS.url_path}")
    field = page.get_by_label(FIELD)
    expect(field).to_be_visible()
    settle(page)
    field.fill(days)
    field.press("Tab")
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.get_by_test_id("stToast")).to_contain_text("enregistré", timeout=60_000)


def test_a_threshold_changes_the_list_and_its_removal_gives_the_national_one_back(site, page):
    url, account = site
    page.goto(f"{url}/{ALERTS.url_path}")
    page.get_by_label("Identifiant").fill(account["login"])
    page.get_by_label("Mot de passe").fill(account["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name=ALERTS.title)).to_be_visible()
    usual = told(page, url)
    set_days(page, url, "7")
    assert told(page, url) > usual > 0
    set_days(page, url, "")
    assert told(page, url) == usual
