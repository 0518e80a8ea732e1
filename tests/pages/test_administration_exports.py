"""Lists of the administration that leave as files, clicked long after the page was shown."""

import pytest
import streamlit as st
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.accounts import SignInSession
from domain.clock import set_clock
from domain.errors import NotFoundError
from navigation import ACCOUNTS, STRUCTURES
from tests.factories import NOW
from tests.services.sessions import undone_at_the_end
from tests.services.shared import PROJECT


@pytest.fixture
def connection(furnished):
    """The shared consortium, as it was when the module began."""
    with undone_at_the_end(furnished[0]) as connection:
        yield connection


@pytest.fixture
def side(furnished, connection):
    assert connection is furnished[0]
    return furnished[1]


@pytest.fixture(params=[ACCOUNTS, STRUCTURES], ids=["accounts", "structures"])
def downloads(request, side, monkeypatch):
    """What each download of the page makes when it is clicked."""
    made = []
    set_clock(lambda: NOW)
    monkeypatch.setattr(st, "download_button", lambda _label, make, *_args, **_options: made.append(make))
    identify_with(lambda: side.viewers["administrator"])
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.switch_page(request.param.path).run()
    yield made
    identify_with(None)


def test_they_leave_for_who_may_still_read_them(downloads):
    assert downloads
    assert all(make() for make in downloads)


def test_and_no_longer_once_the_session_is_over(session, side, downloads):
    viewer = side.viewers["administrator"]
    mine = SignInSession.professional_id == viewer.professional_id
    session.execute(update(SignInSession).where(mine).values(revoked_at=viewer.now))
    for make in downloads:
        with pytest.raises(NotFoundError):
            make()
