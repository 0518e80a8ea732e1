"""What is typed to prepare a meeting, and the order of its agenda."""

from datetime import date, datetime, timedelta

import pytest

from domain.commissions.preparing import (
    AgendaLine,
    MeetingDraft,
    PointDraft,
    blocked_lines,
    ends_at,
    moved,
    reason_problem,
)
from domain.commissions.words import PointKind, PointState

TODAY = date(2026, 11, 24)
STARTS = datetime.fromisoformat("2026-12-03T14:00")


def line(number, minutes, **values):
    kind = PointKind.SITUATION if number else PointKind.BREAK
    starts_at = values.pop("starts_at", STARTS)
    return AgendaLine(1, 1, kind, PointState.PLANNED, number, minutes, None, starts_at, **values)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, set()),
        ({"body_id": None}, {"body_id"}),
        ({"starts_at": None}, {"starts_at"}),
        ({"starts_at": STARTS - timedelta(days=10)}, {"starts_at"}),
        ({"starts_at": STARTS + timedelta(days=1500)}, {"starts_at"}),
        ({"place": "x" * 201}, {"place"}),
        ({"minutes": 4}, {"minutes"}),
        ({"minutes": 120}, set()),
        ({"minutes": 121}, {"minutes"}),
    ],
)
def test_a_meeting_says_under_each_field_what_is_wrong(values, fields):
    draft = MeetingDraft(**({"body_id": 1, "starts_at": STARTS} | values))
    assert draft.problems(TODAY).keys() == fields


def test_a_meeting_may_be_noted_for_today():
    assert not MeetingDraft(1, datetime.fromisoformat("2026-11-24T08:00")).problems(TODAY)


@pytest.mark.parametrize(
    ("minutes", "is_right"), [(0, True), (240, True), (241, False), (-5, False), (None, False)]
)
def test_a_point_lasts_at_most_four_hours(minutes, is_right):
    assert (not PointDraft(minutes).problems()) == is_right


@pytest.mark.parametrize(
    ("one", "step", "expected"),
    [
        (20, 1, [10, 30, 20, 40]),
        (20, -1, [10, 20, 30, 40]),
        (40, 1, [10, 20, 30, 40]),
        (40, -2, [10, 40, 20, 30]),
        (30, -9, [10, 30, 20, 40]),
    ],
)
def test_a_point_moves_and_the_first_one_stays(one, step, expected):
    assert moved([10, 20, 30, 40], one, step) == expected


def test_the_end_is_that_of_the_last_point():
    assert ends_at([]) is None
    last = line(1, 45, starts_at=STARTS + timedelta(hours=1))
    assert ends_at([line(None, 10), last]) == STARTS + timedelta(minutes=105)


def test_what_blocks_an_agenda_names_nobody():
    lines = [line(1, 15), line(2, 15, person="Lefèvre", reasons=("la personne n’a pas été informée",))]
    assert blocked_lines(lines) == ["situation\u00a02\u00a0: la personne n’a pas été informée"]


@pytest.mark.parametrize(("reason", "is_right"), [("Neige", True), (" ", False), ("x" * 301, False)])
def test_giving_up_says_why_in_a_few_words(reason, is_right):
    assert (reason_problem(reason) is None) == is_right
