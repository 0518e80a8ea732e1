"""Commissions for tests: a body and its members, a meeting, a situation and its place on the agenda."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.base import Base
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember
from domain.clock import date_in
from domain.commissions.bodies import USUAL_COLLEGES, USUAL_MOTIVES, usual_endings
from domain.commissions.words import CommissionFamily, MeetingState, MemberDuty, PersonAttendance, PointKind
from tests.factories import NOW, TODAY


def make_body(session: Session, consortium_id: int, name: str = "Commission d’essai", **values: Any):
    """A body that looks for solutions, with the usual lists."""
    family = values.get("family", CommissionFamily.SOLUTIONS)
    usual: dict[str, Any] = {"motives": list(USUAL_MOTIVES), "colleges": list(USUAL_COLLEGES)}
    usual["endings"] = [{"meaning": one.meaning.value, "words": one.words} for one in usual_endings(family)]
    return _add(session, CommissionBody(consortium_id=consortium_id, name=name, **(usual | values)))


def make_member(session: Session, body: CommissionBody, professional: Professional | None, **values: Any):
    """A member of this body, with or without an account."""
    usual = {"duty": MemberDuty.MEMBER, "name": "" if professional else "Un membre sans compte"}
    member = CommissionMember(consortium_id=body.consortium_id, body_id=body.id, **(usual | values))
    member.professional_id = professional.id if professional else None
    return _add(session, member)


def make_meeting(
    session: Session, body: CommissionBody, starts_at: datetime = NOW, **values: Any
) -> CommissionMeeting:
    """A meeting of this body, today unless told."""
    usual = {"state": MeetingState.CREATED, "meets_on": date_in("Europe/Paris", starts_at)}
    meeting = CommissionMeeting(body_id=body.id, starts_at=starts_at, **(usual | values))
    meeting.consortium_id = body.consortium_id
    return _add(session, meeting)


COMPLETE: dict[str, Any] = {
    "informed_on": TODAY,
    "is_reread": True,
    "tried": "Un rendez-vous",
    "person_words": "Je veux avancer",
    "attendance": PersonAttendance.ALONE,
}  # nothing is left to complete


def make_case(
    session: Session,
    person: Beneficiary,
    body: CommissionBody,
    presenter: Professional,
    **values: Any,
) -> CommissionCase:
    """The situation of this person in her last stay, brought by this professional; she was informed."""
    stays = select(SupportPeriod.id).where(SupportPeriod.beneficiary_id == person.id)
    usual = {
        "motive": USUAL_MOTIVES[0],
        "question": "Que proposer pour le logement ?",
        "submitted_on": TODAY - timedelta(days=20),
        "informed_on": TODAY - timedelta(days=21),
        "submitted_by_id": presenter.id,
        "presenter_id": presenter.id,
    }
    case = CommissionCase(consortium_id=person.consortium_id, body_id=body.id, **(usual | values))
    case.support_period_id = session.scalars(stays.order_by(SupportPeriod.entered_on.desc())).first()
    return _add(session, case)


def make_point(
    session: Session, meeting: CommissionMeeting, case: CommissionCase | None = None, **values: Any
) -> AgendaPoint:
    """A point of this agenda: a situation when one is given, else a break."""
    kind = PointKind.SITUATION if case else PointKind.BREAK
    usual = {"kind": kind, "rank": 1, "minutes": 15, "number": 1 if case else None}
    point = AgendaPoint(consortium_id=meeting.consortium_id, meeting_id=meeting.id, **(usual | values))
    point.case_id = case.id if case else None
    return _add(session, point)


def _add(session: Session, record: Base) -> Any:
    session.add(record)
    session.flush()
    return record
