"""The meeting day: opening, who sits, going from a point to the next, putting off, the end."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.commissions.held import hold_meeting, hold_point
from db.actions.commissions.opened import sign
from db.actions.commissions.passages import enter_point, leave_point, put_case_off, withdraw_case
from db.actions.commissions.screen import tell_screen
from db.actions.history import cleaned
from db.models.cases import AgendaPoint
from db.models.commissions import CommissionMeeting, CommissionMember, MeetingSeat
from db.queries.commissions.obstacles import list_obstacles
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.day import differs
from domain.commissions.words import Attendance, MeetingState, PointKind, PointState
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError

SEATING = (MeetingState.CONVENED, MeetingState.AGENDA_SET, MeetingState.OPEN)
REASON_LENGTH, NAME_LENGTH = 300, 150


def start_meeting(session: Session, viewer: Viewer, meeting_id: int) -> None:
    """Open it on its first point; ForbiddenError says everything that prevents it."""
    meeting = hold_meeting(session, viewer, meeting_id, MeetingState.AGENDA_SET)
    _require_free(session, viewer, meeting_id)
    meeting.state, meeting.opened_at = MeetingState.OPEN, viewer.now
    sign(session, viewer, AuditEvent.UPDATE, meeting)
    if first := _next_planned(session, meeting):
        enter_point(session, viewer, meeting, first)
    tell_screen(session, viewer, meeting)


def record_seat(
    session: Session, viewer: Viewer, meeting_id: int, member_id: int, field: str, *, shown: Any, typed: Any
) -> None:
    """Who sat (`attendance`), or who came instead (`replaced_by`); EditConflictError if changed meanwhile."""
    if field not in ("attendance", "replaced_by"):
        raise NotFoundError
    typed = cleaned(typed)
    if field == "replaced_by" and len(typed) > NAME_LENGTH:
        raise InvalidInputError({field: f"{NAME_LENGTH} signes au plus."})
    meeting = hold_meeting(session, viewer, meeting_id, *SEATING)
    seat = _seat(session, meeting, member_id)
    if not differs(field, getattr(seat, field), shown=shown, typed=typed):
        return
    setattr(seat, field, typed)
    if seat.attendance != Attendance.REPLACED:
        seat.replaced_by = ""
    sign(session, viewer, AuditEvent.UPDATE, seat)


def go_to_point(session: Session, viewer: Viewer, point_id: int) -> None:
    """Leave the current point, whose time stops, for this one; already there, nothing changes."""
    meeting, point = hold_point(session, viewer, point_id)
    if meeting.current_point_id == point.id:
        return
    leave_current(session, viewer, meeting)
    enter_point(session, viewer, meeting, point)
    tell_screen(session, viewer, meeting)


def put_off_point(session: Session, viewer: Viewer, point_id: int) -> None:
    """This situation goes back to the basket, on top; the meeting goes on with the next point."""
    meeting, point = hold_point(session, viewer, point_id)
    _require_situation(point)
    _leave_if_current(session, viewer, meeting, point)
    put_case_off(session, viewer, meeting, point)
    _go_on(session, viewer, meeting)


def withdraw_point(session: Session, viewer: Viewer, point_id: int, *, reason: str) -> None:
    """This situation is not to be examined any more; the reason is kept with it."""
    reason = cleaned(reason)
    if not reason or len(reason) > REASON_LENGTH:
        raise InvalidInputError({"reason": f"Dites pourquoi, en {REASON_LENGTH} signes au plus."})
    meeting, point = hold_point(session, viewer, point_id)
    _require_situation(point)
    _leave_if_current(session, viewer, meeting, point)
    withdraw_case(session, viewer, point, reason)
    _go_on(session, viewer, meeting)


def end_meeting(session: Session, viewer: Viewer, meeting_id: int) -> None:
    """Stop everything, empty the shared screen; ForbiddenError says everything that is missing."""
    meeting = hold_meeting(session, viewer, meeting_id)
    leave_current(session, viewer, meeting)
    session.flush()
    _require_free(session, viewer, meeting_id)
    meeting.state, meeting.ended_at = MeetingState.TO_VALIDATE, viewer.now
    sign(session, viewer, AuditEvent.UPDATE, meeting)
    tell_screen(session, viewer, meeting)


def leave_current(session: Session, viewer: Viewer, meeting: CommissionMeeting) -> None:
    """Nothing is looked at any more: the point that was gets the state that its conclusion gives it."""
    if meeting.current_point_id is not None:
        point = session.get_one(AgendaPoint, (meeting.consortium_id, meeting.current_point_id))
        leave_point(session, viewer, meeting, point)


def _leave_if_current(
    session: Session, viewer: Viewer, meeting: CommissionMeeting, point: AgendaPoint
) -> None:
    if meeting.current_point_id == point.id:
        leave_current(session, viewer, meeting)


def _go_on(session: Session, viewer: Viewer, meeting: CommissionMeeting) -> None:
    session.flush()
    if meeting.current_point_id is None and (following := _next_planned(session, meeting)):
        enter_point(session, viewer, meeting, following)
    tell_screen(session, viewer, meeting)


def _next_planned(session: Session, meeting: CommissionMeeting) -> AgendaPoint | None:
    point = AgendaPoint
    statement = select(point).where(
        point.consortium_id == meeting.consortium_id,
        point.meeting_id == meeting.id,
        point.state == PointState.PLANNED,
    )
    return session.scalars(statement.order_by(point.rank, point.id).limit(1)).first()


def _require_free(session: Session, viewer: Viewer, meeting_id: int) -> None:
    if missing := list_obstacles(session, viewer, meeting_id):
        raise ForbiddenError(f"Il reste à régler\u00a0: {' ; '.join(missing)}.")


def _require_situation(point: AgendaPoint) -> None:
    if point.kind != PointKind.SITUATION:
        raise NotFoundError


def _seat(session: Session, meeting: CommissionMeeting, member_id: int) -> MeetingSeat:
    """Hers; made when she joined the body after the convocation."""
    seat = MeetingSeat
    key = (seat.consortium_id == meeting.consortium_id, seat.meeting_id == meeting.id)
    found = session.scalars(select(seat).where(*key, seat.member_id == member_id)).first()
    if found is not None:
        return found
    member = session.get(CommissionMember, (meeting.consortium_id, member_id))
    if member is None or member.body_id != meeting.body_id or member.ended_on is not None:
        raise NotFoundError
    new = seat(consortium_id=meeting.consortium_id, meeting_id=meeting.id, member_id=member_id)
    new.replaced_by = ""
    session.add(new)
    return new
