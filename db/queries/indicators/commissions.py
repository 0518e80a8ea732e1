"""Follow-up of commissions: the gate of its figures, and the list behind each of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase, Commitment
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember, MeetingSeat
from db.models.paths import PlanAction
from db.queries.commission_scopes import runs
from db.queries.indicators.kept import kept, thresholds_in_force
from db.queries.scopes import is_not_reserved
from domain.access import RUNNER_ROLES, Role, Viewer, require_role
from domain.commissions.words import Conclusion, MeetingState, PointKind, PointState
from domain.follow_up import ActionStatus
from domain.indicators.access import least_people, whole_quarter
from domain.indicators.commissions import ATTENDANCE, DELAY, EXAMINED, FOUND, ON_TIME
from domain.indicators.model import Indicator, Perimeter, Scope
from domain.indicators.told_commissions import (
    Fact,
    Facts,
    Meeting,
    Sitting,
    ToldCommissions,
    is_found,
    is_held,
    is_on_time,
    lists_commissions,
    tell,
)
from domain.secrecy import Medium

_HELD = (MeetingState.TO_VALIDATE, MeetingState.CLOSED)
_KEYS = (CommissionMeeting.id.label("meeting_id"), CommissionMeeting.body_id)


def tell_commissions(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    sitting: Sitting,
    medium: Medium = Medium.SCREEN,
) -> ToldCommissions:
    """Whole, on screen, to who runs bodies, of hers; else protected, without meetings.

    To who runs none: the last whole quarter of every body, whatever is asked.
    """
    is_hers = lists_commissions(viewer)
    if not is_hers:
        require_role(viewer, Role.STEERING)
        perimeter, sitting = whole_quarter(perimeter, viewer.today), Sitting()
    least = 0
    if not is_hers or medium is not Medium.SCREEN:
        least = least_people(Scope.CONSORTIUM, medium, thresholds_in_force(session, viewer))

    def compute() -> ToldCommissions:
        facts = _facts(session, viewer, perimeter, sitting)
        return tell(facts, tuple(_meetings(session, viewer, perimeter, sitting)), least)

    return kept(session, viewer, ("commissions", perimeter, sitting, least), compute)


def list_held(session: Session, viewer: Viewer, perimeter: Perimeter, sitting: Sitting) -> list[Meeting]:
    """Meetings held in the period, the latest first, of the bodies that she runs; ForbiddenError if none."""
    require_role(viewer, *RUNNER_ROLES)
    return _meetings(session, viewer, perimeter, sitting)


def _meetings(session: Session, viewer: Viewer, perimeter: Perimeter, sitting: Sitting) -> list[Meeting]:
    columns = (*_KEYS, CommissionBody.name, CommissionMeeting.meets_on)
    statement = held(viewer, perimeter, sitting).with_only_columns(*columns, maintain_column_froms=True)
    order = (CommissionMeeting.meets_on.desc(), CommissionMeeting.id.desc())
    return [Meeting(*row) for row in session.execute(statement.order_by(*order))]


def list_body_names(session: Session, viewer: Viewer) -> dict[int, str]:
    """Bodies by name: those that she runs, all of them to who is told figures alone; one statement."""
    if not lists_commissions(viewer):
        require_role(viewer, Role.STEERING)
    body = CommissionBody
    hers = [runs(viewer, body.id)] if lists_commissions(viewer) else []
    statement = select(body.id, body.name).where(body.consortium_id == viewer.consortium_id, *hers)
    return {row.id: row.name for row in session.execute(statement.order_by(body.name))}


def held(viewer: Viewer, perimeter: Perimeter, sitting: Sitting) -> Select[CommissionMeeting]:
    """Meetings that are over, with their body; those of her bodies when she runs some."""
    meeting = CommissionMeeting
    conditions: list[ColumnElement[bool]] = [
        meeting.consortium_id == viewer.consortium_id,
        meeting.state.in_(_HELD),
        meeting.meets_on.between(perimeter.starts_on, perimeter.last_on),
    ]
    if lists_commissions(viewer):
        conditions.append(runs(viewer, meeting.body_id))
    if sitting.body_id is not None:
        conditions.append(meeting.body_id == sitting.body_id)
    if sitting.meeting_id is not None:
        conditions.append(meeting.id == sitting.meeting_id)
    return select(meeting).join(CommissionBody, same(CommissionBody, meeting.body_id)).where(*conditions)


def examined(viewer: Viewer, perimeter: Perimeter, sitting: Sitting) -> Select[Any]:
    """Situations treated in these meetings, with whose they are."""
    point = AgendaPoint
    treated = (point.kind == PointKind.SITUATION, point.state == PointState.TREATED)
    is_put_off = point.conclusion == Conclusion.POSTPONED
    found = held(viewer, perimeter, sitting).join(point, of_meeting(point))
    found = found.where(*treated, or_(point.conclusion.is_(None), ~is_put_off))
    return _with_person(found.join(CommissionCase, same(CommissionCase, point.case_id)), viewer)


def promised(viewer: Viewer, perimeter: Perimeter, sitting: Sitting) -> Select[Any]:
    """Commitments taken in these meetings, those given up excepted, with whose situation it is."""
    found = held(viewer, perimeter, sitting).join(Commitment, of_meeting(Commitment))
    found = found.join(PlanAction, same(PlanAction, Commitment.action_id))
    found = found.where(PlanAction.status != ActionStatus.DROPPED)
    return _with_person(found.join(CommissionCase, same(CommissionCase, Commitment.case_id)), viewer)


def seated(viewer: Viewer, perimeter: Perimeter, sitting: Sitting) -> Select[Any]:
    """Seats of these meetings whose attendance was noted, with their member."""
    found = held(viewer, perimeter, sitting).join(MeetingSeat, of_meeting(MeetingSeat))
    found = found.join(CommissionMember, same(CommissionMember, MeetingSeat.member_id))
    return found.where(MeetingSeat.attendance.is_not(None))


def same(table: Any, key: Any) -> ColumnElement[bool]:
    """The row of the same consortium that this key names."""
    return and_(table.consortium_id == CommissionMeeting.consortium_id, table.id == key)


def of_meeting(table: Any) -> ColumnElement[bool]:
    """Rows of a meeting."""
    meeting = CommissionMeeting
    return and_(table.consortium_id == meeting.consortium_id, table.meeting_id == meeting.id)


def _with_person(found: Select[Any], viewer: Viewer) -> Select[Any]:
    found = found.join(SupportPeriod, same(SupportPeriod, CommissionCase.support_period_id))
    found = found.join(Beneficiary, same(Beneficiary, SupportPeriod.beneficiary_id))
    return found.where(
        Beneficiary.merged_into_id.is_(None), is_not_reserved(viewer, Beneficiary.reserved_structure_id)
    )


def _facts(session: Session, viewer: Viewer, perimeter: Perimeter, sitting: Sitting) -> Facts:
    """Three statements, dates and keys only."""
    asked = (viewer, perimeter, sitting)
    about = (Beneficiary.id.label("who"), CommissionCase.submitted_on, CommissionCase.passed_on)
    promise = (Commitment.id, Beneficiary.id.label("who"), PlanAction.done_on, PlanAction.deadline_on)
    seat = (
        MeetingSeat.id,
        CommissionMember.id.label("who"),
        CommissionMember.college,
        MeetingSeat.attendance,
    )
    points = _rows(session, examined(*asked), AgendaPoint.id, *about, AgendaPoint.conclusion)
    promises, seats = _rows(session, promised(*asked), *promise), _rows(session, seated(*asked), *seat)
    day = perimeter.reference_on
    return {
        **_situation_facts(points),
        ON_TIME: [_fact(row, is_counted=is_on_time(row.done_on, row.deadline_on, day)) for row in promises],
        ATTENDANCE: [_fact(row, is_counted=is_held(row.attendance), college=row.college) for row in seats],
    }


def _situation_facts(points: list[Any]) -> Mapping[Indicator, list[Fact]]:
    """What the figures on situations rest on."""
    delays = [(row, (row.passed_on - row.submitted_on).days) for row in points if row.passed_on]
    concluded = [row for row in points if is_found(row.conclusion) is not None]
    return {
        EXAMINED: [_fact(row) for row in points],
        FOUND: [_fact(row, is_counted=is_found(row.conclusion)) for row in concluded],
        DELAY: [_fact(row, days=days) for row, days in delays],
    }


def _rows(session: Session, statement: Select[Any], *columns: Any) -> list[Any]:
    told = statement.with_only_columns(*_KEYS, *columns, maintain_column_froms=True)
    return list(session.execute(told).all())


def _fact(row: Any, **values: Any) -> Fact:
    return Fact(row.id, row.body_id, row.meeting_id, row.who, **values)
