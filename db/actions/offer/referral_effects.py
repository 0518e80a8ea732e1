"""What an answer changes beside the referral: the step that it makes, the share that it ends."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.history import apply_changes
from db.models.beneficiaries import GroupMember
from db.models.offer import OfferStructure, Service
from db.models.paths import Step
from db.models.referrals import Referral
from domain.access import Viewer
from domain.follow_up import StepOutcome
from domain.identifiers import new_id
from domain.offer.referrals import Gesture, GestureDraft, step_kind
from domain.offer.words import ReferralStatus

_OPEN = tuple(status for status in ReferralStatus if status.is_open)


def follow_with_step(
    session: Session, viewer: Viewer, referral: Referral, draft: GestureDraft, beneficiary_id: int
) -> None:
    """An accepted referral is a step of the path, which then moves with it."""
    if draft.gesture is Gesture.ACCEPT:
        referral.step_id = _add_step(session, viewer, referral)
        return
    step = referral.step_id and session.get(Step, (viewer.consortium_id, referral.step_id))
    if not step:
        return
    changes: dict[Gesture, dict[str, Any]] = {
        Gesture.START: {"started_on": draft.day},
        Gesture.END: {"ended_on": draft.day, "outcome": draft.outcome},
        Gesture.REFUSE: {"outcome": StepOutcome.NOT_STARTED},
        Gesture.WITHDRAW: {"outcome": StepOutcome.NOT_STARTED},
    }
    values = changes.get(draft.gesture, {})
    apply_changes(session, viewer, step, values, beneficiary_id=beneficiary_id)


def _add_step(session: Session, viewer: Viewer, referral: Referral) -> int:
    service = session.get_one(Service, (viewer.consortium_id, referral.service_id))
    carrier = session.get_one(OfferStructure, (viewer.consortium_id, service.offer_structure_id))
    step = Step(
        consortium_id=viewer.consortium_id,
        id=new_id(),
        support_period_id=referral.support_period_id,
        kind=step_kind(service.kind),
        title=service.name,
        provider=carrier.name,
        planned_on=referral.starts_on,
    )
    session.add(step)
    session.flush()
    return step.id


def end_share(session: Session, viewer: Viewer, referral: Referral, beneficiary_id: int) -> None:
    """The share that referrals to this structure made ends with the last one that needs it."""
    same = (
        Referral.consortium_id == viewer.consortium_id,
        Referral.support_period_id == referral.support_period_id,
        Referral.structure_id == referral.structure_id,
    )
    session.flush()
    if session.scalar(select(Referral.id).where(*same, Referral.status.in_(_OPEN)).limit(1)) is not None:
        return
    made = select(GroupMember).where(
        GroupMember.consortium_id == viewer.consortium_id,
        GroupMember.beneficiary_id == beneficiary_id,
        GroupMember.ended_on.is_(None),
        GroupMember.id.in_(select(Referral.id).where(*same)),
    )
    for member in session.scalars(made):
        values = {"ended_on": max(member.started_on, viewer.today)}
        apply_changes(session, viewer, member, values, beneficiary_id=beneficiary_id)
