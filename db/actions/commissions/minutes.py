"""Minutes of a meeting: made, corrected, validated for good, replaced by a new number."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.commissions.held import hold_meeting
from db.actions.commissions.opened import sign
from db.actions.commissions.projections import close_projections
from db.actions.history import cleaned
from db.actions.reads import record_export
from db.engine import write_session
from db.models.cases import MeetingMinutes
from db.models.commissions import CommissionMeeting
from db.queries.commissions.minutes import gather_content, list_minutes
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.minutes import (
    Minutes,
    from_json,
    reason_problem,
    to_json,
    words_problem,
)
from domain.commissions.words import MeetingState, MinutesState
from domain.errors import (
    EditConflictError,
    FieldDifference,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
)

_ENDED = (MeetingState.TO_VALIDATE, MeetingState.CLOSED)
_STALE = "La séance a changé depuis ce relevé\u00a0: refaites-le, relisez-le, puis validez."


def generate_minutes(session: Session, viewer: Viewer, meeting_id: int) -> None:
    """Make the minutes of a meeting that ended; made again while draft, corrections are kept."""
    meeting = hold_meeting(session, viewer, meeting_id, MeetingState.TO_VALIDATE)
    content = gather_content(session, viewer, meeting_id)
    stored = _last(session, meeting)
    if stored is None:
        key = {"consortium_id": meeting.consortium_id, "meeting_id": meeting_id}
        stored = MeetingMinutes(**key, number=1, state=MinutesState.DRAFT, content=to_json(content))
        session.add(stored)
        sign(session, viewer, AuditEvent.CREATE, stored)
        return
    if stored.number > 1 or stored.state is not MinutesState.DRAFT:
        raise ForbiddenError("Ce relevé est déjà validé\u00a0: il se remplace, il ne se refait pas.")
    stored.content = to_json(content.with_corrections_of(from_json(stored.content)))
    sign(session, viewer, AuditEvent.UPDATE, stored)


def correct_minutes(
    session: Session, viewer: Viewer, meeting_id: int, case_id: int | None, *, shown: str, typed: str
) -> None:
    """Correct a draft in free words, for one situation or for the whole.

    EditConflictError when somebody else corrected the same words since they were shown.
    """
    typed = cleaned(typed)
    if problem := words_problem(typed):
        raise InvalidInputError({"correction": problem})
    _meeting, stored = _draft(session, viewer, meeting_id)
    content = from_json(stored.content)
    kept = content.correction_of(case_id)
    if kept == typed:
        return
    if kept != shown:
        raise EditConflictError([FieldDifference("Correction", kept, typed)], stored.version)
    stored.content = to_json(content.corrected(case_id, typed))
    sign(session, viewer, AuditEvent.UPDATE, stored)


def validate_minutes(session: Session, viewer: Viewer, meeting_id: int, *, version: int) -> None:
    """Nothing changes them any more; the number they replace is kept, and no longer the good one.

    `version`: of what was read before validating.
    """
    meeting, stored = _draft(session, viewer, meeting_id)
    if stored.version != version or (stored.number == 1 and _is_stale(session, viewer, stored)):
        raise ForbiddenError(_STALE)
    former = _last(session, meeting, MinutesState.VALIDATED)
    if former is not None:
        former.state = MinutesState.REPLACED
    stored.state = MinutesState.VALIDATED
    stored.validated_at, stored.validated_by_id = viewer.now, viewer.professional_id
    sign(session, viewer, AuditEvent.UPDATE, stored)


def replace_minutes(session: Session, viewer: Viewer, meeting_id: int, *, reason: str) -> None:
    """« Annule et remplace »: a new number to correct, which starts as a copy of what was decided then.

    What followed the opinions of a regulatory body since is told in it.
    """
    reason = cleaned(reason)
    if problem := reason_problem(reason):
        raise InvalidInputError({"reason": problem})
    meeting = hold_meeting(session, viewer, meeting_id, *_ENDED)
    former = _last(session, meeting)
    if former is None or former.state is not MinutesState.VALIDATED:
        raise ForbiddenError("Seul un relevé validé se remplace.")
    content = from_json(former.content).with_sequel_of(gather_content(session, viewer, meeting_id))
    stored = MeetingMinutes(
        consortium_id=meeting.consortium_id, meeting_id=meeting_id, number=former.number + 1,
        state=MinutesState.DRAFT, content=to_json(content), reason=reason,
    )  # fmt: skip
    session.add(stored)
    sign(session, viewer, AuditEvent.CREATE, stored)


def close_meeting(session: Session, viewer: Viewer, meeting_id: int) -> None:
    """Nothing more is expected of this meeting; ForbiddenError until its minutes are validated."""
    meeting = hold_meeting(session, viewer, meeting_id, MeetingState.TO_VALIDATE)
    if _last(session, meeting, MinutesState.VALIDATED) is None:
        raise ForbiddenError("Le relevé de décisions n’est pas validé.")
    meeting.state, meeting.closed_on = MeetingState.CLOSED, viewer.today
    sign(session, viewer, AuditEvent.UPDATE, meeting)
    close_projections(session, viewer, meeting_id)


def take_minutes(viewer: Viewer, meeting_id: int, number: int) -> Minutes:
    """This number as it may be read now, signed in the journal: it leaves as a file."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        known = {one.number: one for one in list_minutes(session, asking, meeting_id)}
        if number not in known:
            raise NotFoundError
        detail = f"séance {meeting_id}, relevé {number}"
        record_export(session, asking, kind="commission_minutes_pdf", count=1, detail=detail)
    return known[number]


def _draft(session: Session, viewer: Viewer, meeting_id: int) -> tuple[CommissionMeeting, MeetingMinutes]:
    meeting = hold_meeting(session, viewer, meeting_id, *_ENDED)
    stored = _last(session, meeting)
    if stored is None or stored.state is not MinutesState.DRAFT:
        raise ForbiddenError("Ce relevé est validé\u00a0: il ne change plus, il se remplace.")
    return meeting, stored


def _is_stale(session: Session, viewer: Viewer, stored: MeetingMinutes) -> bool:
    kept = from_json(stored.content)
    return gather_content(session, viewer, stored.meeting_id).with_corrections_of(kept) != kept


def _last(session: Session, meeting: CommissionMeeting, *states: MinutesState) -> MeetingMinutes | None:
    minutes = MeetingMinutes
    key = (minutes.consortium_id == meeting.consortium_id, minutes.meeting_id == meeting.id)
    states = states or tuple(MinutesState)
    return session.scalar(
        select(minutes).where(*key, minutes.state.in_(states)).order_by(minutes.number.desc())
    )
