"""What the file of the person changes of its referrals: a step corrected, a follow-up that ends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.history import apply_changes
from db.actions.offer.referral_effects import end_share
from db.models.paths import Step
from db.models.referrals import Referral
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import InvalidInputError
from domain.offer.referral_lists import ReferralState
from domain.offer.referral_steps import SAME_DAYS, step_problems
from domain.offer.words import ReferralStatus
from domain.path_drafts import StepDraft

# Nobody has given a place yet; an accepted one may still start after the exit.
_WITHOUT_PLACE = (*ReferralState.TO_ANSWER.statuses, *ReferralState.WAITING.statuses)


def follow_corrected_step(
    session: Session, viewer: Viewer, step: Step, draft: StepDraft, beneficiary_id: int
) -> None:
    """Move the days of the referral that made this step, if one did; InvalidInputError for more than days."""
    made = select(Referral).where(
        Referral.consortium_id == viewer.consortium_id,
        Referral.support_period_id == step.support_period_id,
        Referral.step_id == step.id,
    )
    referral = session.scalars(made.with_for_update()).first()
    if referral is None:
        return
    stored = {name: getattr(step, name) for name in (*SAME_DAYS, "outcome")}
    if problems := step_problems(stored, draft, referral.sent_on):
        raise InvalidInputError(problems)
    days = {name: getattr(draft, field) for field, name in SAME_DAYS.items()}
    moved = {name: day for name, day in days.items() if day and getattr(referral, name)}
    if apply_changes(session, viewer, referral, moved, beneficiary_id=beneficiary_id):
        _sign(session, viewer, referral, beneficiary_id)


def close_waiting_referrals(
    session: Session, viewer: Viewer, support_period_id: int, beneficiary_id: int
) -> None:
    """Withdraw, as the follow-up ends, the referrals that nobody has given a place to."""
    waiting = select(Referral).where(
        Referral.consortium_id == viewer.consortium_id,
        Referral.support_period_id == support_period_id,
        Referral.status.in_(_WITHOUT_PLACE),
    )
    values = {"status": ReferralStatus.WITHDRAWN, "closed_on": viewer.today}
    for referral in session.scalars(waiting.order_by(Referral.id).with_for_update()).all():
        apply_changes(session, viewer, referral, values, beneficiary_id=beneficiary_id)
        end_share(session, viewer, referral, beneficiary_id)
        _sign(session, viewer, referral, beneficiary_id)


def _sign(session: Session, viewer: Viewer, referral: Referral, beneficiary_id: int) -> None:
    session.flush()
    write_audit(
        session,
        viewer,
        AuditEvent.UPDATE,
        object_kind=Referral.__tablename__,
        object_id=referral.id,
        beneficiary_id=beneficiary_id,
    )
