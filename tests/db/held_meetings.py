"""Meetings drawn once for figures: what each situation, commitment and seat was, remembered beside."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from db.models.cases import Commitment
from db.models.commissions import CommissionBody, MeetingSeat
from db.models.paths import PlanAction
from domain.access import Role, Viewer
from domain.commissions.words import Attendance, Conclusion, MeetingState, MemberDuty, PointState
from domain.follow_up import ActionStatus
from tests.commission_factories import make_body, make_case, make_meeting, make_member, make_point
from tests.db.furnished_commissions import _commitment
from tests.factories import NOW, TODAY, make_consortium, make_person, make_professional, viewer_for

ENDED = (MeetingState.CLOSED, MeetingState.TO_VALIDATE, MeetingState.OPEN, MeetingState.CANCELLED)
ENDINGS = (Conclusion.FOUND, Conclusion.TO_DEEPEN, Conclusion.OPINION, Conclusion.POSTPONED)
SEATS = (*Attendance, None)


@dataclass
class Held:
    """Who asks, the bodies, and a plain record of each thing drawn."""

    coordinator: Viewer
    secretary: Viewer  # of the first body only
    steering: Viewer
    caseworker: Viewer
    bodies: list[CommissionBody]
    situations: list[dict[str, Any]] = field(default_factory=list)
    promises: list[dict[str, Any]] = field(default_factory=list)
    seats: list[dict[str, Any]] = field(default_factory=list)


def make_held(session: Session, *, people: int = 40) -> Held:
    """Two bodies, ten meetings each over two years, in every state."""
    consortium, rng = make_consortium(session), Random(11)
    roles = (Role.COORDINATOR, Role.COMMISSION_SECRETARY, Role.STEERING, Role.CASEWORKER)
    staff = [make_professional(session, consortium, roles=(role,)) for role in roles]
    bodies = [make_body(session, consortium.id, name=f"Commission {rank}") for rank in (1, 2)]
    held = Held(*(viewer_for(session, one) for one in staff), bodies)
    make_member(session, bodies[0], staff[1], duty=MemberDuty.SECRETARY)
    persons = [make_person(session, staff[3]) for _rank in range(people)]
    for body in bodies:
        members = [
            make_member(session, body, None, name=name, college=name[:3])
            for name in ("CAF a", "CAF b", "FTa")
        ]
        for rank in range(10):
            _meet(session, held, body, members, persons, staff[3], rng, rank)
    session.commit()
    return held


def _meet(session, held, body, members, persons, staff, rng, rank) -> None:
    at = NOW - timedelta(days=70 * rank + 3)
    state = ENDED[rank % 5] if rank % 5 < len(ENDED) else MeetingState.CLOSED
    reason = "Salle fermée" if state is MeetingState.CANCELLED else ""
    meeting = make_meeting(session, body, at, state=state, state_reason=reason)
    about = {"body": body.id, "meeting": meeting.id, "on": meeting.meets_on, "state": state}
    for member in members:
        attendance = rng.choice(SEATS)
        seat = MeetingSeat(
            consortium_id=body.consortium_id, meeting_id=meeting.id, member_id=member.id,
            replaced_by="", attendance=attendance,
        )  # fmt: skip
        session.add(seat)
        session.flush()
        held.seats.append(about | {"id": seat.id, "attendance": attendance, "college": member.college})
    for number in range(1, 6):
        _examine(session, held, about, meeting, body, rng.choice(persons), staff, rng, number)


def _examine(session, held, about, meeting, body, person, staff, rng, number) -> None:
    ending, state = rng.choice(ENDINGS), PointState.TREATED
    if ending is Conclusion.POSTPONED:
        state = rng.choice((PointState.POSTPONED, PointState.TREATED))
    submitted = meeting.meets_on - timedelta(days=rng.randrange(5, 90))
    case = make_case(
        session, person, body, staff, state="examined", submitted_on=submitted, passed_on=meeting.meets_on
    )
    point = make_point(session, meeting, case, rank=number, number=number, state=state, conclusion=ending)
    line = about | {"id": point.id, "ending": ending, "point": state, "person": person.id}
    held.situations.append(line | {"days": (meeting.meets_on - submitted).days})
    if rng.random() < 0.7:
        held.promises.append(about | _promise(session, point, case, staff, rng, meeting.meets_on))


def _promise(session, point, case, staff, rng, day: date) -> dict[str, Any]:
    action = session.get_one(
        PlanAction,
        (
            case.consortium_id,
            _action_of(session, case.consortium_id, _commitment(session, point, case, staff)),
        ),
    )
    action.deadline_on = rng.choice((None, day + timedelta(days=30), TODAY + timedelta(days=9)))
    action.status = rng.choice((ActionStatus.TO_DO, ActionStatus.DONE, ActionStatus.DROPPED))
    if action.status is ActionStatus.DONE:
        action.done_on = min(day + timedelta(days=rng.randrange(1, 60)), TODAY)
    session.flush()
    kept = ("id", "deadline_on", "done_on", "status")
    return {name: getattr(action, name) for name in kept}


def _action_of(session: Session, consortium_id: int, commitment_id: int) -> int:
    return session.get_one(Commitment, (consortium_id, commitment_id)).action_id


def of_period(lines: list[dict[str, Any]], starts_on: date, ends_on: date) -> Iterator[dict[str, Any]]:
    """Those of meetings that are over, in the period."""
    for line in lines:
        if line["state"] in ENDED[:2] and starts_on <= line["on"] <= ends_on:
            yield line
