"""A defective file of services: some lines are repaired, the others corrected and dropped again."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from navigation import CATALOGUE, OFFER_LOAD, OFFER_LOADS
from tests.db.offer_loading import FAULTY, SAMPLES, V1, many
from tests.services.window import settle

LONG_WORK = 60_000
CORRECTIONS = {
    "essai--ailleurs": {"latitude": "42,617", "longitude": "2,421"},
    "essai--futur": {"date_maj": "2026-01-31"},
    "essai--orphelin": {"structure_id": "essai--numerique"},
    "essai--virgule": {"id": "essai--courriers"},
}


@pytest.fixture(scope="module")
def site(server):
    """A demonstration of our own: what is loaded here would change the counts of others."""
    site = server("postgresql", people=60, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site, next(account for account in accounts if account["role"] == "coordinator")


@pytest.fixture
def window(site, page):
    """The coordination, where files of services are dropped."""
    server, account = site
    page.goto(f"{server.url}/{OFFER_LOADS.url_path}")
    page.get_by_label("Identifiant").fill(account["login"])
    page.get_by_label("Mot de passe").fill(account["password"])
    page.get_by_role("button", name="Se connecter").click()
    return page


def drop(page: Page, file: Path) -> None:
    """Ask that it be checked."""
    page.get_by_role("link", name=OFFER_LOADS.title).click()
    expect(page.get_by_role("heading", level=1, name=OFFER_LOADS.title)).to_be_visible()
    settle(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    page.get_by_role("button", name="Vérifier").click()


def check(page: Page, file: Path) -> dict[str, int]:
    """Drop the file; the lines of each verdict."""
    drop(page, file)
    page.wait_for_url(f"**/{OFFER_LOAD.url_path}?*", timeout=LONG_WORK)
    expect(page.get_by_role("button", name="Abandonner")).to_be_visible(timeout=LONG_WORK)
    names = ("error", "new", "changed", "unchanged")
    numbers = {name: page.locator(f".st-key-offer_tile_{name} strong").inner_text() for name in names}
    return {name: int(number) for name, number in numbers.items() if number != "0"}


def confirm(page: Page) -> None:
    page.locator(".st-key-offer_confirm button").click()
    expect(page.get_by_role("button", name="Abandonner")).to_have_count(0, timeout=LONG_WORK)


def corrected(downloaded: Path, folder: Path) -> Path:
    """The same lines, corrected as in a spreadsheet, the reasons left where they are."""
    rows = list(csv.DictReader(io.StringIO(downloaded.read_text("utf-8-sig")), delimiter=";"))
    lines = [row | CORRECTIONS[row["id"]] for row in rows if row["id"] in CORRECTIONS]
    file = folder / "services-corriges.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    return file


def test_a_defective_file_is_corrected_and_dropped_again(window, tmp_path):
    assert check(window, SAMPLES / V1) == {"new": 6}
    confirm(window)
    expect(window.get_by_text("Offre chargée.")).to_be_visible()
    assert check(window, SAMPLES / FAULTY) == {"error": 4, "new": 3}
    with window.expect_download() as download:
        window.get_by_role("button", name="Télécharger les lignes à corriger").click()
    confirm(window)
    assert check(window, corrected(download.value.path(), tmp_path)) == {"new": 4}
    confirm(window)
    assert check(window, SAMPLES / V1) == {"unchanged": 6}


def test_a_load_goes_on_when_the_page_is_left(window, tmp_path):
    file = tmp_path / "beaucoup.json"
    file.write_bytes(many(3_000))
    drop(window, file)
    expect(window.get_by_test_id("stProgress")).to_be_visible(timeout=LONG_WORK)
    window.get_by_role("link", name=CATALOGUE.title).click()
    expect(window.get_by_role("heading", level=1, name=CATALOGUE.title)).to_be_visible()
    seen = window.get_by_role("link", name=file.name)
    for _ in range(30):
        window.get_by_role("link", name=OFFER_LOADS.title).click()
        expect(window.get_by_role("heading", level=1, name=OFFER_LOADS.title)).to_be_visible()
        settle(window)
        if seen.count():
            break
        window.get_by_role("link", name=CATALOGUE.title).click()
        settle(window)
    expect(seen).to_have_count(1)


def test_a_file_that_cannot_be_read_says_why(window, tmp_path):
    file = tmp_path / "abime.json"
    file.write_text('{"services": [')
    drop(window, file)
    expect(window.get_by_role("alert").filter(has_text="JSON abîmé")).to_be_visible(timeout=LONG_WORK)
