"""A meeting ready to open: its secretary, two members, three situations after a first point."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions import day
from db.engine import read_session, write_session
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import (
    CommissionBody,
    CommissionMeeting,
    CommissionMember,
    MeetingSeat,
    SharedScreen,
)
from db.models.consortia import Consortium
from domain.access import Role, Viewer
from domain.commissions.screens import from_json
from domain.commissions.sheets import Screen
from domain.commissions.words import Attendance, MeetingState, MemberDuty, PointKind
from tests.commission_factories import make_body, make_case, make_meeting, make_member, make_point
from tests.factories import make_consortium, make_person, make_professional, viewer_for

NAMES = ("Zoulikha", "Barnabé", "Clothilde")


@dataclass(frozen=True)
class Day:
    """What was made; the secretary holds no role on people."""

    secretary: Viewer
    referent: Viewer
    body: CommissionBody
    members: list[CommissionMember]
    meeting: CommissionMeeting
    people: list[Beneficiary]
    cases: list[CommissionCase]
    first: AgendaPoint
    points: list[AgendaPoint]


def make_day(session: Session, secretary: Professional | None = None, **of_body: Any) -> Day:
    """Its agenda is set, nobody is noted present yet; run by this secretary when one is given."""
    if secretary is None:
        roles = (Role.COMMISSION_SECRETARY,)
        secretary = make_professional(session, make_consortium(session), roles=roles)
    consortium = session.get_one(Consortium, secretary.consortium_id)
    referent = make_professional(session, consortium)
    body = make_body(session, consortium.id, **of_body)
    runner = make_member(session, body, secretary, duty=MemberDuty.SECRETARY, college="Département")
    member = make_member(session, body, None, name="Inès Membre", college="CAF")
    meeting = make_meeting(session, body, state=MeetingState.AGENDA_SET, secretary_id=runner.id)
    for one in (runner, member):
        session.add(
            MeetingSeat(consortium_id=consortium.id, meeting_id=meeting.id, member_id=one.id, replaced_by="")
        )
    first = make_point(session, meeting, kind=PointKind.COMMITMENTS, rank=0, minutes=5)
    people = [make_person(session, referent, first_names=name) for name in NAMES]
    cases = [make_case(session, one, body, referent, state="scheduled") for one in people]
    points = [
        make_point(session, meeting, case, rank=rank, number=rank) for rank, case in enumerate(cases, start=1)
    ]
    viewers = viewer_for(session, secretary), viewer_for(session, referent)
    return Day(*viewers, body, [runner, member], meeting, people, cases, first, points)


def act(viewer: Viewer, action: Callable[..., Any], *about: Any, **values: Any) -> Any:
    """One transaction of its own."""
    with write_session(viewer) as session:
        return action(session, viewer, *about, **values)


def read(viewer: Viewer, query: Callable[..., Any], *about: Any, **values: Any) -> Any:
    """One read of its own."""
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def seat_everybody(held: Day) -> None:
    """Everybody is there."""
    for member in held.members:
        values = {"shown": None, "typed": Attendance.PRESENT}
        act(held.secretary, day.record_seat, held.meeting.id, member.id, "attendance", **values)


def start(held: Day) -> None:
    """Everybody is there and the meeting is open, on its first point."""
    seat_everybody(held)
    act(held.secretary, day.start_meeting, held.meeting.id)


def start_on_situation(held: Day, rank: int = 0) -> AgendaPoint:
    """The meeting is open on this situation."""
    start(held)
    act(held.secretary, day.go_to_point, held.points[rank].id)
    return held.points[rank]


def stored(session: Session, held: Day) -> SharedScreen:
    """The row that the projector reads."""
    session.expire_all()
    return session.get_one(SharedScreen, (held.meeting.consortium_id, held.meeting.id))


def shown(session: Session, held: Day) -> Screen:
    """What the room sees now."""
    return from_json(stored(session, held).content)
