"""Who is convened to a meeting, and what each answered."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.commissions.held import hold_meeting
from db.actions.commissions.opened import sign
from db.actions.history import cleaned
from db.models.commissions import CommissionMeeting, CommissionMember, MeetingSeat
from db.queries.commission_scopes import visible_meetings
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.preparing import NAME_LENGTH, TO_COME
from domain.commissions.words import Reply
from domain.errors import EditConflictError, FieldDifference, ForbiddenError, InvalidInputError, NotFoundError
from domain.wording import in_words

_LABELS = {"reply": "Réponse", "replaced_by": "Remplacé\u200c·e par"}


def seat_members(session: Session, meeting: CommissionMeeting) -> int:
    """A seat for each member of today, substitutes excepted; none for who left. How many there are."""
    session.flush()
    member = CommissionMember
    statement = select(member.id).where(
        member.consortium_id == meeting.consortium_id,
        member.body_id == meeting.body_id,
        member.ended_on.is_(None),
        member.substitute_for_id.is_(None),
    )
    today = set(session.scalars(statement))
    seats = {seat.member_id: seat for seat in session.scalars(_seats(meeting))}
    for member_id in seats.keys() - today:
        session.delete(seats[member_id])
    key = {"consortium_id": meeting.consortium_id, "meeting_id": meeting.id}
    session.add_all(MeetingSeat(**key, member_id=each, replaced_by="") for each in today - seats.keys())
    return len(today)


def record_reply(
    session: Session, viewer: Viewer, meeting_id: int, member_id: int, field: str, *, shown: Any, typed: Any
) -> None:
    """What a member answered (`reply`), or who will come instead (`replaced_by`), for who runs the body."""
    meeting = hold_meeting(session, viewer, meeting_id, *TO_COME)
    _write(session, viewer, _seat(session, meeting, member_id), field, shown=shown, typed=typed)


def answer(session: Session, viewer: Viewer, meeting_id: int, field: str, *, shown: Any, typed: Any) -> None:
    """The same for a member who answers herself; NotFoundError when she does not sit in it."""
    meeting = session.scalar(visible_meetings(viewer).where(CommissionMeeting.id == meeting_id))
    if meeting is None:
        raise NotFoundError
    if meeting.state not in TO_COME:
        raise ForbiddenError("La séance est passée\u00a0: ce n’est plus possible.")
    member = CommissionMember
    statement = select(member.id).where(
        member.consortium_id == viewer.consortium_id,
        member.body_id == meeting.body_id,
        member.professional_id == viewer.professional_id,
        member.ended_on.is_(None),
    )
    seat = session.scalars(_seats(meeting).where(MeetingSeat.member_id.in_(statement))).first()
    if seat is None:
        raise NotFoundError
    _write(session, viewer, seat, field, shown=shown, typed=typed)


def _write(
    session: Session, viewer: Viewer, seat: MeetingSeat, field: str, *, shown: Any, typed: Any
) -> None:
    """EditConflictError, with both values, when somebody noted something else meanwhile."""
    if field not in _LABELS:
        raise NotFoundError
    typed, stored = cleaned(typed), getattr(seat, field)
    if field == "replaced_by" and len(typed) > NAME_LENGTH:
        raise InvalidInputError({field: f"{NAME_LENGTH} signes au plus."})
    if stored == typed:
        return
    if stored != shown:
        raise EditConflictError([FieldDifference(_LABELS[field], in_words(stored), in_words(typed))], 0)
    setattr(seat, field, typed)
    if seat.reply != Reply.REPLACED:
        seat.replaced_by = ""
    sign(session, viewer, AuditEvent.UPDATE, seat)


def _seat(session: Session, meeting: CommissionMeeting, member_id: int) -> MeetingSeat:
    statement = _seats(meeting).where(MeetingSeat.member_id == member_id)
    seat: MeetingSeat | None = session.scalars(statement).first()
    if seat is None:
        raise NotFoundError
    return seat


def _seats(meeting: CommissionMeeting) -> Any:
    key = (
        MeetingSeat.consortium_id == meeting.consortium_id,
        MeetingSeat.meeting_id == meeting.id,
    )
    return select(MeetingSeat).where(*key).with_for_update().execution_options(populate_existing=True)
