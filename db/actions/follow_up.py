"""Turning points of a path: orientation, pause, exit, return."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.files import (
    OpenedFile,
    entry_problem,
    open_file_to_steer,
    open_running_file,
    raise_problems,
    sign_change,
)
from db.actions.history import apply_changes
from db.actions.job_plans import plan_job_checks
from db.actions.offer.referral_steps import close_waiting_referrals
from db.actions.pauses import running_pause
from db.actions.reason_lists import require_offered
from db.models.beneficiaries import ReferentAssignment, SupportPeriod
from db.models.consortia import Structure
from db.models.paths import Orientation
from db.queries.scopes import visible_structures
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.beneficiaries import EntryDraft
from domain.dates import order_problem, past_problem
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.follow_up import ExitReason, Track
from domain.job_checks import JOB_EXITS
from domain.reasons import ReasonKind

SOCIAL_ONLY = "Une vulnérabilité se note pour le parcours social seulement\u00a0: décochez-la."


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
    is_vulnerable: bool = False,
    comment: str = "",
) -> None:
    """Record an orientation; the latest one gives the support period its track.

    A vulnerability is noted of a social track only: it moves the day when that track is looked at again.
    """
    file = open_running_file(session, viewer, beneficiary_id)
    if session.get(Orientation, (viewer.consortium_id, record_id)):
        return
    raise_problems(
        decided_on=past_problem(decided_on, viewer.today) or entry_problem(decided_on, file),
        notified_on=order_problem(decided_on, notified_on, "La notification précède la décision."),
        is_vulnerable=SOCIAL_ONLY if is_vulnerable and track is not Track.SOCIAL else None,
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
        is_vulnerable=is_vulnerable,
        comment=comment,
    )
    session.add(orientation)
    session.flush()
    _change_period(session, viewer, file, {"track": _latest_track(session, viewer, file.period)})
    sign_change(session, viewer, file, orientation)


def close_follow_up(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    exited_on: date | None,
    reason: ExitReason,
    words: str = "",
) -> None:
    """End the support period, its pause, its référent's assignment, referrals without a place.

    The group keeps reading the file.
    """
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if file.period.exited_on is not None:
        return
    require_offered(session, viewer, ReasonKind.EXIT, reason, words)
    raise_problems(exited_on=past_problem(exited_on, viewer.today) or entry_problem(exited_on, file))
    if running := running_pause(session, viewer, file.period):
        end = max(running.started_on, exited_on or running.started_on)
        apply_changes(session, viewer, running, {"ended_on": end}, beneficiary_id=beneficiary_id)
    _end_referent(session, viewer, file.period, exited_on)
    close_waiting_referrals(session, viewer, file.period.id, beneficiary_id)
    _change_period(
        session, viewer, file, {"exited_on": exited_on, "exit_reason": reason, "exit_words": words}
    )
    if reason in JOB_EXITS:
        plan_job_checks(session, viewer.consortium_id, [file.period.id], today=viewer.today)
    sign_change(session, viewer, file, file.period, AuditEvent.UPDATE)


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
    sign_change(session, viewer, file, period)


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
