"""The projector survives a cut, a restart and sleep; it says that it is out of date, and never lies."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from db.engine import build_engine
from domain.commissions.words import MeetingState
from tests.services import application
from tests.services.screen_contents import BREAK, CASE, FORMER, LONG, SHEET
from tests.services.shared_screens import Room, make_room

QUESTION = SHEET.question
STALE = "Écran interrompu"
COMES_BACK = {"timeout": 40_000}  # Streamlit asks again later and later
NO_NETWORK = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
TITLE = "Écran partagé · Jalons"


@pytest.fixture
def room(site) -> Room:
    """A meeting with its shared screen."""
    return make_room(*site)


@pytest.fixture
def projector(room, page) -> Page:
    """The window that the room looks at."""
    page.set_viewport_size({"width": 1280, "height": 720})
    room.give_token(page.context)
    return page


def watch(projector: Page, room: Room, words: str) -> None:
    projector.goto(room.address)
    expect(projector.get_by_text(words).first).to_be_visible()


@pytest.fixture
def running(fresh_database) -> Iterator[list[application.Server]]:
    """The servers of this test only, one after the other at the same address."""
    started = [application.serve(fresh_database, {})]
    yield started
    application.stop(started[-1])


def test_a_cut_of_the_network_is_said_then_it_comes_back_with_what_is_current(room, projector):
    room.tell(CASE)
    watch(projector, room, QUESTION)
    expect(projector.get_by_text(STALE)).to_be_hidden()
    projector.context.set_offline(True)
    room.tell(BREAK)
    expect(projector.get_by_text(STALE)).to_be_visible()
    expect(projector.get_by_role("dialog")).to_have_count(0)
    projector.context.set_offline(False)
    expect(projector.get_by_text("Pause")).to_be_visible(**COMES_BACK)
    expect(projector.get_by_text(STALE)).to_be_hidden()
    expect(projector.get_by_text(QUESTION)).to_have_count(0)


def test_a_restarted_server_is_said_then_it_comes_back_with_what_is_current(running, page):
    engine = build_engine(running[0].database.url)
    room = make_room(running[0], engine)
    room.give_token(page.context)
    room.tell(CASE)
    watch(page, room, QUESTION)
    running[-1].process.kill()
    running[-1].process.wait()
    expect(page.get_by_text(STALE)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    room.tell(LONG)
    running.append(application.serve(room.server.database, {}, urlsplit(room.server.url).port))
    expect(page.get_by_text("Marie-Françoise")).to_be_visible(**COMES_BACK)
    expect(page.get_by_text(STALE)).to_be_hidden()
    engine.dispose()


def test_a_computer_that_slept_shows_what_is_current_once_awake(room, projector):
    room.tell(CASE)
    watch(projector, room, QUESTION)
    session = projector.context.new_cdp_session(projector)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    room.tell(FORMER)
    projector.wait_for_timeout(7_000)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    expect(projector.get_by_text("Engagements des séances précédentes")).to_be_visible(**COMES_BACK)
    expect(projector.get_by_text(STALE)).to_be_hidden()


def test_a_closed_meeting_empties_an_open_window(room, projector):
    room.tell(CASE)
    watch(projector, room, QUESTION)
    room.become(MeetingState.CLOSED)
    expect(projector.get_by_text("Cet écran partagé est fermé")).to_be_visible()
    expect(projector.get_by_text(QUESTION)).to_have_count(0)
    assert projector.title() == TITLE
