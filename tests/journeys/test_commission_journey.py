"""A commission from its creation to its minutes, in two windows: the secretary's and the room's."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.cases import AgendaPoint, CommissionCase, Commitment, MeetingMinutes
from db.models.commissions import CommissionMeeting
from db.models.paths import PlanAction
from domain.commissions.words import Attendance, CaseState, MeetingState, MinutesState
from navigation import MEETINGS
from tests.db.preparing import Preparation, make_preparation
from tests.services.meeting_desk import conclude, make_secretary, press, promise, seat, sign_in
from tests.services.pdf import pdf_words
from tests.services.window import settle

LOGIN = "secretaire.commission"
MISSING = "réponses manquantes"
CONCLUSIONS = ("Piste retenue", "À approfondir", "Reportée")


@pytest.fixture
def prepared(site) -> Preparation:
    """Three situations wait for the body of an account that may sign in."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        return make_preparation(session, secretary=make_secretary(session, LOGIN))


def show(page: Page, tab: str) -> None:
    page.get_by_role("tab", name=tab).click()
    settle(page)


def taken(page: Page, rank: int) -> tuple[str, bytes]:
    """The name and the bytes of the download of this rank."""
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").get_by_role("button").nth(rank).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def create(page: Page) -> None:
    """A meeting as its body usually holds them, opened."""
    press(page, "Nouvelle séance")
    press(page, "Créer la séance")
    page.get_by_role("link", name="à 9").click()
    settle(page)


def convene(page: Page, people: set[str]) -> None:
    """The three situations on its agenda, its members convened, the agenda of the room printed."""
    for told in ("1 situation, 30 minutes", "2 situations, 50 minutes", "3 situations, 1"):
        press(page, "Ajouter")
        expect(page.get_by_text(told)).to_be_visible()
    press(page, "Convoquer les membres")
    show(page, "Membres et convocations")
    page.get_by_role("radio", name="Sera là").first.click()
    expect(page.get_by_text("1 sera là")).to_be_visible()
    press(page, "Arrêter l’ordre du jour")
    expect(page.get_by_role("button", name="Aller à l’animation")).to_be_visible()
    show(page, "Documents")
    name, content = taken(page, 2)
    assert name == "ordre-du-jour-anonyme.pdf"
    assert not people & {*pdf_words(content).split()}


def open_meeting(page: Page) -> Page:
    """Attendance, then the opening; returns the window of the room."""
    press(page, "Aller à l’animation")
    expect(page.get_by_role("button", name="Ouvrir la séance")).to_be_visible()
    expect(page.get_by_text(MISSING)).to_be_visible()
    seat(page, *[Attendance.PRESENT] * 3)
    expect(page.get_by_text(MISSING)).to_be_hidden()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Ouvrir l’écran partagé").click()
    expect(opened.value.get_by_text("La séance va commencer")).to_be_visible()
    press(page, "Ouvrir la séance")
    expect(page.get_by_text("Rien n’attend")).to_be_visible()
    return opened.value


def discuss(page: Page, room: Page, rank: int) -> str:
    """The situation of this rank, concluded under the eyes of the room; returns what the room was shown."""
    press(page, "Suivant")
    expect(page.get_by_text(f"Martin Zoé{rank}", exact=True)).to_be_visible()
    expect(room.get_by_text(f"Situation {rank + 1}")).to_be_visible()
    conclude(page, CONCLUSIONS[rank], f"Accord de principe, point {rank}")
    promise(page, f"Écrire au bailleur, courrier {rank}")
    expect(room.get_by_text(f"Écrire au bailleur, courrier {rank}")).to_be_visible(timeout=2_000)
    expect(room.get_by_text(CONCLUSIONS[rank])).to_be_visible()
    return room.content()


def end(page: Page, room: Page) -> None:
    press(page, "Terminer")
    press(page, "Terminer la séance")
    expect(page.get_by_text("l’écran partagé est vide")).to_be_visible()
    expect(room.get_by_text("La séance est terminée")).to_be_visible()


def write_minutes(page: Page) -> str:
    """Prepared, validated, taken away, the meeting closed; returns what they say."""
    page.get_by_role("link", name="Revenir à la séance").click()
    page.get_by_role("link", name="Relevé de décisions").click()
    expect(page.get_by_role("heading", level=1, name="Relevé de décisions")).to_be_visible()
    press(page, "Préparer le relevé")
    press(page, "Valider le relevé")
    press(page, "Oui, valider")
    expect(page.get_by_role("button", name="Clore la séance")).to_be_visible()
    words = pdf_words(taken(page, 0)[1])
    press(page, "Clore la séance")
    expect(page.get_by_role("button", name="Clore la séance")).to_be_hidden()
    return words


def test_a_commission_is_convened_led_before_the_room_and_recorded(page, site, prepared):
    sign_in(page, f"{site[0].url}/{MEETINGS.url_path}", LOGIN)
    people = {person.first_names for person in prepared.people}
    create(page)
    convene(page, people)
    room = open_meeting(page)
    shown = "".join(discuss(page, room, rank) for rank in range(3))
    assert [name for name in ("Martin", *people) if name in shown] == []
    end(page, room)
    words = write_minutes(page)
    for rank in range(3):
        assert f"Zoé{rank}" in words
        assert f"courrier {rank}" in words
    assert_kept(site[1], prepared)


def assert_kept(engine, prepared: Preparation) -> None:
    """Everything is where it must be."""
    with Session(engine) as session:
        of_body = CommissionMeeting.body_id == prepared.body.id
        meeting = session.scalars(select(CommissionMeeting).where(of_body)).one()
        of_meeting = AgendaPoint.meeting_id == meeting.id
        cases = select(CommissionCase.state).join(AgendaPoint, AgendaPoint.case_id == CommissionCase.id)
        states = session.scalars(cases.where(of_meeting).order_by(AgendaPoint.rank)).all()
        titles = select(PlanAction.title).join(Commitment, Commitment.action_id == PlanAction.id)
        titles = titles.where(Commitment.meeting_id == meeting.id)
        minutes = select(MeetingMinutes.state).where(MeetingMinutes.meeting_id == meeting.id)
        assert meeting.state == MeetingState.CLOSED
        assert states == [CaseState.EXAMINED, CaseState.EXAMINED, CaseState.WAITING]
        assert sorted(session.scalars(titles)) == [f"Écrire au bailleur, courrier {n}" for n in range(3)]
        assert session.scalars(minutes).one() == MinutesState.VALIDATED
