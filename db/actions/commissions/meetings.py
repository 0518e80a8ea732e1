"""The preparation of a meeting: created, changed, convened, its agenda set; put off or cancelled."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entries
from db.actions.commissions.agenda import open_agenda, release_situations
from db.actions.commissions.held import hold_meeting
from db.actions.commissions.opened import open_body, sign
from db.actions.commissions.projections import close_projections
from db.actions.commissions.screen import tell_screen
from db.actions.commissions.seats import seat_members
from db.actions.history import cleaned, differences
from db.models.cases import MeetingMinutes
from db.models.commissions import CommissionMeeting, MeetingSeat
from db.queries.commissions.agenda import read_prepared
from db.queries.commissions.bodies import read_body
from db.queries.settings import get_thresholds
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.bodies import Body, off_reason
from domain.commissions.meetings import former_state, next_state
from domain.commissions.preparing import LABELS, TO_COME, MeetingDraft, reason_problem
from domain.commissions.words import MeetingState, MemberDuty, MinutesState
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError

_MOVED = "Quelqu’un d’autre vient de changer l’état de cette séance."


def create_meeting(session: Session, viewer: Viewer, *, record_id: int, draft: MeetingDraft) -> None:
    """Add a meeting with its seats and its first point; the same `record_id` sent twice adds it once.

    What is left empty is as the body usually does: its place, its minutes, who chairs, who writes.
    """
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    if session.get(CommissionMeeting, (viewer.consortium_id, record_id)) is not None:
        return
    stored = open_body(session, viewer, draft.body_id or 0)
    if not stored.is_active:
        raise ForbiddenError("Cette commission ne se réunit plus.")
    if reason := off_reason(stored.family, get_thresholds(session, viewer)):
        raise ForbiddenError(reason)
    body = read_body(session, viewer, stored.id)
    values = _values(viewer, draft, body) | {
        "place": cleaned(draft.place) or body.place,
        "secretary_id": draft.secretary_id or _usual(body, MemberDuty.SECRETARY, viewer),
        "chair_id": draft.chair_id or _usual(body, MemberDuty.CHAIR, viewer),
    }
    key = {"consortium_id": viewer.consortium_id, "id": record_id, "body_id": body.id}
    meeting = CommissionMeeting(**key, **values)
    session.add(meeting)
    sign(session, viewer, AuditEvent.CREATE, meeting)
    seat_members(session, meeting)
    open_agenda(session, viewer, meeting)


def change_meeting(
    session: Session, viewer: Viewer, meeting_id: int, *, version: int, draft: MeetingDraft
) -> None:
    """Its hour, place and people; EditConflictError when somebody changed it since `version`."""
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    meeting = hold_meeting(session, viewer, meeting_id, *TO_COME)
    body = read_body(session, viewer, meeting.body_id)
    values = _values(viewer, draft, body)
    if meeting.version != version:
        names = {member.id: member.name or member.function for member in body.members}
        asked = {field: values[field] for field in LABELS.keys() & values.keys()}
        if found := differences(viewer, meeting, asked, LABELS, names):
            raise EditConflictError(found, meeting.version)
        return
    for field, value in values.items():
        setattr(meeting, field, value)
    sign(session, viewer, AuditEvent.UPDATE, meeting)


def move_on(session: Session, viewer: Viewer, meeting_id: int, *, to: MeetingState) -> None:
    """Convene the members, then set the agenda; ForbiddenError says everything that prevents it.

    Opening and ending belong to the meeting day, closing to the minutes.
    """
    meeting = hold_meeting(session, viewer, meeting_id, *TO_COME)
    if next_state(meeting.state) != to or to not in (MeetingState.CONVENED, MeetingState.AGENDA_SET):
        raise ForbiddenError(_MOVED)
    seat_members(session, meeting)
    session.flush()
    if missing := read_prepared(session, viewer, meeting_id).missing:
        raise ForbiddenError(f"Il reste à régler\u00a0: {' ; '.join(missing)}.")
    meeting.state = to
    if to == MeetingState.CONVENED:
        meeting.convened_on = viewer.today
        _date_seats(session, viewer, meeting)
    sign(session, viewer, AuditEvent.UPDATE, meeting)


def go_back(session: Session, viewer: Viewer, meeting_id: int, *, to: MeetingState) -> None:
    """Change the agenda that was set, or take up again a meeting that was ended too soon."""
    meeting = hold_meeting(session, viewer, meeting_id, MeetingState.AGENDA_SET, MeetingState.TO_VALIDATE)
    if former_state(meeting.state) != to:
        raise ForbiddenError(_MOVED)
    is_taken_up = meeting.state == MeetingState.TO_VALIDATE
    if is_taken_up and _are_minutes_validated(session, meeting):
        raise ForbiddenError("Le relevé de décisions est validé\u00a0: la séance ne reprend plus.")
    meeting.state = to
    if is_taken_up:
        meeting.ended_at = None
    sign(session, viewer, AuditEvent.UPDATE, meeting)
    if is_taken_up:
        tell_screen(session, viewer, meeting)


def give_up(session: Session, viewer: Viewer, meeting_id: int, *, to: MeetingState, reason: str) -> None:
    """Put off or cancel, with the reason; its situations go back on top of the basket."""
    reason = cleaned(reason)
    if problem := reason_problem(reason):
        raise InvalidInputError({"reason": problem})
    if not to.is_given_up:
        raise ForbiddenError(_MOVED)
    meeting = hold_meeting(session, viewer, meeting_id, *TO_COME)
    meeting.state, meeting.state_reason = to, reason
    people = release_situations(session, viewer, meeting)
    sign(session, viewer, AuditEvent.UPDATE, meeting)
    close_projections(session, viewer, meeting_id)
    if people:
        refresh_caseload_entries(session, viewer.consortium_id, people)


def _values(viewer: Viewer, draft: MeetingDraft, body: Body) -> dict[str, Any]:
    """As stored; only members of the body chair or write."""
    known = {member.id for member in body.members}
    for field in ("secretary_id", "chair_id"):
        if getattr(draft, field) not in {None, *known}:
            raise InvalidInputError({field: "Choisissez un membre de la commission."})
    if draft.starts_at is None:
        raise InvalidInputError(draft.problems(viewer.today))
    return {
        "starts_at": draft.starts_at.replace(tzinfo=ZoneInfo(viewer.time_zone)),
        "meets_on": draft.starts_at.date(),
        "place": cleaned(draft.place),
        "minutes": draft.minutes or body.minutes,
        "secretary_id": draft.secretary_id,
        "chair_id": draft.chair_id,
    }


def _usual(body: Body, duty: MemberDuty, viewer: Viewer) -> int | None:
    """Herself when she has this duty, else the first member who has it."""
    found = [member for member in body.members if member.duty is duty]
    mine = [member for member in found if member.professional_id == viewer.professional_id]
    return next((member.id for member in [*mine, *found]), None)


def _date_seats(session: Session, viewer: Viewer, meeting: CommissionMeeting) -> None:
    seat = MeetingSeat
    key = (seat.consortium_id == meeting.consortium_id, seat.meeting_id == meeting.id)
    session.execute(update(seat).where(*key, seat.convened_on.is_(None)).values(convened_on=viewer.today))


def _are_minutes_validated(session: Session, meeting: CommissionMeeting) -> bool:
    minutes = MeetingMinutes
    key = (minutes.consortium_id == meeting.consortium_id, minutes.meeting_id == meeting.id)
    statement = select(minutes.id).where(*key, minutes.state != MinutesState.DRAFT)
    return session.scalar(statement.limit(1)) is not None
