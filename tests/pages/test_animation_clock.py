"""The clock of the animation: what the other secretary did is drawn, or offered while she may be typing."""

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.commissions.animation import Cockpit, Reads
from db.actions.commissions import day
from db.queries.commissions.meetings import get_meeting
from tests.db.meeting_days import act, make_day, read, start_on_situation
from tests.services.file_screen import labels, words


@pytest.fixture
def behind(session):
    """A window drawn on the first situation; the meeting is at the second one."""
    held = make_day(session)
    start_on_situation(held)
    drawn = read(held.secretary, get_meeting, held.meeting.id)
    act(held.secretary, day.go_to_point, held.points[1].id)
    now = partial(read, held.secretary, get_meeting, held.meeting.id)
    return Cockpit(held.secretary, drawn, (), {}, 0, Reads(*[now] * 6, changes=lambda: 1), acts=None)


def clock(cockpit):
    from components.commissions.animation_steps import day_clock

    day_clock(cockpit, is_typed_beside=True)


def test_what_is_half_typed_is_not_swept_away_when_the_other_goes_on(behind):
    page = AppTest.from_function(clock, kwargs={"cockpit": behind}).run()
    assert labels(page) == ["La séance est passée à « Situation 2 » : y aller"]
    assert "Situation 1" in words(page)
