"""Opinions of regulatory bodies, and what followed: decision, notification."""

from typing import Any

from sqlalchemy import Select, and_
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting
from db.queries.commission_scopes import person_name, runs, visible_cases
from db.queries.settings import get_thresholds
from domain.access import Viewer
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import DecisionLine, Hearing, NotificationMeans
from domain.commissions.words import CommissionFamily, Conclusion, MeetingState

_ENDED = (MeetingState.TO_VALIDATE, MeetingState.CLOSED)


def list_decisions(session: Session, viewer: Viewer) -> list[DecisionLine]:
    """Every opinion of the bodies that she runs, oldest meeting first; nothing while switched off."""
    if not get_thresholds(session, viewer)[REGULATORY_ON]:
        return []
    return [_line(row) for row in session.execute(_opinions(viewer))]


def _opinions(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    point, meeting = AgendaPoint, CommissionMeeting
    of_case = and_(point.consortium_id == CommissionCase.consortium_id, point.case_id == CommissionCase.id)
    of_meeting = and_(meeting.consortium_id == point.consortium_id, meeting.id == point.meeting_id)
    return (
        visible_cases(viewer)
        .join(point, of_case)
        .join(meeting, of_meeting)
        .where(
            runs(viewer, meeting.body_id),
            CommissionBody.family == CommissionFamily.REGULATORY,
            meeting.state.in_(_ENDED),
            point.conclusion == Conclusion.OPINION,
        )
        .order_by(meeting.meets_on, point.rank, point.id)
        .with_only_columns(
            point,
            CommissionCase,
            CommissionBody.name.label("body"),
            CommissionBody.rules,
            meeting.meets_on,
            Beneficiary.id.label("beneficiary_id"),
            person_name().label("person"),
            maintain_column_froms=True,
        )
    )


def _line(row: Any) -> DecisionLine:
    point, case = row.AgendaPoint, row.CommissionCase
    told = ("decision", "decided_by", "decided_on", "decision_reason", "notified_on")
    return DecisionLine(
        **{name: getattr(point, name) for name in told},
        **{name: getattr(row, name) for name in ("body", "rules", "meets_on", "beneficiary_id", "person")},
        point_id=point.id,
        version=point.version,
        meeting_id=point.meeting_id,
        case_id=case.id,
        body_id=case.body_id,
        motive=case.motive,
        opinion=point.conclusion_words,
        hearing=Hearing(case.hearing) if case.hearing else None,
        heard_on=case.heard_on,
        observations=case.observations,
        means=NotificationMeans(point.notified_means) if point.notified_means else None,
    )
