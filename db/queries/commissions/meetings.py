"""Meetings: one with its body, seats and points; the list."""

from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember, MeetingSeat
from db.queries.commission_scopes import knows_bodies, person_name, runs, visible_cases, visible_meetings
from db.queries.commissions.bodies import with_members
from db.queries.commissions.case_rows import same_consortium
from domain.access import Viewer
from domain.clock import local_time
from domain.commissions.meetings import Meeting, MeetingLine, Point, Seat
from domain.commissions.words import PointKind
from domain.errors import NotFoundError


def get_meeting(session: Session, viewer: Viewer, meeting_id: int) -> Meeting:
    """The meeting with its body, seats and points, in four statements; NotFoundError out of scope."""
    body_id = CommissionMeeting.body_id
    statement = visible_meetings(viewer).where(CommissionMeeting.id == meeting_id)
    columns = (CommissionMeeting, CommissionBody, runs(viewer, body_id).label("is_run"))
    row = session.execute(statement.with_only_columns(*columns, maintain_column_froms=True)).one_or_none()
    if row is None or not knows_bodies(viewer):
        raise NotFoundError
    found = row.CommissionMeeting
    kept = ("id", "version", "place", "state", "state_reason", "minutes", "secretary_id", "chair_id")
    dated = ("convened_on", "opened_at", "ended_at", "current_point_id", "current_since")
    return Meeting(
        **{name: getattr(found, name) for name in (*kept, *dated)},
        body=with_members(session, viewer, row.CommissionBody),
        starts_at=local_time(viewer.time_zone, found.starts_at),
        is_run_by_viewer=bool(row.is_run),
        seats=tuple(_list_seats(session, viewer, meeting_id)),
        points=tuple(_list_points(session, viewer, meeting_id)),
    )


def list_meetings(session: Session, viewer: Viewer) -> list[MeetingLine]:
    """Every meeting she may see, latest first, with how many situations are on the agenda."""
    is_situation = case((AgendaPoint.kind == PointKind.SITUATION, 1))
    statement = (
        visible_meetings(viewer)
        .outerjoin(AgendaPoint, _of_meeting(AgendaPoint))
        .with_only_columns(
            CommissionMeeting,
            CommissionBody.name,
            runs(viewer, CommissionMeeting.body_id).label("is_run"),
            func.count(is_situation).label("situations"),
            maintain_column_froms=True,
        )
        .group_by(CommissionMeeting.consortium_id, CommissionMeeting.id, CommissionBody.name)
        .order_by(CommissionMeeting.starts_at.desc(), CommissionMeeting.id)
    )
    return [_line(viewer, row) for row in session.execute(statement)]


def _line(viewer: Viewer, row: Any) -> MeetingLine:
    found = row.CommissionMeeting
    return MeetingLine(
        id=found.id,
        body=row.name,
        starts_at=local_time(viewer.time_zone, found.starts_at),
        place=found.place,
        state=found.state,
        situations=row.situations,
        is_run_by_viewer=bool(row.is_run),
    )


def _list_seats(session: Session, viewer: Viewer, meeting_id: int) -> list[Seat]:
    """Of who sits in the body, or sat in the meeting: nobody waits for the answer of who left meanwhile."""
    member = CommissionMember
    statement = (
        select(MeetingSeat)
        .join(member, same_consortium(member, MeetingSeat) & (member.id == MeetingSeat.member_id))
        .where(MeetingSeat.consortium_id == viewer.consortium_id, MeetingSeat.meeting_id == meeting_id)
        .where(member.ended_on.is_(None) | MeetingSeat.attendance.is_not(None))
    )
    names = ("member_id", "version", "reply", "attendance", "replaced_by", "convened_on")
    return [
        Seat(**{name: getattr(seat, name) for name in names})
        for seat in session.scalars(statement.order_by(MeetingSeat.id))
    ]


def _list_points(session: Session, viewer: Viewer, meeting_id: int) -> list[Point]:
    """In order; a situation is named by its person, for those who may read it."""
    rows = session.execute(_points(viewer, meeting_id)).all()
    names = ("id", "version", "kind", "state", "rank", "minutes", "number", "case_id", "fixed_at")
    return [
        Point(
            **{name: getattr(row.AgendaPoint, name) for name in names},
            title=row.person or row.AgendaPoint.kind.label,
            conclusion=row.AgendaPoint.conclusion_words,
            spent_seconds=row.AgendaPoint.spent_seconds,
        )
        for row in rows
    ]


def _points(viewer: Viewer, meeting_id: int) -> Select[Any]:
    cases = visible_cases(viewer).with_only_columns(
        CommissionCase.id,
        person_name().label("person"),
        maintain_column_froms=True,
    )
    readable = cases.subquery()
    return (
        select(AgendaPoint, readable.c.person)
        .outerjoin(readable, readable.c.id == AgendaPoint.case_id)
        .where(
            AgendaPoint.consortium_id == viewer.consortium_id,
            AgendaPoint.meeting_id == meeting_id,
            (AgendaPoint.case_id.is_(None)) | (readable.c.id.is_not(None)),
        )
        .order_by(AgendaPoint.rank, AgendaPoint.id)
    )


def _of_meeting(table: Any) -> Any:
    return and_(
        table.consortium_id == CommissionMeeting.consortium_id, table.meeting_id == CommissionMeeting.id
    )
