"""The animation window: what is typed goes with her; a regulatory body has its quorum and its votes."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.cases import AgendaPoint
from domain.commissions.words import Attendance, Conclusion
from navigation import ANIMATION
from tests.db.meeting_days import NAMES, make_day
from tests.services.diagnosis_pair import wait_until
from tests.services.meeting_desk import make_secretary, press, seat, sign_in
from tests.services.window import settle

LOGIN = "secretaire.seance"


@dataclass(frozen=True)
class Room:
    """The site and its meeting."""

    url: str
    engine: Engine
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
        held = make_day(session, make_secretary(session, LOGIN), **of_body)
    url = f"{site[0].url}/{ANIMATION.url_path}?seance={held.meeting.id}"
    return Room(url, site[1], tuple(case.id for case in held.cases))


def test_what_was_just_typed_is_kept_when_she_goes_straight_to_the_next_point(page, room):
    sign_in(page, room.url, LOGIN)
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
    sign_in(page, room.url, LOGIN)
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
    asked = page.get_by_role("combobox", name="Avis")
    expect(asked).to_have_count(1)  # while the drawer closes, the one of before is still there
    asked.fill(words)
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
