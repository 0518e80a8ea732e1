"""A meeting from its opening to its end: who sits, points one after the other, what each becomes."""

from datetime import timedelta

import pytest

from db.actions.commissions import bodies, day, outcomes
from db.models.commissions import MeetingSeat
from domain.commissions.words import Attendance, CaseState, MeetingState, PointState
from domain.errors import EditConflictError, ForbiddenError, NotFoundError
from tests.db.meeting_days import act, make_day, seat_everybody, shown, start, start_on_situation, stored

FOUND = "Piste retenue"


@pytest.fixture
def held(session):
    return make_day(session)


def conclude(held, point, words=FOUND, before=""):
    values = {"shown": before, "typed": words}
    act(held.secretary, outcomes.record_outcome, point.id, "conclusion_words", **values)


def again(session, record):
    session.refresh(record)
    return record


def test_it_does_not_open_before_somebody_noted_who_is_there(held):
    with pytest.raises(ForbiddenError, match="2\xa0réponses manquantes"):
        act(held.secretary, day.start_meeting, held.meeting.id)


def test_nobody_waits_for_the_answer_of_a_member_who_left_after_being_convened(session, held):
    runner, member = held.members
    act(held.secretary, bodies.end_member, member.id)
    values = {"shown": None, "typed": Attendance.PRESENT}
    act(held.secretary, day.record_seat, held.meeting.id, runner.id, "attendance", **values)
    act(held.secretary, day.start_meeting, held.meeting.id)
    assert stored(session, held).content


def test_it_opens_on_its_first_point(session, held):
    start(held)
    meeting = again(session, held.meeting)
    assert (meeting.state, meeting.current_point_id) == (MeetingState.OPEN, held.first.id)
    assert shown(session, held).total == 3


def test_going_to_a_point_stops_the_time_of_the_other(session, held):
    start(held)
    later = held.secretary.now + timedelta(minutes=4)
    moved = held.secretary.__class__(**{**held.secretary.__dict__, "now": later})
    act(moved, day.go_to_point, held.points[0].id)
    assert again(session, held.first).spent_seconds == 240
    assert again(session, held.meeting).current_since == later


def test_a_situation_left_with_a_conclusion_is_examined(session, held):
    point = start_on_situation(held)
    conclude(held, point)
    act(held.secretary, day.go_to_point, held.points[1].id)
    case = again(session, held.cases[0])
    assert (case.state, case.passed_on) == (CaseState.EXAMINED, held.meeting.meets_on)
    assert again(session, point).state == PointState.TREATED
    assert shown(session, held).treated == 1


def test_without_a_conclusion_it_waits_for_one(session, held):
    point = start_on_situation(held)
    act(held.secretary, day.go_to_point, held.points[1].id)
    assert again(session, point).state == PointState.PLANNED
    assert again(session, held.cases[0]).state == CaseState.SCHEDULED


def test_put_off_it_goes_back_to_the_basket_and_the_next_one_comes(session, held):
    point = start_on_situation(held)
    act(held.secretary, day.put_off_point, point.id)
    case = again(session, held.cases[0])
    assert (case.state, case.put_off_on) == (CaseState.WAITING, held.meeting.meets_on)
    assert again(session, point).state == PointState.POSTPONED
    assert shown(session, held).number == 2


def test_put_off_by_mistake_it_is_examined_after_all(session, held):
    point = start_on_situation(held)
    act(held.secretary, day.put_off_point, point.id)
    act(held.secretary, day.go_to_point, point.id)
    assert again(session, held.cases[0]).state == CaseState.SCHEDULED
    assert again(session, point).conclusion is None


def test_withdrawn_it_keeps_the_reason(session, held):
    point = start_on_situation(held)
    act(held.secretary, day.withdraw_point, point.id, reason="A trouvé un emploi")
    case = again(session, held.cases[0])
    assert (case.state, case.withdrawn_reason) == (CaseState.WITHDRAWN, "A trouvé un emploi")


def test_it_does_not_end_before_each_situation_has_its_conclusion(held):
    point = start_on_situation(held)
    conclude(held, point)
    act(held.secretary, day.put_off_point, held.points[1].id)
    with pytest.raises(ForbiddenError, match="situation 3 sans conclusion"):
        act(held.secretary, day.end_meeting, held.meeting.id)


def test_once_ended_the_screen_is_empty(session, held):
    start(held)
    for point in held.points:
        act(held.secretary, day.go_to_point, point.id)
        conclude(held, point)
    changes = stored(session, held).changes
    act(held.secretary, day.end_meeting, held.meeting.id)
    assert again(session, held.meeting).state == MeetingState.TO_VALIDATE
    assert (stored(session, held).content, stored(session, held).changes) == ({}, changes + 1)
    assert {again(session, case).state for case in held.cases} == {CaseState.EXAMINED}


def test_who_replaces_somebody_is_named(session, held):
    seat_everybody(held)
    about = (held.meeting.id, held.members[1].id)
    values = {"shown": Attendance.PRESENT, "typed": Attendance.REPLACED}
    act(held.secretary, day.record_seat, *about, "attendance", **values)
    act(held.secretary, day.record_seat, *about, "replaced_by", shown="", typed="Léo")
    seat = session.query(MeetingSeat).filter_by(member_id=held.members[1].id).one()
    assert (seat.attendance, seat.replaced_by) == (Attendance.REPLACED, "Léo")


def test_two_secretaries_who_note_somebody_differently_both_read_it(held):
    seat_everybody(held)
    values = {"shown": None, "typed": Attendance.ABSENT}
    with pytest.raises(EditConflictError) as refused:
        act(held.secretary, day.record_seat, held.meeting.id, held.members[1].id, "attendance", **values)
    assert [tuple(one) for one in refused.value.differences] == [
        ("Présence", Attendance.PRESENT.label, Attendance.ABSENT.label)
    ]


def test_the_referent_of_a_situation_leads_nothing(held):
    with pytest.raises(NotFoundError):
        act(held.referent, day.start_meeting, held.meeting.id)


def test_a_regulatory_body_does_not_end_without_its_quorum(session):
    held = make_day(session, family="regulatory", quorum={"members": 3})
    start(held)
    with pytest.raises(ForbiddenError, match="quorum non atteint"):
        act(held.secretary, day.end_meeting, held.meeting.id)
