"""The five sample files in order, the rejected lines corrected and dropped again, undone, in Chromium."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from navigation import IMPORT, IMPORT_REPORT, IMPORTS
from tests.db.importing import EXPECTED, SAMPLES
from tests.services.window import settle

ENTRANTS, FRANCE_TRAVAIL = "01_entrants_windows1252.csv", "02_france_travail.xlsx"
FAULTY, EMPTY, FALSE_WORKBOOK = "03_lignes_fautives.csv", "04_vide.csv", "05_faux_classeur.xlsx"
LONG_WORK = 60_000
# Line of the faulty file → heading and what it should have held; line 9 repeats a person who came in.
CORRECTIONS = {
    2: ("date_naissance", "28/02/1990"),
    3: ("nom", "Puigdemont"),
    4: ("date_naissance", "12/05/1991"),
    6: ("code_postal", "66000"),
    7: ("nom", "Fabre"),
    11: ("date_entree", "01/03/2026"),
}


@pytest.fixture(scope="module")
def site(server):
    """A demonstration of our own: what is imported here would change the counts of others."""
    site = server("postgresql", people=60, only="imports", JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site, next(account for account in accounts if account["role"] == "coordinator")


@pytest.fixture
def window(site, page):
    """The coordination, where files are dropped."""
    server, account = site
    page.goto(f"{server.url}/{IMPORTS.url_path}")
    page.get_by_label("Identifiant").fill(account["login"])
    page.get_by_label("Mot de passe").fill(account["password"])
    page.get_by_role("button", name="Se connecter").click()
    return page


def drop(page: Page, file: Path) -> None:
    page.get_by_role("link", name=IMPORTS.title).click()
    expect(page.get_by_role("heading", level=1, name=IMPORTS.title)).to_be_visible()
    settle(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    expect(page.get_by_test_id("stFileChipName")).to_have_attribute("title", file.name)


def check(page: Page, file: Path) -> dict[str, int]:
    """The lines of each verdict, the same after a refresh."""
    drop(page, file)
    page.get_by_role("button", name="Vérifier le fichier").click()
    page.wait_for_url(f"**/{IMPORT.url_path}?*", timeout=LONG_WORK)
    found = tiles(page)
    page.reload()
    assert tiles(page) == found
    return found


def tiles(page: Page) -> dict[str, int]:
    expect(page.get_by_role("button", name="Abandonner")).to_be_visible()
    verdicts = ("new", "update", "unchanged", "to_decide", "repeated", "error")
    numbers = {
        verdict: page.locator(f".st-key-import_tile_{verdict} strong").inner_text() for verdict in verdicts
    }
    return {verdict: int(number) for verdict, number in numbers.items() if number != "0"}


def confirm(page: Page) -> list[str]:
    """The numbers of the report: added, completed, unchanged, left."""
    page.get_by_role("button", name="Importer").click()
    page.wait_for_url(f"**/{IMPORT_REPORT.url_path}?*", timeout=LONG_WORK)
    expect(page.get_by_test_id("stMetricValue")).to_have_count(4)
    return page.get_by_test_id("stMetricValue").all_inner_texts()


def corrected(page: Page, folder: Path) -> Path:
    """The returned workbook, its wrong cells put right."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger les lignes à corriger").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    headings = [cell.value for cell in book.active[1]]
    for row in book.active.iter_rows(min_row=2):
        if row[0].value in CORRECTIONS:
            heading, value = CORRECTIONS[row[0].value]
            row[headings.index(heading)].value = value
    book.save(folder / "corrigé.xlsx")
    return folder / "corrigé.xlsx"


def undo(page: Page) -> None:
    page.get_by_role("button", name="Annuler cet import").click()
    page.get_by_role("button", name="Tout annuler").click()
    expect(page.get_by_text("Annulé après import")).to_be_visible(timeout=LONG_WORK)


def test_the_five_samples_then_the_corrected_lines_then_undone(window, tmp_path):
    assert check(window, SAMPLES / ENTRANTS) == {"new": EXPECTED[ENTRANTS]["new"]}
    assert confirm(window) == ["60", "0", "0", "0"]
    second = EXPECTED[f"{FRANCE_TRAVAIL} after 01"]
    assert check(window, SAMPLES / FRANCE_TRAVAIL) == {"new": second["new"], "update": second["known"]}
    assert confirm(window) == ["15", "20", "0", "0"]
    assert check(window, SAMPLES / FAULTY) == {"new": 4, "repeated": 1, "error": EXPECTED[FAULTY]["errors"]}
    assert confirm(window) == ["4", "0", "0", "7"]
    again = corrected(window, tmp_path)
    for name in (EMPTY, FALSE_WORKBOOK):
        drop(window, SAMPLES / name)
        expect(window.get_by_role("alert")).to_contain_text(EXPECTED[name]["refused"][1:].replace("'", "’"))
    assert check(window, again) == {"new": 6, "unchanged": 1}
    assert confirm(window) == ["6", "0", "1", "0"]
    assert check(window, SAMPLES / ENTRANTS) == {"unchanged": EXPECTED[ENTRANTS]["again"]["unchanged"]}
    window.get_by_role("link", name=IMPORTS.title).click()
    window.get_by_role("link", name="corrigé.xlsx").click()
    window.wait_for_url(f"**/{IMPORT_REPORT.url_path}?*")
    undo(window)
    assert check(window, again) == {"new": 6, "unchanged": 1}
