"""The agenda of a meeting being prepared: filled from the basket, in order, at its hours."""

from datetime import time

import pytest

from db.actions.commissions import agenda, meetings
from db.queries.commissions.agenda import read_prepared
from db.queries.commissions.cases import list_basket
from domain.commissions.basket import BasketFilters
from domain.commissions.preparing import PointDraft
from domain.commissions.words import CaseState, MeetingState, PointKind
from domain.errors import EditConflictError, ForbiddenError, NotFoundError
from tests.db.meeting_days import act, read
from tests.db.preparing import make_preparation

SITUATION, BREAK, FIRST = PointKind.SITUATION, PointKind.BREAK, PointKind.COMMITMENTS


@pytest.fixture
def made(session):
    return make_preparation(session)


def kinds(made, session, meeting_id):
    return [(point.kind, point.number) for point in made.points(session, meeting_id)]


def test_situations_are_numbered_in_the_order_of_the_agenda(session, made):
    meeting_id = made.create()
    made.add(meeting_id, *made.cases[:2])
    act(made.secretary, agenda.add_break, meeting_id)
    made.add(meeting_id, made.cases[2])
    expected = [(FIRST, None), (SITUATION, 1), (SITUATION, 2), (BREAK, None), (SITUATION, 3)]
    assert kinds(made, session, meeting_id) == expected


def test_moving_a_situation_numbers_them_again(session, made):
    meeting_id = made.create()
    made.add(meeting_id, *made.cases)
    last = made.points(session, meeting_id)[3]
    for _ in range(4):  # the first point of all keeps its place
        act(made.secretary, agenda.move_point, last.id, -1)
    points = made.points(session, meeting_id)
    assert [point.kind for point in points] == [FIRST, SITUATION, SITUATION, SITUATION]
    assert (points[1].id, points[1].number) == (last.id, 1)
    assert [point.number for point in points] == [None, 1, 2, 3]


def test_a_situation_on_the_agenda_waits_no_more(session, made):
    meeting_id = made.create()
    made.add(meeting_id, made.cases[0])
    session.refresh(made.cases[0])
    assert made.cases[0].state == CaseState.SCHEDULED
    assert len(read(made.secretary, list_basket, BasketFilters(body_id=made.body.id))) == 2
    made.add(meeting_id, made.cases[0])  # a double click
    assert len(made.points(session, meeting_id)) == 2
    with pytest.raises(ForbiddenError, match="plus dans le panier"):
        made.add(made.create(), made.cases[0])


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"informed_on": None}, "pas été informée"), ({"objection": "Elle refuse"}, "s’oppose à ce passage")],
)
def test_a_situation_that_may_not_pass_says_why(session, made, values, reason):
    for name, value in values.items():
        setattr(made.cases[0], name, value)
    session.flush()
    with pytest.raises(ForbiddenError, match=reason):
        made.add(made.create(), made.cases[0])


def test_a_situation_taken_off_waits_again_and_the_others_are_numbered_again(session, made):
    meeting_id = made.create()
    made.add(meeting_id, *made.cases)
    act(made.secretary, agenda.remove_point, made.points(session, meeting_id)[1].id)
    session.refresh(made.cases[0])
    assert made.cases[0].state == CaseState.WAITING
    assert kinds(made, session, meeting_id) == [(FIRST, None), (SITUATION, 1), (SITUATION, 2)]


@pytest.mark.parametrize("action", [agenda.remove_point, lambda *about: agenda.move_point(*about, 1)])
def test_the_first_point_stays_first(session, made, action):
    first = made.points(session, made.create())[0]
    with pytest.raises(ForbiddenError):
        act(made.secretary, action, first.id)


def test_hours_follow_durations_and_fixed_times(session, made):
    meeting_id = made.create()
    made.add(meeting_id, *made.cases[:2])
    point = made.points(session, meeting_id)[2]
    draft = PointDraft(45, time(15, 30))
    act(made.secretary, agenda.change_point, point.id, version=point.version, draft=draft)
    lines = read(made.secretary, read_prepared, meeting_id).lines
    assert [f"{line.starts_at:%H:%M}" for line in lines] == ["14:00", "14:10", "15:30"]


def test_two_secretaries_on_one_point_lose_nothing(session, made):
    point = made.points(session, made.create())[0]
    version, change = point.version, agenda.change_point
    act(made.secretary, change, point.id, version=version, draft=PointDraft(20))
    with pytest.raises(EditConflictError) as conflict:
        act(made.secretary, change, point.id, version=version, draft=PointDraft(30))
    assert conflict.value.differences[0][1:] == ("20", "30")


def test_a_member_reads_the_hours_of_every_point_and_who_only_where_she_may(session, made):
    other = make_preparation(session)
    meeting_id = made.create()
    made.add(meeting_id, *made.cases)
    lines = read(made.referent, read_prepared, meeting_id).lines
    assert [bool(line.person) for line in lines] == [False, True, True, True]
    with pytest.raises(NotFoundError):
        read(other.secretary, read_prepared, meeting_id)


def test_reading_takes_no_more_statements_for_more_situations(session, count_statements):
    counts = []
    for situations in (1, 4):
        made = make_preparation(session, situations)
        meeting_id = made.create()
        made.add(meeting_id, *made.cases[1:])
        with count_statements() as statements:
            read(made.secretary, read_prepared, meeting_id)
            read(made.secretary, list_basket, BasketFilters(body_id=made.body.id))
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_actions_take_no_more_statements_for_more_situations(session, count_statements):
    counts = []
    for situations in (2, 5):
        made = make_preparation(session, situations)
        meeting_id = made.create()
        made.add(meeting_id, *made.cases[1:])
        with count_statements() as statements:
            made.add(meeting_id, made.cases[0])
            act(made.secretary, meetings.give_up, meeting_id, to=MeetingState.CANCELLED, reason="Neige")
        counts.append(len(statements))
    assert counts[0] == counts[1]
