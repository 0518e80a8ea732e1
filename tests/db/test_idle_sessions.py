"""How long a session lives without activity, on an ordinary page and where people talk for long."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from db.actions.sign_in import close_session
from db.engine import sign_in_session, write_session
from db.models.accounts import SignInSession
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain.clock import set_clock
from tests.factories import NOW
from tests.services.accounts import PASSWORD, make_account
from web.activity import NOTHING, Activity
from web.sign_in import try_sign_in
from web.wall import live_session_id

ACTS_THERE, ACTS_ELSEWHERE = Activity(True, True), Activity(True, False)
SHOWS_THERE, HAS_LEFT = Activity(False, True), Activity(False, False)


@pytest.fixture
def digest(session):
    """A session opened at NOW."""
    set_clock(lambda: NOW)
    make_account(session, login="nadia.roux")
    token, _ = try_sign_in("nadia.roux", PASSWORD, "192.0.2.1")
    return hash_token(token)


def use(digest, minutes, activity):
    """What the wall does of a message, so many minutes after signing in."""
    set_clock(lambda: NOW + timedelta(minutes=minutes))
    return live_session_id(digest, activity)


def is_signed_in(digest, minutes):
    now = NOW + timedelta(minutes=minutes)
    with sign_in_session(is_readonly=True) as reading:
        viewer = find_viewer(reading, digest, now)
    assert (viewer is not None) == (use(digest, minutes, NOTHING) is not None)
    return viewer is not None


@pytest.mark.parametrize(
    ("activity", "minutes", "is_in"),
    [
        (ACTS_ELSEWHERE, 31, True),
        (ACTS_ELSEWHERE, 32, False),
        (ACTS_THERE, 121, True),
        (ACTS_THERE, 122, False),
    ],
)
def test_a_long_page_is_idle_after_two_hours_and_another_after_half_an_hour(digest, activity, minutes, is_in):
    assert use(digest, 1.5, activity)
    assert is_signed_in(digest, minutes) == is_in


def test_each_activity_starts_the_two_hours_again(digest):
    for minutes in (0, 100, 200):
        assert use(digest, minutes, ACTS_THERE)
    assert is_signed_in(digest, 319)
    assert not is_signed_in(digest, 320)


@pytest.mark.parametrize("leaves", [ACTS_ELSEWHERE, HAS_LEFT])
def test_leaving_the_long_page_brings_half_an_hour_back(digest, leaves):
    use(digest, 0, ACTS_THERE)
    use(digest, 5, ACTS_THERE)
    use(digest, 5.5, leaves)
    assert is_signed_in(digest, 34)
    assert not is_signed_in(digest, 36)


def test_a_long_page_opened_by_the_program_counts_from_the_last_activity(digest):
    use(digest, 10, ACTS_ELSEWHERE)
    use(digest, 10.5, SHOWS_THERE)
    use(digest, 100, SHOWS_THERE)
    assert is_signed_in(digest, 129)
    assert not is_signed_in(digest, 130)


def test_a_late_message_never_takes_time_back(digest):
    use(digest, 20, ACTS_THERE)
    use(digest, 10, ACTS_ELSEWHERE)
    assert is_signed_in(digest, 139)


def test_eight_hours_end_the_session_on_a_long_page_too(digest):
    for minutes in range(0, 480, 60):
        assert use(digest, minutes, ACTS_THERE)
    assert is_signed_in(digest, 479)
    assert not is_signed_in(digest, 480)


def test_signing_out_ends_it_at_once_on_a_long_page_too(digest):
    use(digest, 0, ACTS_THERE)
    with sign_in_session(is_readonly=True) as reading:
        viewer = find_viewer(reading, digest, NOW)
    with write_session(viewer) as writing:
        close_session(writing, viewer)
    assert not is_signed_in(digest, 1)


def test_a_session_is_written_once_a_minute_at_most_and_once_for_each_move(session, digest):
    writes = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *heard: writes.append(heard[2][:6] == "UPDATE"))
    for seconds in range(0, 120, 10):
        use(digest, seconds / 60, ACTS_THERE)
    assert sum(writes) == 2
    use(digest, 2.1, ACTS_ELSEWHERE)
    for _ in range(3):
        use(digest, 2.2, ACTS_ELSEWHERE)
        use(digest, 2.2, NOTHING)
    assert sum(writes) == 3
    assert session.scalars(select(SignInSession.kept_until)).one() is None
