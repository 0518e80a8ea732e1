"""A secretary of commission at her desk, in a browser."""

from playwright.sync_api import Page, expect
from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.models.accounts import Credential, Professional
from domain.access import Role
from domain.commissions.words import Attendance
from tests.factories import make_consortium, make_professional
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.window import settle


def make_secretary(session: Session, login: str) -> Professional:
    """Of a new consortium, with an account; she takes over a login that was used."""
    session.execute(delete(Credential).where(Credential.login == login))
    somebody = make_professional(session, make_consortium(session), roles=())
    secret = {"password_hash": hashed_password(), "must_change_password": False}
    open_account(session, somebody, login=login, roles=[Role.COMMISSION_SECRETARY], **secret)
    return somebody


def sign_in(page: Page, address: str, login: str) -> None:
    """Open an address before signing in, as from a bookmark."""
    page.goto(address)
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)


def press(page: Page, name: str) -> None:
    """The first button of this name."""
    page.get_by_role("button", name=name, exact=True).first.click()
    settle(page)


def seat(page: Page, *attendances: Attendance) -> None:
    """Note the members one after the other, in the order of the screen."""
    for rank, one in enumerate(attendances):
        page.get_by_role("radio", name=one.label).nth(rank).click()
        settle(page)


def conclude(page: Page, words: str, comment: str) -> None:
    """The conclusion and the comment of the situation on screen."""
    page.get_by_role("radio", name=words).click()
    settle(page)
    page.get_by_label("Commentaire").fill(comment)
    page.keyboard.press("Tab")
    settle(page)


def promise(page: Page, title: str) -> None:
    """A commitment of the situation on screen."""
    page.get_by_label("Quoi").fill(title)
    press(page, "Ajouter l’engagement")
    expect(page.get_by_test_id("stMarkdown").get_by_text(title, exact=True)).to_be_visible()
