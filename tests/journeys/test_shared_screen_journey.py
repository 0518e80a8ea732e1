"""The projector names nobody, byte by byte, and everything fits whatever there is to show."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from db.actions.commissions import commitments, day, outcomes, reveals
from domain.commissions.commitments import CommitmentDraft
from domain.commissions.words import MeetingState
from domain.identifiers import new_id
from tests.services.axe import faults
from tests.services.diagnosis_pair import sign_in
from tests.services.screen_contents import BREAK, CASE, FORMER, STATES
from tests.services.shared_screens import Room, add_situation, make_room
from tests.services.wire import heard_by

IDENTITY = {
    "birth_name": "Ouédraogo-Lestrade",
    "usual_name": "Kowalczyk",
    "first_names": "Fatoumata Zéphyrine",
    "birth_date": date(1991, 7, 14),
    "phone": "0612345678",
    "email": "fatoumata@exemple.fr",
    "address": "12 impasse des Cytises",
}
SECRETS = [
    "Ouédraogo",
    "Lestrade",
    "Kowalczyk",
    "Fatoumata",
    "Zéphyrine",
    "Cytises",
    "7654321Z",
    "exemple.fr",
]
SECRETS += ["14/07/1991", "1991-07-14", "06 12 34 56 78", "0612345678"]
FITS = """() => [...document.querySelectorAll('.js-screen, .js-columns, .js-column, .js-rows')]
    .filter(e => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2)
    .map(e => e.className)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.js-screen p, .js-screen h1, .js-screen h2')]
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
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


def act(room: Room, action, *about, **values) -> None:
    """What the secretary does in the animation window."""
    with Session(room.engine) as session, session.begin():
        action(session, room.viewer, *about, **values)


def promise_in_her_name(room: Room, point_id: int) -> None:
    title = "Appeler Fatoumata Kowalczyk au 06 12 34 56 78"
    draft = CommitmentDraft(title, deadline_on=room.viewer.today + timedelta(days=3))
    act(room, commitments.add_commitment, point_id, record_id=new_id(), draft=draft)


def discuss(room: Room, projector: Page) -> int:
    """Every free text of the discussion tells who she is."""
    point_id = add_situation(room, **IDENTITY)
    act(room, day.go_to_point, point_id)
    expect(projector.get_by_text("Que proposer à la personne")).to_be_visible()
    about = {"shown": "", "typed": "Fatoumata Ouédraogo-Lestrade viendra, née le 14/07/1991"}
    act(room, outcomes.record_outcome, point_id, "comment", **about)
    promise_in_her_name(room, point_id)
    expect(projector.get_by_text("Appeler la personne")).to_be_visible()
    act(room, reveals.note_person_present, point_id, is_present=True)
    return point_id


def test_nothing_that_the_projector_receives_says_who_she_is(room, projector):
    """T130."""
    heard, downloads = heard_by(projector), []
    projector.on("download", lambda one: downloads.append(one.suggested_filename))
    watch(projector, room, "La séance va commencer")
    point_id = discuss(room, projector)
    shown = projector.content()
    room.become(MeetingState.TO_VALIDATE)
    room.tell(None)
    expect(projector.get_by_text("La séance est terminée")).to_be_visible()
    shown += projector.content() + projector.title() + projector.url
    told = (b"".join(heard).decode("utf-8", "replace") + shown).lower()
    assert [secret for secret in [*SECRETS, str(point_id)] if secret.lower() in told] == []
    assert "que proposer" in told
    assert downloads == []


def test_her_first_name_is_shown_while_it_is_revealed_and_falls_back(room, projector):
    """T131."""
    point_id, following = (add_situation(room, **IDENTITY) for _ in range(2))
    act(room, day.go_to_point, point_id)
    watch(projector, room, "Que proposer")
    act(room, reveals.reveal_first_name, point_id, is_revealed=True)
    expect(projector.get_by_text("Fatoumata")).to_be_visible()
    heard = heard_by(projector)
    act(room, day.go_to_point, following)
    expect(projector.get_by_text("Fatoumata")).to_have_count(0)
    assert projector.title() == TITLE
    assert "Kowalczyk" not in projector.content() + b"".join(heard).decode("utf-8", "replace")


@pytest.mark.parametrize(("size", "scheme"), [((1280, 720), "light"), ((1920, 1080), "dark")])
def test_everything_fits_without_scrolling_whatever_there_is_to_show(room, projector, size, scheme):
    projector.set_viewport_size({"width": size[0], "height": size[1]})
    projector.emulate_media(color_scheme=scheme)
    room.tell(CASE)
    watch(projector, room, CASE.body if CASE.sheet is None else CASE.sheet.question)
    for screen in STATES.values():
        room.tell(screen)
        projector.wait_for_timeout(1800)
        assert projector.evaluate(FITS) == []
        assert projector.evaluate(SMALLEST) >= 24 * size[1] / 720
        assert projector.title() == TITLE


def test_the_token_alone_shows_the_screen_without_menu_nor_anything_to_click(room, projector):
    """T132."""
    room.tell(FORMER)
    watch(projector, room, "▲ En retard")
    for role in ("button", "textbox", "dialog", "navigation"):
        expect(projector.get_by_role(role)).to_have_count(0)


def test_the_animation_opens_it_in_a_window_of_its_own_which_follows_within_two_seconds(room, page):
    room.tell(CASE)
    sign_in(page, f"{room.server.url}/animation?seance={room.meeting_id}", "secretariat")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Ouvrir l’écran partagé").click()
    projector = opened.value
    expect(projector.get_by_text(CASE.sheet.question)).to_be_visible()
    expect(projector.get_by_role("button")).to_have_count(0)
    assert room.viewer.display_name not in projector.content()
    for _ in range(3):
        room.tell(BREAK)
        expect(projector.get_by_text("Pause")).to_be_visible(timeout=2_000)
        room.tell(CASE)
        expect(projector.get_by_text(CASE.sheet.question)).to_be_visible(timeout=2_000)


def test_it_goes_on_when_the_account_of_this_browser_signs_out(room, page):
    room.tell(CASE)
    sign_in(page, f"{room.server.url}/compte", "secretariat")
    room.give_token(page.context)
    projector = page.context.new_page()
    watch(projector, room, CASE.sheet.question)
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
    room.tell(FORMER)
    expect(projector.get_by_text("▲ En retard").first).to_be_visible()
    projector.wait_for_timeout(6_000)
    expect(projector.get_by_text("Écran interrompu")).to_be_hidden()


@pytest.mark.parametrize("name", ["written", "former", "break"])
def test_axe_finds_nothing_serious(room, projector, name):
    """T160."""
    room.tell(STATES[name])
    projector.goto(room.address)
    expect(projector.locator(".js-screen")).to_be_visible()
    assert faults(projector) == []
