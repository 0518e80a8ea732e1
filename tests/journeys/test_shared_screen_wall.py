"""The token of a shared screen opens its page and what draws it: no other page, no file, no upload."""

from urllib.parse import urlencode

import pytest
from sqlalchemy.orm import Session
from websockets.exceptions import InvalidStatus

from db.actions.commissions.projections import close_projections
from domain.access import ALL_ROLES, Role
from domain.commissions.words import MeetingState
from navigation import pages_for
from tests.services.accounts import add_account
from tests.services.screen_contents import CASE
from tests.services.shared_screens import make_room
from tests.services.strangers import ask, open_websocket, run_page, sign_in

PAGE = "/ecran-partage"
CLOSED = "Cet écran partagé est fermé"
PAGES = ["/", *(f"/{entry.url_path}" for entry in pages_for(ALL_ROLES))]
FILES = ["/media/abc.csv", "/_stcore/metrics", "/_stcore/upload_file/x/y", "/app/static/x", "/component/x"]
HERE = {"Sec_Fetch_Site": "same-origin"}


@pytest.fixture
def room(site):
    """A meeting with its shared screen."""
    room = make_room(*site)
    room.tell(CASE)
    return room


def token_of(room):
    return f"jalons_projection={room.token}"


def open_screen(room, cookie, meeting_id, **headers):
    """The button of the animation."""
    body = urlencode({"seance": meeting_id})
    return ask(room.server, f"{PAGE}/ouvrir", method="POST", body=body, Cookie=cookie, **headers)


def seen(websocket, address, *, page="ecran-partage"):
    """Everything that one run of this page says."""
    messages = run_page(websocket, page=page, query=address.partition("?")[2])
    return b"".join(message.SerializeToString() for message in messages).decode("utf-8", "replace")


@pytest.mark.parametrize("path", PAGES)
def test_it_gives_no_other_page(room, path):
    answer = ask(room.server, path, Cookie=token_of(room))
    assert answer.status == 303
    assert answer.headers["location"].startswith("/connexion")


@pytest.mark.parametrize("path", FILES)
def test_it_gives_no_file_and_takes_none(room, path):
    assert ask(room.server, path, Cookie=token_of(room), Sec_Fetch_Mode="cors").status == 401
    assert ask(room.server, path, Cookie=token_of(room), method="POST").status == 401


def test_no_other_page_runs_behind_its_websocket(room):
    with open_websocket(room.server, cookie=token_of(room)) as websocket:
        said = seen(websocket, "", page="file-active")
        assert "Votre session est terminée" in said
        assert CASE.sheet.question not in said


def test_without_a_live_token_its_page_says_only_that_it_is_closed(room):
    for cookie in ("", "jalons_projection=invente"):
        answer = ask(room.server, f"{PAGE}?seance={room.projection_id}", Cookie=cookie)
        assert (answer.status, CLOSED in answer.body) == (403, True)
        with pytest.raises(InvalidStatus):
            open_websocket(room.server, cookie=cookie)


def test_an_account_alone_does_not_see_the_shared_screen(room):
    cookie = sign_in(room.server, "secretariat")
    with open_websocket(room.server, cookie=cookie) as websocket:
        said = seen(websocket, room.address)
    assert CLOSED in said
    assert "stabiliser" not in said
    assert "Camille Exemple" not in said


def test_the_token_of_another_meeting_does_not_show_this_one(site, room):
    other = make_room(*site, login="autre")
    other.tell(CASE)
    with open_websocket(room.server, cookie=token_of(other)) as websocket:
        said = seen(websocket, room.address)
    assert "stabiliser" not in said


def test_once_closed_an_open_window_shows_nothing_more(room):
    with open_websocket(room.server, cookie=token_of(room)) as websocket:
        assert "stabiliser" in seen(websocket, room.address)
        with Session(room.engine) as session, session.begin():
            close_projections(session, room.viewer, room.meeting_id)
        assert "stabiliser" not in seen(websocket, room.address)


@pytest.mark.parametrize("state", [MeetingState.CLOSED, MeetingState.POSTPONED])
def test_once_the_meeting_is_over_an_open_window_shows_nothing_more(room, state):
    with open_websocket(room.server, cookie=token_of(room)) as websocket:
        assert "stabiliser" in seen(websocket, room.address)
        room.become(state)
        assert "stabiliser" not in seen(websocket, room.address)


def test_who_runs_the_meeting_opens_its_screen_and_gets_a_cookie_that_no_script_reads(room):
    answer = open_screen(room, sign_in(room.server, "secretariat"), room.meeting_id, **HERE)
    assert (answer.status, answer.headers["location"].partition("=")[0]) == (303, f"{PAGE}?seance")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(answer.headers["set-cookie"].split("; "))
    assert ask(room.server, answer.headers["location"], Cookie=answer.cookies).status == 200


def test_nobody_else_opens_it(room):
    add_account(room.server, "pilote", role=Role.STEERING)
    hers = sign_in(room.server, "secretariat")
    for meeting_id in ("", "x", "1", "9" * 30, "²"):
        assert open_screen(room, hers, meeting_id, **HERE).status == 404
    assert open_screen(room, sign_in(room.server, "pilote"), room.meeting_id, **HERE).status == 404
    assert open_screen(room, hers, room.meeting_id, Sec_Fetch_Site="cross-site").status == 403
    assert open_screen(room, hers, room.meeting_id).status == 403
    assert open_screen(room, token_of(room), room.meeting_id, **HERE).status == 401
    room.become(MeetingState.CLOSED)
    assert open_screen(room, hers, room.meeting_id, **HERE).status == 404
