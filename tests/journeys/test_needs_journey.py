"""Needs beside the offer in Chromium: from a cell to its people, taken away, and told to who has no list."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.access import Role
from navigation import CATALOGUE, NEEDS
from tests.services.window import settle

TITLE = "Besoins sans réponse et services, par intercommunalité"


@pytest.fixture(scope="module")
def site(server):
    """The demonstration: where it answers, and its accounts by role."""
    site = server("sqlite", people=120, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site.url, {one["role"]: one for one in reversed(accounts)}


@pytest.fixture
def needs(site, page):
    """Sign in with a role, on the page."""

    def sign_in(role: Role) -> Page:
        url, accounts = site
        page.goto(f"{url}/{NEEDS.url_path}")
        page.get_by_label("Identifiant").fill(accounts[role]["login"])
        page.get_by_label("Mot de passe").fill(accounts[role]["password"])
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", level=1, name=NEEDS.title)).to_be_visible()
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        settle(page)
        return page

    return sign_in


def cells(page: Page) -> Locator:
    """The words of each cell, theme by theme."""
    return page.get_by_test_id("stVegaLiteChart").nth(1).locator(".mark-text text", has_text=" / ")


def ask(page: Page, rank: int) -> None:
    """Click on this cell, beside its words."""
    cell = cells(page).nth(rank)
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box
    page.mouse.click(box["x"] - 3, box["y"] + box["height"] / 2)


def test_a_cell_opens_its_people_and_what_they_can_reach_then_the_board_is_taken_away(needs):
    page = needs(Role.COORDINATOR)
    expect(cells(page).filter(has_text="sans offre").first).to_be_visible()
    expect(cells(page).first).to_have_text(re.compile(r"^[1-9]\d* / \d+\d+\u00a0places$"))
    ask(page, 0)
    expect(page).to_have_url(re.compile(r"chiffre=unmet_need-.*\.epci\.200027183"))
    expect(page.get_by_role("radio", name="Sans orientation")).to_be_checked()
    expect(page.get_by_text(re.compile(r"services? joignables?.* · \d+\u00a0places")).first).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Exporter", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tableau (XLSX)").click()
    assert download.value.path().read_bytes().startswith(b"PK")
    page.get_by_role("link", name="Voir dans le catalogue").click()
    expect(page.get_by_role("heading", level=1, name=CATALOGUE.title)).to_be_visible()


def test_who_has_no_list_is_told_what_is_protected_and_opens_nothing(needs):
    """T157."""
    page = needs(Role.STEERING)
    expect(page.get_by_text("s : secret statistique — moins de 11 personnes")).to_be_visible()
    expect(cells(page).filter(has_text=re.compile("^s / ")).first).to_be_visible()
    expect(cells(page).filter(has_text="sans offre").first).to_be_visible()
    expect(page.get_by_role("button", name="Voir la liste")).to_have_count(0)
    ask(page, 0)
    settle(page)
    expect(page).not_to_have_url(re.compile("chiffre="))
    expect(page.get_by_role("link", name="Voir dans le catalogue")).to_have_count(0)
