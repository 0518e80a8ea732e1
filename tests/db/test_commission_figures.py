"""« Suivi des commissions »: each figure is what counting one by one gives, its list too; secrecy holds."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import median

import pytest

from components.commissions.follow_up import follow_up_board, lines_frame
from components.indicators.words import figure_words
from db.queries.indicators import kept
from db.queries.indicators.commission_lines import list_commission_lines
from db.queries.indicators.commissions import list_body_names, list_held, tell_commissions
from domain.commissions.words import Attendance, Conclusion
from domain.errors import ForbiddenError
from domain.follow_up import ActionStatus
from domain.indicators.commissions import ATTENDANCE, COMMISSIONS, DELAY, EXAMINED, FOUND, ON_TIME
from domain.indicators.model import Perimeter
from domain.indicators.told_commissions import Sitting
from domain.secrecy import Medium
from tests.db.held_meetings import make_held, of_period
from tests.db.meeting_days import read
from tests.factories import TODAY

STARTS_ON = TODAY - timedelta(days=500)
PERIOD = Perimeter(STARTS_ON, TODAY, TODAY)
FOR_ALL = Sitting()


@pytest.fixture
def held(session):
    kept.forget()
    return make_held(session)


def expected(held, indicator, body_id=None):
    """(identifier, whether it is counted), read in what was drawn: a plain rule each."""
    return {
        line["id"]: counted
        for line, counted in _judged(held, indicator)
        if body_id is None or line["body"] == body_id
    }


def _judged(held, indicator):
    if indicator == ATTENDANCE:
        for line in of_period(held.seats, STARTS_ON, TODAY):
            if line["attendance"] is not None:
                yield line, line["attendance"] != Attendance.ABSENT
    elif indicator == ON_TIME:
        for line in of_period(held.promises, STARTS_ON, TODAY):
            if line["status"] is not ActionStatus.DROPPED:
                yield line, kept_in_time(line["done_on"], line["deadline_on"])
    else:
        for line in of_period(held.situations, STARTS_ON, TODAY):
            is_concluded = indicator != FOUND or line["ending"] is not Conclusion.OPINION
            if line["ending"] is not Conclusion.POSTPONED and is_concluded:
                yield line, indicator != FOUND or line["ending"] is Conclusion.FOUND


def kept_in_time(done_on: date | None, deadline_on: date | None) -> bool | None:
    if done_on:
        return not deadline_on or done_on <= deadline_on
    return False if deadline_on and deadline_on < TODAY else None


@pytest.mark.parametrize("indicator", COMMISSIONS, ids=lambda one: one.code)
def test_tile_list_and_export_are_what_counting_one_by_one_gives(held, indicator):
    told = read(held.coordinator, tell_commissions, PERIOD, FOR_ALL)
    one_by_one = expected(held, indicator)
    lines = read(held.coordinator, list_commission_lines, PERIOD, FOR_ALL, indicator)
    assert {line.id: line.is_counted for line in lines} == one_by_one
    assert len(lines_frame(indicator, lines)) == len(one_by_one) > 0
    for body in held.bodies:
        answers = list(expected(held, indicator, body.id).values())
        figure = told.by_body[indicator].of(body.id)
        assert figure.denominator == sum(one is not None for one in answers)
        assert figure.waiting == answers.count(None)
        if indicator != DELAY:
            assert figure.numerator == answers.count(True)


def test_the_delay_is_the_middle_one(held):
    told = read(held.coordinator, tell_commissions, PERIOD, FOR_ALL)
    days = [line["days"] for line, _counted in _judged(held, DELAY)]
    assert told.medians[None] == median(days)
    body = held.bodies[0].id
    assert told.medians[body] == median(one["days"] for one, _ in _judged(held, DELAY) if one["body"] == body)


def test_one_meeting_is_told_alone(held):
    meeting = read(held.coordinator, list_held, PERIOD, FOR_ALL)[0]
    sitting = Sitting(meeting_id=meeting.id)
    whole = read(held.coordinator, tell_commissions, PERIOD, FOR_ALL)
    alone = read(held.coordinator, tell_commissions, PERIOD, sitting)
    for indicator in COMMISSIONS:
        asked, told = alone.by_body[indicator].figure, whole.by_meeting[indicator].of(meeting.id)
        assert replace(asked, people=0) == replace(told, people=0)  # people: secrecy alone reads them
        lines = read(held.coordinator, list_commission_lines, PERIOD, sitting, indicator)
        assert {line.meets_on for line in lines} <= {meeting.meets_on}


def test_a_secretary_reads_the_body_she_runs_and_no_other(held):
    told = read(held.secretary, tell_commissions, PERIOD, FOR_ALL)
    assert set(told.by_body[EXAMINED].by_group) == {held.bodies[0].id}
    assert list(read(held.secretary, list_body_names)) == [held.bodies[0].id]


def test_the_pilotage_is_told_figures_under_secrecy_and_no_list(held):
    told = read(held.steering, tell_commissions, PERIOD, FOR_ALL)
    assert (told.least, told.meetings, dict(told.by_meeting)) == (11, (), {})
    for one in told.by_body.values():
        shown = [one.figure, *one.by_group.values()]
        assert all(figure is None or not 0 < figure.denominator < 11 for figure in shown)
    with pytest.raises(ForbiddenError):
        read(held.steering, list_commission_lines, PERIOD, FOR_ALL, EXAMINED)
    with pytest.raises(ForbiddenError):
        read(held.caseworker, tell_commissions, PERIOD, FOR_ALL)


def test_a_document_is_protected_whoever_asks(held):
    told = read(held.coordinator, tell_commissions, PERIOD, Sitting(held.bodies[0].id), Medium.DOCUMENT)
    assert told.least == 11
    names = read(held.coordinator, list_body_names)
    board = follow_up_board(told, PERIOD, Sitting(held.bodies[0].id), names)
    assert board.secrecy
    assert not any(tile.code for tile in board.tiles)
    assert figure_words(ATTENDANCE, told.by_body[ATTENDANCE].figure) == "s"  # three members


def test_a_page_costs_twelve_statements_at_most(held, count_statements):
    kept.forget()
    with count_statements() as statements:
        read(held.coordinator, tell_commissions, PERIOD, FOR_ALL)
        read(held.coordinator, list_body_names)
        read(held.coordinator, list_held, PERIOD, FOR_ALL)
        read(held.coordinator, list_commission_lines, PERIOD, FOR_ALL, ON_TIME)
    assert len(statements) <= 12
