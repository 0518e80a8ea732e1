"""Situations of regulatory bodies: those whose opinion is awaited, opinions and what followed."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting
from db.queries.commission_scopes import person_name, runs, visible_cases
from db.queries.settings import get_thresholds
from domain.access import Viewer
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decision_words import remedies_words
from domain.commissions.decisions import DecisionLine, Hearing, NotificationMeans
from domain.commissions.words import CaseState, CommissionFamily, Conclusion, MeetingState

_ENDED = (MeetingState.TO_VALIDATE, MeetingState.CLOSED)
_BEFORE = [state for state in MeetingState if state.is_to_come] + [MeetingState.OPEN]


def list_decisions(session: Session, viewer: Viewer) -> list[DecisionLine]:
    """Every situation of the bodies that she runs, oldest meeting first; nothing while switched off."""
    if not get_thresholds(session, viewer)[REGULATORY_ON]:
        return []
    awaited = and_(CommissionMeeting.state.in_(_BEFORE), CommissionCase.state == CaseState.SCHEDULED)
    mine = runs(viewer, CommissionMeeting.body_id)
    return _lines(session, _situations(viewer).where(mine, or_(awaited, _has_opinion())))


def list_meeting_decisions(session: Session, viewer: Viewer, meeting_id: int) -> list[DecisionLine]:
    """The opinions of this meeting with what followed, for who may read those situations.

    Switched off or not: what was decided is never lost.
    """
    of_meeting = CommissionMeeting.id == meeting_id
    return _lines(session, _situations(viewer).where(of_meeting, _has_opinion()))


def _lines(session: Session, statement: Select[Any]) -> list[DecisionLine]:
    return [_line(row) for row in session.execute(statement)]


def _has_opinion() -> ColumnElement[bool]:
    return and_(CommissionMeeting.state.in_(_ENDED), AgendaPoint.conclusion == Conclusion.OPINION)


def _situations(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    point, meeting = AgendaPoint, CommissionMeeting
    of_case = and_(point.consortium_id == CommissionCase.consortium_id, point.case_id == CommissionCase.id)
    of_meeting = and_(meeting.consortium_id == point.consortium_id, meeting.id == point.meeting_id)
    return (
        visible_cases(viewer)
        .join(point, of_case)
        .join(meeting, of_meeting)
        .where(CommissionBody.family == CommissionFamily.REGULATORY)
        .order_by(meeting.meets_on, point.rank, point.id)
        .with_only_columns(
            point,
            CommissionCase,
            CommissionBody.name.label("body"),
            CommissionBody.remedies,
            meeting.meets_on,
            meeting.state.label("meeting_state"),
            Beneficiary.id.label("beneficiary_id"),
            person_name().label("person"),
            maintain_column_froms=True,
        )
    )


def _line(row: Any) -> DecisionLine:
    point, case = row.AgendaPoint, row.CommissionCase
    told = ("decision", "decided_by", "decided_on", "decision_reason", "notified_on", "notification_note")
    has_opinion = row.meeting_state in _ENDED and point.conclusion is Conclusion.OPINION
    return DecisionLine(
        **{name: getattr(point, name) for name in told},
        **{name: getattr(row, name) for name in ("body", "meets_on", "beneficiary_id", "person")},
        point_id=point.id,
        version=point.version,
        case_version=case.version,
        remedies=remedies_words(row.remedies),
        meeting_id=point.meeting_id,
        case_id=case.id,
        body_id=case.body_id,
        motive=case.motive,
        opinion=point.conclusion_words if has_opinion else "",
        hearing=Hearing(case.hearing) if case.hearing else None,
        heard_on=case.heard_on,
        observations=case.observations,
        means=NotificationMeans(point.notified_means) if point.notified_means else None,
    )
