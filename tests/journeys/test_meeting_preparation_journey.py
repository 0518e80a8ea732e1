"""A meeting prepared in a browser: created, filled from the basket, convened, its agenda set and printed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.models.accounts import Credential
from db.models.commissions import CommissionMeeting
from domain.access import Role
from domain.commissions.words import MeetingState
from navigation import MEETINGS
from tests.db.preparing import make_preparation
from tests.factories import make_consortium, make_professional
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.pdf import pdf_words
from tests.services.window import settle

LOGIN = "secretaire.preparation"


@pytest.fixture
def prepared(site):
    """Three situations wait for the body of an account that may sign in."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        session.execute(delete(Credential).where(Credential.login == LOGIN))
        somebody = make_professional(session, make_consortium(session), roles=())
        secret = {"password_hash": hashed_password(), "must_change_password": False}
        open_account(session, somebody, login=LOGIN, roles=[Role.COMMISSION_SECRETARY], **secret)
        return make_preparation(session, secretary=somebody)


def sign_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settle(page)


def taken(page: Page, rank: int) -> bytes:
    """The download of this rank, with a plain file name."""
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").get_by_role("button").nth(rank).click()
    assert download.value.suggested_filename == "ordre-du-jour-anonyme.pdf"
    return Path(download.value.path()).read_bytes()


def show(page: Page, tab: str) -> None:
    page.get_by_role("tab", name=tab).click()
    settle(page)


def create(page: Page) -> None:
    """A meeting as its body usually holds them, opened."""
    press(page, "Nouvelle séance")
    press(page, "Créer la séance")
    page.get_by_role("link", name="à 9").click()
    settle(page)


def test_a_meeting_is_prepared_from_its_creation_to_its_agenda(page, site, prepared):
    sign_in(page, f"{site[0].url}/{MEETINGS.url_path}")
    create(page)
    for told in ("1 situation, 30 minutes en tout", "2 situations, 50 minutes en tout"):
        press(page, "Ajouter")
        expect(page.get_by_text(told)).to_be_visible()
    press(page, "Convoquer les membres")
    show(page, "Membres et convocations")
    page.get_by_role("radio", name="Sera là").first.click()
    expect(page.get_by_text("1 sera là")).to_be_visible()
    press(page, "Arrêter l’ordre du jour")
    expect(page.get_by_role("button", name="Aller à l’animation")).to_be_visible()
    show(page, "Documents")
    assert not {person.first_names for person in prepared.people} & {*pdf_words(taken(page, 2)).split()}
    with Session(site[1]) as session:
        body = CommissionMeeting.body_id == prepared.body.id
        assert session.scalars(select(CommissionMeeting.state).where(body)).one() == MeetingState.AGENDA_SET
