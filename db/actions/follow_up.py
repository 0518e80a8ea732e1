"""Turning points of a path: orientation, pause, exit, return."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.files import OpenedFile, open_file_to_steer
from db.actions.history import apply_changes
from db.models.beneficiaries import Pause, ReferentAssignment, SupportPeriod
from db.models.consortia import Structure
from db.models.paths import Orientation
from db.queries.scopes import visible_structures
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.beneficiaries import EntryDraft
from domain.dates import order_problem, past_problem, problems_of
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.follow_up import ExitReason, PauseReason, Track


def orient(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    track: Track,
    structure_id: int,
    decided_on: date | None,
    notified_on: date | None = None,
    comment: str = "",
) -> None:
    """Record an orientation; the latest one gives the support period its track."""
    file = _open_running(session, viewer, beneficiary_id)
    if session.get(Orientation, (viewer.consortium_id, record_id)):
        return
    _raise_if_any(
        decided_on=past_problem(decided_on, viewer.today) or _after_entry(decided_on, file),
        notified_on=order_problem(decided_on, notified_on, "La notification précède la décision."),
    )
    _require_structure(session, viewer, structure_id)
    orientation = Orientation(
        consortium_id=viewer.consortium_id,
        id=record_id,
        support_period_id=file.period.id,
        track=track,
        structure_id=structure_id,
        decided_on=decided_on,
        notified_on=notified_on,
        comment=comment,
    )
    session.add(orientation)
    session.flush()
    _change_period(session, viewer, file, {"track": _latest_track(session, viewer, file.period)})
    _finish(session, viewer, file, orientation)


def pause(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    reason: PauseReason,
    started_on: date | None,
    expected_end_on: date | None,
) -> None:
    """Pause the follow-up until an expected date; one pause at a time."""
    file = _open_running(session, viewer, beneficiary_id)
    if session.get(Pause, (viewer.consortium_id, record_id)):
        return
    if _running_pause(session, viewer, file.period):
        raise ForbiddenError("Le suivi est déjà en pause.")
    too_early = started_on and expected_end_on and expected_end_on <= started_on
    _raise_if_any(
        started_on=past_problem(started_on, viewer.today) or _after_entry(started_on, file),
        expected_end_on="La fin prévue vient après le début."
        if too_early
        else (None if expected_end_on else "Indiquez jusqu’à quand."),
    )
    record = Pause(
        consortium_id=viewer.consortium_id,
        id=record_id,
        support_period_id=file.period.id,
        reason=reason,
        started_on=started_on,
        expected_end_on=expected_end_on,
    )
    session.add(record)
    _finish(session, viewer, file, record)


def resume(session: Session, viewer: Viewer, beneficiary_id: int, *, ended_on: date | None) -> None:
    """End the running pause; harmless when there is none any more."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    running = _running_pause(session, viewer, file.period)
    if running is None:
        return
    _raise_if_any(
        ended_on=past_problem(ended_on, viewer.today)
        or order_problem(running.started_on, ended_on, "La reprise précède le début de la pause.")
    )
    apply_changes(session, viewer, running, {"ended_on": ended_on}, beneficiary_id=beneficiary_id)
    _finish(session, viewer, file, running, AuditEvent.UPDATE)


def close_follow_up(
    session: Session, viewer: Viewer, beneficiary_id: int, *, exited_on: date | None, reason: ExitReason
) -> None:
    """End the support period, its pause and its référent's assignment; the group keeps reading the file."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if file.period.exited_on is not None:
        return
    _raise_if_any(exited_on=past_problem(exited_on, viewer.today) or _after_entry(exited_on, file))
    if running := _running_pause(session, viewer, file.period):
        end = max(running.started_on, exited_on or running.started_on)
        apply_changes(session, viewer, running, {"ended_on": end}, beneficiary_id=beneficiary_id)
    _end_referent(session, viewer, file.period, exited_on)
    _change_period(session, viewer, file, {"exited_on": exited_on, "exit_reason": reason})
    _finish(session, viewer, file, file.period, AuditEvent.UPDATE)


def reopen(
    session: Session, viewer: Viewer, beneficiary_id: int, *, record_id: int, draft: EntryDraft
) -> None:
    """Start a new support period for somebody who comes back."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if session.get(SupportPeriod, (viewer.consortium_id, record_id)):
        return
    if file.period.exited_on is None:
        raise ForbiddenError("Le suivi est déjà en cours.")
    problems = draft.problems(viewer.today)
    if draft.entered_on and draft.entered_on < file.period.exited_on:
        problems["entered_on"] = "Le retour précède la sortie."
    if problems:
        raise InvalidInputError(problems)
    period = SupportPeriod(
        consortium_id=viewer.consortium_id,
        id=record_id,
        beneficiary_id=beneficiary_id,
        entered_on=draft.entered_on,
        entry_origin=draft.entry_origin,
    )
    session.add(period)
    _finish(session, viewer, file, period)


def _open_running(session: Session, viewer: Viewer, beneficiary_id: int) -> OpenedFile:
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if file.period.exited_on is not None:
        raise ForbiddenError("Le suivi est terminé : enregistrez d’abord son retour.")
    return file


def _after_entry(day: date | None, file: OpenedFile) -> str | None:
    entered_on = file.period.entered_on
    return order_problem(entered_on, day, f"Cette date précède l’entrée ({entered_on:%d/%m/%Y}).")


def _raise_if_any(**checks: str | None) -> None:
    if problems := problems_of(**checks):
        raise InvalidInputError(problems)


def _require_structure(session: Session, viewer: Viewer, structure_id: int) -> None:
    if session.scalars(visible_structures(viewer).where(Structure.id == structure_id)).first() is None:
        raise NotFoundError


def _latest_track(session: Session, viewer: Viewer, period: SupportPeriod) -> Track | None:
    return session.scalar(
        select(Orientation.track)
        .where(Orientation.consortium_id == viewer.consortium_id, Orientation.support_period_id == period.id)
        .order_by(Orientation.decided_on.desc(), Orientation.id.desc())
        .limit(1)
    )


def _running_pause(session: Session, viewer: Viewer, period: SupportPeriod) -> Pause | None:
    return session.scalars(
        select(Pause).where(
            Pause.consortium_id == viewer.consortium_id,
            Pause.support_period_id == period.id,
            Pause.ended_on.is_(None),
        )
    ).first()


def _end_referent(session: Session, viewer: Viewer, period: SupportPeriod, day: date | None) -> None:
    active = session.scalars(
        select(ReferentAssignment).where(
            ReferentAssignment.consortium_id == viewer.consortium_id,
            ReferentAssignment.support_period_id == period.id,
            ReferentAssignment.ended_on.is_(None),
        )
    ).first()
    if active and day:
        active.ended_on = max(active.started_on, day)


def _change_period(session: Session, viewer: Viewer, file: OpenedFile, values: dict[str, Any]) -> None:
    apply_changes(session, viewer, file.period, values, beneficiary_id=file.person.id)


def _finish(
    session: Session, viewer: Viewer, file: OpenedFile, record: Any, event: AuditEvent = AuditEvent.CREATE
) -> None:
    """Copy the facts to the caseload line, then sign the change."""
    refresh_caseload_entry(session, viewer.consortium_id, file.person.id)
    write_audit(
        session,
        viewer,
        event,
        object_kind=record.__tablename__,
        object_id=record.id,
        beneficiary_id=file.person.id,
    )
