"""A référent finds somebody, opens her file and exports the list, in Chromium."""

import csv
import io
import json
import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from domain.names import normalise_name
from navigation import CASELOAD, NEW_PERSON
from tests.services.window import settle

HEADER_HEIGHT, FIRST_ROW, IN_NAME = 35, 17, 70


@pytest.fixture(scope="module")
def site(server):
    """A demonstration, and its accounts by role."""
    site = server("postgresql", people=60, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site, {account["role"]: account for account in reversed(accounts)}


@pytest.fixture
def at(site, page):
    """Sign in with a role, at an address; returns the window."""

    def sign_in(role: str, address: str = CASELOAD.url_path) -> Page:
        server, accounts = site
        page.goto(f"{server.url}/{address}")
        page.get_by_label("Identifiant").fill(accounts[role]["login"])
        page.get_by_label("Mot de passe").fill(accounts[role]["password"])
        page.get_by_role("button", name="Se connecter").click()
        return page

    return sign_in


def exported(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def exported_csv(page: Page) -> list[dict[str, str]]:
    text = exported(page, "CSV").decode("utf-8-sig")
    *rows, mark = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert mark["Nom de naissance"].startswith("Diffusion restreinte — exporté par ")
    return rows


def names(person: dict[str, str]) -> str:
    return f"{person['Nom de naissance']} {person['Nom d’usage']} {person['Prénoms']}"


def shows(page: Page, count: int) -> None:
    expect(page.get_by_text(f"{count}\u00a0personne{'s' if count > 1 else ''}", exact=True)).to_be_visible()
    settle(page)  # the buttons export what the count says


def test_a_person_is_found_by_a_part_of_her_name_and_her_file_opens(at):
    page = at("caseworker")
    people = exported_csv(page)
    someone = next((person for person in people if not person["Nom de naissance"].isascii()), people[0])
    typed = normalise_name(someone["Nom de naissance"])[:5]
    alike = [person for person in people if typed in normalise_name(names(person))]
    page.get_by_label("Rechercher une personne").press_sequentially(typed)
    shows(page, len(alike))
    assert exported_csv(page) == alike
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(grid["x"] + IN_NAME, grid["y"] + HEADER_HEIGHT + FIRST_ROW)
    expect(page.get_by_role("heading", name=alike[0]["Prénoms"])).to_be_visible()


def test_filters_survive_refreshing_and_coming_back(at):
    page = at("coordinator", f"{CASELOAD.url_path}?statut=exited")
    expect(page.get_by_role("button", name="Filtres (1)")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Filtres (1)")).to_be_visible()
    page.get_by_role("link", name=NEW_PERSON.title).first.click()
    expect(page.get_by_role("heading", level=1, name=NEW_PERSON.title)).to_be_visible()
    page.get_by_role("link", name=CASELOAD.title, exact=True).click()
    expect(page.get_by_role("button", name="Filtres (1)")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?statut=exited$"))


def test_the_workbook_holds_the_list_and_says_who_took_it(at):
    page = at("coordinator")
    book = openpyxl.load_workbook(io.BytesIO(exported(page, "Exporter en XLSX")))
    rows = list(book["Liste"].values)
    shows(page, len(rows) - 1)
    assert rows[0][:3] == ("Nom de naissance", "Nom d’usage", "Prénoms")
    assert [row[-1] for row in rows[1:]] == [person["N° Jalons"] for person in exported_csv(page)]
    assert book["À propos"]["A1"].value.startswith("Diffusion restreinte")


def test_a_manager_names_a_referent_without_opening_the_file(at):
    page = at("structure_manager")
    grid = page.get_by_test_id("stDataFrame")
    expect(grid).to_be_visible()
    settle(page)
    place = grid.bounding_box()
    page.mouse.click(place["x"] + IN_NAME, place["y"] + HEADER_HEIGHT + FIRST_ROW)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Désigner")).to_be_disabled()
    dialog.get_by_role("combobox").click()
    page.get_by_role("option").first.click()
    dialog.get_by_role("button", name="Désigner pour 1\u00a0personne").click()
    expect(page.get_by_text("suit maintenant 1\u00a0personne")).to_be_visible()
