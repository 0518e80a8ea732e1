"""Rules of meetings: what still prevents the next state, in words; slots; quorum."""

from datetime import UTC, datetime, time

import pytest

from domain.commissions.bodies import (
    Ending,
    Member,
    Quorum,
    missing_for_quorum,
    usual_endings,
    with_postponed,
)
from domain.commissions.meetings import MeetingFacts, Point, Seat, former_state, next_point, obstacles, slots
from domain.commissions.words import (
    Attendance,
    CommissionFamily,
    Conclusion,
    MeetingState,
    MemberDuty,
    PointKind,
    PointState,
    Reply,
)

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def facts(state, **values):
    return MeetingFacts(**({"state": state, "seats": (), "points": (), "has_secretary": True} | values))


def seat(reply=None, attendance=None):
    return Seat(1, 1, reply, attendance)


def situation(number=1, state=PointState.PLANNED, **values):
    return Point(number, 1, PointKind.SITUATION, state, number, 15, number=number, **values)


def member(college="", function="", *, is_voting=True):
    return Member(1, 1, "Un membre", function, None, "", None, college, MemberDuty.MEMBER, is_voting)


def test_nobody_is_convened_without_a_secretary_nor_members():
    said = obstacles(facts(MeetingState.CREATED, has_secretary=False))
    assert said == ["la séance n’a pas de secrétaire", "aucun membre à convoquer"]


def test_an_agenda_needs_a_situation_whose_person_was_informed():
    assert obstacles(facts(MeetingState.CONVENED)) == ["aucune situation à l’ordre du jour"]
    said = obstacles(facts(MeetingState.CONVENED, points=[situation()], uninformed=["situation 1"]))
    assert said == ["situation 1\u00a0: la personne n’a pas été informée"]


def test_a_meeting_opens_once_it_is_known_who_is_there():
    seats = [seat(), seat(), seat(Reply.COMING), seat(None, Attendance.ABSENT)]
    said = obstacles(facts(MeetingState.AGENDA_SET, seats=seats))
    assert said == ["2\u00a0réponses manquantes\u00a0: notez qui est là"]
    assert obstacles(facts(MeetingState.AGENDA_SET, seats=seats[2:])) == []


def test_a_meeting_ends_when_each_situation_is_concluded_or_put_off():
    points = [situation(1), situation(2, PointState.TREATED), situation(3, PointState.POSTPONED)]
    said = obstacles(facts(MeetingState.OPEN, points=points, loose_commitments=1))
    assert said == ["situation 1 sans conclusion", "1\u00a0engagement sans responsable ou sans échéance"]


def test_a_regulatory_meeting_does_not_end_without_its_quorum():
    missing = ["collège obligatoire absent\u00a0: Département"]
    assert obstacles(facts(MeetingState.OPEN, quorum_missing=missing)) == missing


def test_a_meeting_closes_with_validated_minutes():
    assert obstacles(facts(MeetingState.TO_VALIDATE)) == ["le relevé de décisions n’est pas validé"]
    assert obstacles(facts(MeetingState.TO_VALIDATE, are_minutes_validated=True)) == []


@pytest.mark.parametrize("state", [MeetingState.CLOSED, MeetingState.POSTPONED, MeetingState.CANCELLED])
def test_a_meeting_that_is_over_goes_nowhere(state):
    assert obstacles(facts(state)) == ["cette séance n’avance plus"]
    assert former_state(state) is None


def test_points_follow_each_other_unless_one_has_a_later_time():
    points = [situation(1), situation(2, fixed_at=time(10)), situation(3)]
    assert [start.strftime("%H:%M") for start in slots(NINE, points)] == ["09:00", "10:00", "10:15"]


def test_a_time_that_is_already_taken_is_not_gone_back_to():
    points = [situation(1), situation(2, fixed_at=time(9, 5))]
    assert [start.strftime("%H:%M") for start in slots(NINE, points)] == ["09:00", "09:15"]


def test_the_agenda_is_walked_both_ways_and_stops_at_its_ends():
    points = [situation(1), situation(2)]
    assert next_point(points, None) == points[0]
    assert next_point(points, 1) == points[1]
    assert next_point(points, 2, -1) == points[0]
    assert next_point(points, 2) is next_point(points, 1, -1) is None


def test_a_quorum_counts_votes_colleges_and_functions():
    quorum = Quorum(2, ("Département",), ("Médecin",))
    said = missing_for_quorum(quorum, [member("CAF"), member("CAF", is_voting=False)])
    assert said == [
        "quorum non atteint\u00a0: 1 sur 2 membres avec voix",
        "collège obligatoire absent\u00a0: Département",
        "fonction obligatoire absente\u00a0: Médecin",
    ]
    assert missing_for_quorum(quorum, [member("Département", "médecin"), member("CAF")]) == []


@pytest.mark.parametrize("family", CommissionFamily)
def test_putting_off_is_always_a_conclusion(family):
    assert usual_endings(family)[-1].meaning is Conclusion.POSTPONED
    own = with_postponed([Ending(Conclusion.POSTPONED, "Plus tard"), Ending(Conclusion.FOUND, "Trouvé")])
    assert [one.words for one in own] == ["Trouvé", "Reportée"]
