"""The list as one wants it, several people changing hands, a text for another tool, in Chromium."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from navigation import CASELOAD, NEW_PERSON
from tests.services.window import settle

LINE, IN_BOX, IN_NAME = 35, 17, 90


@pytest.fixture(scope="module")
def site(server):
    """A demonstration, and its accounts by role."""
    site = server("postgresql", people=60, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site, {account["role"]: account for account in reversed(accounts)}


@pytest.fixture
def at(site, page):
    """Sign in with a role, on the list; returns the window."""

    def sign_in(role: str) -> Page:
        server, accounts = site
        page.goto(f"{server.url}/{CASELOAD.url_path}")
        page.get_by_label("Identifiant").fill(accounts[role]["login"])
        page.get_by_label("Mot de passe").fill(accounts[role]["password"])
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        settle(page)
        return page

    return sign_in


def click_in_line(page: Page, line: int, across: int) -> None:
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(grid["x"] + across, grid["y"] + LINE * line + LINE // 2)


def menu(page: Page, name: str) -> None:
    page.get_by_test_id("stPopoverButton").filter(has_text=name).click()


def test_columns_kept_as_a_view_come_back_when_it_is_opened(at):
    page = at("caseworker")
    menu(page, "Colonnes")
    page.get_by_role("button", name="N° Jalons").click()
    expect(page).to_have_url(re.compile("colonnes=jalons_id"))
    page.keyboard.press("Escape")
    menu(page, "Vues")
    page.get_by_label("Nom de la vue").fill("Avec les numéros")
    page.get_by_role("button", name="Enregistrer la vue").click()
    expect(page.get_by_text("Vue enregistrée.")).to_be_visible()
    page.goto(page.url.partition("?")[0])
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    settle(page)
    assert "colonnes" not in page.url
    menu(page, "Vues")
    page.get_by_role("button", name="Avec les numéros").click()
    expect(page).to_have_url(re.compile("colonnes=jalons_id"))
    page.get_by_role("link", name=NEW_PERSON.title).first.click()
    expect(page.get_by_role("heading", level=1, name=NEW_PERSON.title)).to_be_visible()


def test_two_people_change_hands_together(at):
    page = at("coordinator")
    for line in (1, 2):
        click_in_line(page, line, IN_BOX)
        expect(page.get_by_text(re.compile(rf"^{line}.personnes? choisies?$"))).to_be_visible()
        settle(page)
    page.get_by_role("button", name="Changer le ou la référent·e").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").click()
    page.get_by_role("option").first.click()
    dialog.get_by_role("button", name="Désigner pour 2").dblclick()
    expect(page.get_by_text(re.compile("suit maintenant 2.personnes"))).to_be_visible()
    expect(page.get_by_text("Cochez des personnes")).to_be_visible()


def test_the_text_of_a_file_is_shown_to_be_copied(at):
    page = at("caseworker")
    click_in_line(page, 1, IN_NAME)
    page.get_by_role("button", name="Copier pour WebRSA / Iodas").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("^Personne : "))).to_be_visible()
    dialog.get_by_test_id("stCode").hover()
    expect(dialog.get_by_role("button", name=re.compile("Copy"))).to_be_visible()
