"""Pausing a follow-up and taking it up again."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.files import entry_problem, open_file_to_steer, open_running_file, raise_problems, sign_change
from db.actions.history import apply_changes
from db.actions.reason_lists import require_offered
from db.models.beneficiaries import Pause, SupportPeriod
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.dates import order_problem, past_problem
from domain.errors import ForbiddenError
from domain.follow_up import PauseReason
from domain.reasons import ReasonKind


def pause(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    reason: PauseReason,
    words: str = "",
    started_on: date | None,
    expected_end_on: date | None,
) -> None:
    """Pause the follow-up until an expected date; one pause at a time."""
    file = open_running_file(session, viewer, beneficiary_id)
    if session.get(Pause, (viewer.consortium_id, record_id)):
        return
    if running_pause(session, viewer, file.period):
        raise ForbiddenError("Le suivi est déjà en pause.")
    require_offered(session, viewer, ReasonKind.PAUSE, reason, words)
    too_early = started_on and expected_end_on and expected_end_on <= started_on
    raise_problems(
        started_on=past_problem(started_on, viewer.today) or entry_problem(started_on, file),
        expected_end_on="La fin prévue vient après le début."
        if too_early
        else (None if expected_end_on else "Indiquez jusqu’à quand."),
    )
    record = Pause(
        consortium_id=viewer.consortium_id,
        id=record_id,
        support_period_id=file.period.id,
        reason=reason,
        reason_words=words,
        started_on=started_on,
        expected_end_on=expected_end_on,
    )
    session.add(record)
    sign_change(session, viewer, file, record)


def resume(session: Session, viewer: Viewer, beneficiary_id: int, *, ended_on: date | None) -> None:
    """End the running pause; harmless when there is none any more."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    running = running_pause(session, viewer, file.period)
    if running is None:
        return
    raise_problems(
        ended_on=past_problem(ended_on, viewer.today)
        or order_problem(running.started_on, ended_on, "La reprise précède le début de la pause.")
    )
    apply_changes(session, viewer, running, {"ended_on": ended_on}, beneficiary_id=beneficiary_id)
    sign_change(session, viewer, file, running, AuditEvent.UPDATE)


def running_pause(session: Session, viewer: Viewer, period: SupportPeriod) -> Pause | None:
    """The pause that has not ended, if any."""
    return session.scalars(
        select(Pause).where(
            Pause.consortium_id == viewer.consortium_id,
            Pause.support_period_id == period.id,
            Pause.ended_on.is_(None),
        )
    ).first()
