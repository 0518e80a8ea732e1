"""A meeting prepared: created with its seats, convened, its agenda set, put off; what members answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.actions.commissions import agenda, meetings, seats
from db.queries.commissions.cases import list_basket
from domain.commissions.basket import BasketFilters
from domain.commissions.preparing import MeetingDraft
from domain.commissions.words import MeetingState, PointKind, PointState, Reply
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from tests.db.meeting_days import act, read
from tests.db.preparing import STARTS, make_preparation


@pytest.fixture
def made(session):
    return make_preparation(session)


def test_a_meeting_is_created_as_its_body_usually_does(session, made):
    meeting = made.meeting(session, made.create())
    assert meeting.starts_at == datetime(2026, 12, 3, 13, tzinfo=UTC)
    assert (meeting.meets_on, meeting.place, meeting.minutes) == (STARTS.date(), "Salle du conseil", 20)
    assert (meeting.secretary_id, meeting.chair_id) == (made.members[0].id, made.members[1].id)


def test_members_of_the_day_have_a_seat_and_substitutes_have_none(session, made):
    seated = {seat.member_id for seat in made.seats(session, made.create())}
    assert seated == {member.id for member in made.members[:3]}


def test_the_first_point_is_what_was_promised_before(session, made):
    points = made.points(session, made.create())
    assert [(point.kind, point.number) for point in points] == [(PointKind.COMMITMENTS, None)]


def test_the_same_creation_sent_twice_creates_once(session, made):
    record_id, draft = new_id(), MeetingDraft(made.body.id, STARTS)
    for _ in range(2):
        act(made.secretary, meetings.create_meeting, record_id=record_id, draft=draft)
    assert len(made.points(session, record_id)) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("body_id", None), ("starts_at", None), ("starts_at", STARTS.replace(year=2020)), ("minutes", 3),
     ("secretary_id", 12)],
)  # fmt: skip
def test_what_is_typed_wrong_is_said_under_its_field(made, field, value):
    with pytest.raises(InvalidInputError) as refused:
        made.create(**{field: value})
    assert field in refused.value.problems


def test_two_secretaries_on_one_meeting_lose_nothing(session, made):
    meeting_id = made.create()
    version = made.meeting(session, meeting_id).version
    draft = MeetingDraft(made.body.id, STARTS, "Salle A", 20, made.members[0].id)
    act(made.secretary, meetings.change_meeting, meeting_id, version=version, draft=draft)
    other = replace(draft, place="Salle B")
    with pytest.raises(EditConflictError) as conflict:
        act(made.secretary, meetings.change_meeting, meeting_id, version=version, draft=other)
    assert [difference[:2] for difference in conflict.value.differences] == [("Lieu ou salle", "Salle A")]


def test_convening_dates_the_seats_and_takes_the_members_of_that_day(session, made):
    meeting_id = made.create()
    made.members[2].ended_on = STARTS.date()
    session.flush()
    made.convene(meeting_id)
    seated = made.seats(session, meeting_id)
    assert {seat.member_id for seat in seated} == {member.id for member in made.members[:2]}
    assert {seat.convened_on for seat in seated} == {made.secretary.today}


def test_an_agenda_without_situation_is_not_set(made):
    meeting_id = made.create()
    made.convene(meeting_id)
    with pytest.raises(ForbiddenError, match="aucune situation à l’ordre du jour"):
        act(made.secretary, meetings.move_on, meeting_id, to=MeetingState.AGENDA_SET)


def test_an_objection_come_since_blocks_the_agenda_and_says_which_situation(session, made):
    meeting_id = made.create()
    made.add(meeting_id, *made.cases[:2])
    made.convene(meeting_id)
    session.refresh(made.cases[1])
    made.cases[1].objection = "Non"
    session.flush()
    with pytest.raises(ForbiddenError, match="situation\xa02\xa0: la personne s’oppose"):
        act(made.secretary, meetings.move_on, meeting_id, to=MeetingState.AGENDA_SET)


def test_an_agenda_that_is_set_changes_only_once_reopened(session, made):
    meeting_id = made.create()
    made.add(meeting_id, made.cases[0])
    made.convene(meeting_id)
    act(made.secretary, meetings.move_on, meeting_id, to=MeetingState.AGENDA_SET)
    with pytest.raises(ForbiddenError, match="Ordre du jour arrêté"):
        act(made.secretary, agenda.add_break, meeting_id)
    act(made.secretary, meetings.go_back, meeting_id, to=MeetingState.CONVENED)
    act(made.secretary, agenda.add_break, meeting_id)
    assert len(made.points(session, meeting_id)) == 3


def test_a_state_already_left_is_not_reached_twice(made):
    meeting_id = made.create()
    made.convene(meeting_id)
    with pytest.raises(ForbiddenError, match="Quelqu’un d’autre"):
        made.convene(meeting_id)


@pytest.mark.parametrize("to", [MeetingState.POSTPONED, MeetingState.CANCELLED])
def test_a_meeting_given_up_gives_its_situations_back(session, made, to):
    meeting_id = made.create()
    made.add(meeting_id, *made.cases[:2])
    act(made.secretary, meetings.give_up, meeting_id, to=to, reason="Grève des trains")
    meeting = made.meeting(session, meeting_id)
    assert (meeting.state, meeting.state_reason) == (to, "Grève des trains")
    assert {point.state for point in made.points(session, meeting_id)[1:]} == {PointState.POSTPONED}
    waiting = read(made.secretary, list_basket, BasketFilters(body_id=made.body.id))
    assert [one.is_put_off for one in waiting] == [True, True, False]


def test_giving_up_needs_a_reason(made):
    with pytest.raises(InvalidInputError, match="Dites pourquoi"):
        act(made.secretary, meetings.give_up, made.create(), to=MeetingState.CANCELLED, reason=" ")


def test_replies_are_noted_and_two_secretaries_lose_nothing(session, made):
    meeting_id, member = made.create(), made.members[2]
    about = (meeting_id, member.id, "reply")
    act(made.secretary, seats.record_reply, *about, shown=None, typed=Reply.REPLACED)
    name = (*about[:2], "replaced_by")
    act(made.secretary, seats.record_reply, *name, shown="", typed="Paul Suppléant")
    with pytest.raises(EditConflictError):
        act(made.secretary, seats.record_reply, *about, shown=None, typed=Reply.COMING)
    act(made.secretary, seats.record_reply, *about, shown=Reply.REPLACED, typed=Reply.EXCUSED)
    seat = next(one for one in made.seats(session, meeting_id) if one.member_id == member.id)
    assert (seat.reply, seat.replaced_by) == (Reply.EXCUSED, "")


def test_a_member_answers_herself_and_only_for_herself(session, made):
    meeting_id = made.create()
    about = (meeting_id, "reply")
    act(made.referent, seats.answer, *about, shown=None, typed=Reply.COMING)
    replies = {seat.member_id: seat.reply for seat in made.seats(session, meeting_id)}
    assert replies[made.members[1].id] == Reply.COMING
    assert replies[made.members[0].id] is None
    with pytest.raises(NotFoundError):
        act(
            made.referent, seats.record_reply, meeting_id, made.members[2].id, "reply", shown=None, typed=None
        )
