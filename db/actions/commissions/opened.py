"""What every write of a meeting starts with: the record loaded in scope, and the line of the journal."""

from typing import Any, TypeVar

from sqlalchemy import ScalarSelect
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting
from db.queries.commission_scopes import runs, visible_bodies, visible_cases, visible_meetings
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.words import MeetingState
from domain.errors import ForbiddenError, NotFoundError

R = TypeVar("R")


def open_body(session: Session, viewer: Viewer, body_id: int) -> CommissionBody:
    """A body that the viewer runs; NotFoundError otherwise."""
    statement = visible_bodies(viewer).where(CommissionBody.id == body_id, runs(viewer, CommissionBody.id))
    return _found(session.scalar(statement))


def open_meeting(
    session: Session,
    viewer: Viewer,
    meeting_id: int | ScalarSelect[int],
    *states: MeetingState,
    is_held: bool = False,
) -> CommissionMeeting:
    """A meeting that the viewer runs, in one of these states when some are given; locked when `is_held`."""
    run = runs(viewer, CommissionMeeting.body_id)
    statement = visible_meetings(viewer).where(CommissionMeeting.id == meeting_id, run)
    if is_held:
        statement = statement.with_for_update(key_share=True, of=CommissionMeeting)
        statement = statement.execution_options(populate_existing=True)
    meeting = _found(session.scalar(statement))
    if states and meeting.state not in states:
        raise ForbiddenError(
            f"La séance est «\u00a0{meeting.state.label}\u00a0»\u00a0: ce n’est plus possible."
        )
    return meeting


def open_point(
    session: Session, viewer: Viewer, point_id: int, *states: MeetingState
) -> tuple[CommissionMeeting, AgendaPoint]:
    """A point of a meeting that the viewer runs, with its meeting."""
    point = session.get(AgendaPoint, (viewer.consortium_id, point_id))
    if point is None:
        raise NotFoundError
    return open_meeting(session, viewer, point.meeting_id, *states), point


def open_case(session: Session, viewer: Viewer, case_id: int) -> CommissionCase:
    """A situation that the viewer may read; NotFoundError otherwise."""
    return _found(session.scalar(visible_cases(viewer).where(CommissionCase.id == case_id)))


def sign(session: Session, viewer: Viewer, event: AuditEvent, record: Any, about: int | None = None) -> None:
    """The line of the journal of a change; `about`: the person, when it is about one."""
    session.flush()
    write_audit(
        session, viewer, event, object_kind=record.__tablename__, object_id=record.id, beneficiary_id=about
    )


def _found(record: R | None) -> R:
    if record is None:
        raise NotFoundError
    return record
