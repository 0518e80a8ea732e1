"""From who is late to a campaign: two quick entries in a row, then everybody’s appointments, in Chromium."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from navigation import REVIEWS
from tests.services.window import settle

HEADER_HEIGHT, FIRST_ROW, IN_WRITE = 35, 17, 270


@pytest.fixture(scope="module")
def site(server):
    """A demonstration, and its accounts by role."""
    site = server("postgresql", people=60, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site, {account["role"]: account for account in reversed(accounts)}


@pytest.fixture
def window(site, page) -> Page:
    """The coordination at the list."""
    server, accounts = site
    page.goto(f"{server.url}/{REVIEWS.url_path}")
    page.get_by_label("Identifiant").fill(accounts["coordinator"]["login"])
    page.get_by_label("Mot de passe").fill(accounts["coordinator"]["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name=REVIEWS.title)).to_be_visible()
    return page


def people_due(page: Page) -> int:
    settle(page)
    words = page.get_by_text(re.compile(r"^\d+\s+personnes?$")).inner_text()
    return int(re.split(r"\s", words)[0])


def write_first(page: Page) -> None:
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(grid["x"] + IN_WRITE, grid["y"] + HEADER_HEIGHT + FIRST_ROW)


def test_two_quick_entries_in_a_row_then_a_campaign(window):
    page = window
    before = people_due(page)
    write_first(page)
    drawer = page.get_by_role("dialog")
    name = drawer.get_by_role("heading", level=3).inner_text()
    drawer.get_by_label("Ce qui a bougé").fill("Permis obtenu.")
    drawer.get_by_label("Prochaine étape").fill("Chercher une voiture.")
    drawer.get_by_role("button", name="Enregistrer et passer à la suivante").click()
    expect(drawer.get_by_role("heading", level=3, name=name)).to_have_count(0)
    expect(drawer.get_by_label("Ce qui a bougé")).to_have_value("")
    drawer.get_by_label("Ce qui a bougé").fill("Rien de neuf.")
    drawer.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(drawer).to_have_count(0)
    assert people_due(page) == before - 2
    plan_everybody(page)


def plan_everybody(page: Page) -> None:
    page.get_by_role("button", name="Cocher les plus en retard").click()
    page.get_by_role("button", name="Planifier leurs rendez-vous").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Voir l’aperçu").click()
    create = dialog.get_by_role("button", name=re.compile("^Créer"))
    counted = create.inner_text().removeprefix("Créer ")
    create.click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(f"{counted} créés.")).to_be_visible()
