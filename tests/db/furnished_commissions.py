"""The commission of a furnished consortium: a row in each of its tables, the person's situation in one."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.cases import Commitment, MeetingMinutes
from db.models.commissions import MeetingSeat, Projection, SharedScreen
from db.models.paths import Objective, PlanAction
from domain.commissions.words import MeetingState, MemberDuty, PointKind, Reply
from domain.follow_up import ActionOrigin
from domain.identifiers import new_id
from tests.commission_factories import make_body, make_case, make_meeting, make_member, make_point
from tests.factories import NOW


class Commission(NamedTuple):
    """Identifiers of what was added."""

    body_id: int
    member_id: int
    meeting_id: int
    case_id: int
    point_id: int
    commitment_id: int
    minutes_id: int
    projection_id: int


def add_commission(
    session: Session,
    person: Beneficiary,
    referent: Professional,
    secretary: Professional,
    partner: Professional,
) -> Commission:
    """Run by the secretary; the partner sits in it; the person's situation is on the agenda."""
    body = make_body(session, person.consortium_id)
    make_member(session, body, secretary, duty=MemberDuty.SECRETARY)
    member = make_member(session, body, partner)
    meeting = make_meeting(session, body, state=MeetingState.OPEN)
    case = make_case(session, person, body, referent)
    point = make_point(session, meeting, case, kind=PointKind.SITUATION)
    key = {"consortium_id": person.consortium_id}
    seat = MeetingSeat(**key, meeting_id=meeting.id, member_id=member.id, reply=Reply.COMING)
    screen = SharedScreen(**key, meeting_id=meeting.id, changes=1, content={})
    minutes = MeetingMinutes(**key, id=new_id(), meeting_id=meeting.id, number=1, content={})
    session.add_all([seat, screen, minutes])
    return Commission(
        body.id,
        member.id,
        meeting.id,
        case.id,
        point.id,
        _commitment(session, point, case, referent),
        minutes.id,
        _projection(session, meeting, secretary),
    )


def _commitment(session: Session, point, case, owner: Professional) -> int:
    key = {"consortium_id": case.consortium_id}
    objective = Objective(
        **key,
        id=new_id(),
        support_period_id=case.support_period_id,
        title="Avancer",
        set_on=date(2026, 10, 1),
    )
    session.add(objective)
    session.flush()
    action = PlanAction(
        **key, id=new_id(), objective_id=objective.id, title="Appeler le bailleur", owner_id=owner.id,
        deadline_on=date(2027, 1, 31), origin=ActionOrigin.COMMISSION,
    )  # fmt: skip
    session.add(action)
    session.flush()
    commitment = Commitment(
        **key, id=new_id(), meeting_id=point.meeting_id, point_id=point.id, case_id=case.id,
        action_id=action.id, taken_on=date(2026, 10, 1),
    )  # fmt: skip
    session.add(commitment)
    session.flush()
    return commitment.id


def _projection(session: Session, meeting, opened_by: Professional) -> int:
    projection = Projection(
        consortium_id=meeting.consortium_id, id=new_id(), meeting_id=meeting.id,
        token_hash=f"{meeting.id:064}",
        opened_by=opened_by.id, created_at=NOW, expires_at=NOW + timedelta(hours=12),
    )  # fmt: skip
    session.add(projection)
    session.flush()
    return projection.id
