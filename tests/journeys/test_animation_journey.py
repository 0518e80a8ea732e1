"""A whole meeting led by its secretary alone: attendance, three situations, commitments, the end."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.models.accounts import Credential
from db.models.cases import AgendaPoint, CommissionCase, Commitment
from db.models.commissions import CommissionMeeting, SharedScreen
from db.models.paths import PlanAction
from domain.access import Role
from domain.commissions.words import Attendance, CaseState, Conclusion, MeetingState
from navigation import ANIMATION
from tests.db.meeting_days import NAMES, make_day
from tests.factories import make_consortium, make_professional
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.diagnosis_pair import wait_until
from tests.services.window import settle

LOGIN = "secretaire.seance"


@dataclass(frozen=True)
class Room:
    """The site and its meeting."""

    url: str
    engine: Engine
    meeting_id: int
    case_ids: tuple[int, ...]


@pytest.fixture
def room(site):
    return made(site)


@pytest.fixture
def regulatory_room(site):
    return made(site, family="regulatory", quorum={"members": 2, "colleges": ["CAF"]})


def made(site, **of_body):
    """A meeting ready to open, run by an account that may sign in."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        session.execute(delete(Credential).where(Credential.login == LOGIN))
        somebody = make_professional(session, make_consortium(session), roles=())
        secret = {"password_hash": hashed_password(), "must_change_password": False}
        open_account(session, somebody, login=LOGIN, roles=[Role.COMMISSION_SECRETARY], **secret)
        held = make_day(session, somebody, **of_body)
    url = f"{site[0].url}/{ANIMATION.url_path}?seance={held.meeting.id}"
    return Room(url, site[1], held.meeting.id, tuple(case.id for case in held.cases))


def sign_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def seat(page: Page, *attendances: Attendance) -> None:
    """Note the members one after the other, in the order of the screen."""
    for rank, one in enumerate(attendances):
        page.get_by_role("radio", name=one.label).nth(rank).click()
        settle(page)


def conclude(page: Page, words: str, comment: str) -> None:
    page.get_by_role("radio", name=words).click()
    settle(page)
    page.get_by_label("Commentaire").fill(comment)
    page.keyboard.press("Tab")
    settle(page)


def promise(page: Page, title: str) -> None:
    page.get_by_label("Quoi").fill(title)
    press(page, "Ajouter l’engagement")
    expect(page.get_by_test_id("stMarkdown").get_by_text(title, exact=True)).to_be_visible()


def stored(room: Room, model, record_id):
    with Session(room.engine) as session:
        return session.scalars(select(model).where(model.id == record_id)).one()


def test_a_secretary_leads_a_whole_meeting_alone(page, room):
    sign_in(page, room.url)
    expect(page.get_by_text("réponses manquantes")).to_be_visible()
    seat(page, Attendance.PRESENT, Attendance.PRESENT)
    press(page, "Ouvrir la séance")
    expect(page.get_by_text("Rien n’attend")).to_be_visible()
    for name, words in zip(NAMES, ("Piste retenue", "À approfondir", "Reportée"), strict=True):
        press(page, "Suivant")
        expect(page.get_by_text(f"Martin {name}", exact=True)).to_be_visible()
        conclude(page, words, f"Pour {name}")
        promise(page, f"Rappeler {name}")
    press(page, "Terminer")
    press(page, "Terminer la séance")
    expect(page.get_by_text("l’écran partagé est vide")).to_be_visible()
    assert_kept(room)


def assert_kept(room: Room) -> None:
    """Everything is where it must be."""
    assert stored(room, CommissionMeeting, room.meeting_id).state == MeetingState.TO_VALIDATE
    states = [stored(room, CommissionCase, one).state for one in room.case_ids]
    assert states == [CaseState.EXAMINED, CaseState.EXAMINED, CaseState.WAITING]
    with Session(room.engine) as session:
        taken = select(PlanAction.title).join(Commitment, Commitment.action_id == PlanAction.id)
        titles = session.scalars(taken.where(Commitment.meeting_id == room.meeting_id)).all()
        screens = select(SharedScreen.content).where(SharedScreen.meeting_id == room.meeting_id)
        assert session.scalars(screens).one() == {}
    assert sorted(titles) == sorted(f"Rappeler {name}" for name in NAMES)


def test_what_was_just_typed_is_kept_when_she_goes_straight_to_the_next_point(page, room):
    sign_in(page, room.url)
    seat(page, Attendance.PRESENT, Attendance.PRESENT)
    press(page, "Ouvrir la séance")
    press(page, "Suivant")
    page.get_by_label("Commentaire").fill("Voir le bailleur")
    press(page, "Suivant")  # both leave together
    expect(page.get_by_text(f"Martin {NAMES[1]}", exact=True)).to_be_visible()
    with Session(room.engine) as session:
        told = select(AgendaPoint.comment).where(AgendaPoint.case_id == room.case_ids[0])
        assert session.scalars(told).one() == "Voir le bailleur"


def test_a_regulatory_body_needs_its_quorum_then_gives_opinions_with_votes(page, regulatory_room):
    room = regulatory_room
    sign_in(page, room.url)
    seat(page, Attendance.ABSENT, Attendance.PRESENT)
    press(page, "Ouvrir la séance")
    press(page, "Suivant")
    expect(page.get_by_text("Collège obligatoire absent")).to_be_visible()
    page.get_by_role("button", name="Présences").click()
    seat(page, Attendance.PRESENT)
    expect(page.get_by_text("Le quorum est atteint.")).to_be_visible()
    press(page, "Fermer")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_text("Collège obligatoire absent")).to_be_hidden()
    give_opinion(page, "Avis favorable")
    wait_until(page, lambda: opinion(room) == (Conclusion.OPINION, "Avis favorable", 2, 0))


def give_opinion(page: Page, words: str) -> None:
    page.get_by_role("combobox", name="Avis").fill(words)
    page.get_by_role("option", name=words).click()
    settle(page)
    for label, votes in (("Pour", "2"), ("Contre", "0")):
        page.get_by_label(label, exact=True).fill(votes)
        page.keyboard.press("Tab")
        settle(page)


def opinion(room: Room):
    with Session(room.engine) as session:
        of_case = AgendaPoint.case_id == room.case_ids[0]
        point = session.scalars(select(AgendaPoint).where(of_case)).one()
    return point.conclusion, point.conclusion_words, point.votes_for, point.votes_against
