"""Documents taken in Chromium: what is downloaded is the document, and only for whoever is signed in."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.demo.sheet_66 import SHEET_66
from db.demo.sheets import load_sheet
from db.engine import build_engine
from domain.access import Role
from navigation import CONSORTIUM_SHEET, FILE
from tests.factories import make_consortium, make_person, make_professional
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.pdf import pdf_title, pdf_words

LOGIN = "referente.documents"


@pytest.fixture(scope="session")  # a worker may leave a module and come back to the same server
def site(server):
    """The address of a server, and a person whom somebody with an account follows there."""
    site = server("sqlite", JALONS_DEMO="1")
    engine = build_engine(site.database.url)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session, territory_id="3-29")
        load_sheet(session, consortium.id, SHEET_66)
        somebody = make_professional(session, consortium, roles=())
        secret = {"password_hash": hashed_password(), "must_change_password": False}
        open_account(session, somebody, login=LOGIN, roles=[Role.CASEWORKER], **secret)
        person = make_person(session, somebody, phone="06 99 00 12 34")
    engine.dispose()
    return site.url, person.id


def sign_in(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def take(page: Page, label: str) -> tuple[str, bytes]:
    """Click on this button: the name of the file and what it holds."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_logbook_is_taken_from_the_file_and_names_nobody_on_the_outside(site, page):
    url, person_id = site
    sign_in(page, f"{url}/{FILE.url_path}?personne={person_id}")
    name, content = take(page, "Carnet de bord (PDF)")
    assert (name, pdf_title(content)) == ("carnet-de-bord.pdf", "Carnet de bord")
    assert "Téléphone : 06 99 00 12 34" in pdf_words(content)


def test_the_sheet_is_taken_as_it_is_read(site, page):
    url, _ = site
    sign_in(page, f"{url}/{CONSORTIUM_SHEET.url_path}")
    name, content = take(page, "Télécharger la fiche (PDF)")
    assert name == "fiche-consortium.pdf"
    assert SHEET_66.perimeter in pdf_words(content)
