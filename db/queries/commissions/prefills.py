"""What the file already says when a situation is brought: what was tried without success, her words."""

from typing import Any

from sqlalchemy import String, and_, cast, literal, select, union_all
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.diagnoses import Diagnosis
from db.models.offer import Service
from db.models.paths import Step
from db.models.referrals import Referral
from db.queries.commission_scopes import person_name
from db.queries.diagnosis_scopes import visible_diagnoses
from db.queries.scopes import visible_files, visible_support_periods
from domain.access import Viewer
from domain.commissions.basket import Prefill
from domain.commissions.cases import WORDS_LENGTH
from domain.errors import NotFoundError
from domain.follow_up import StepKind, StepOutcome
from domain.offer.words import ReferralStatus

_FAILED = (StepOutcome.INTERRUPTED, StepOutcome.NOT_STARTED)
_UNANSWERED = (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)


def read_prefill(session: Session, viewer: Viewer, beneficiary_id: int) -> Prefill:
    """Her name, what was tried in her present stay, her last words; three statements."""
    person = visible_files(viewer).where(Beneficiary.id == beneficiary_id)
    name = session.scalar(person.with_only_columns(person_name()))
    if name is None:
        raise NotFoundError
    tried = [_told(row) for row in session.execute(_tried(viewer, beneficiary_id))]
    words = visible_diagnoses(viewer).where(
        SupportPeriod.beneficiary_id == beneficiary_id, Diagnosis.validated_on.is_not(None)
    )
    latest = words.with_only_columns(Diagnosis.wants, maintain_column_froms=True)
    wants = session.scalar(latest.order_by(Diagnosis.held_on.desc(), Diagnosis.id.desc()).limit(1))
    return Prefill(name, "\n".join(dict.fromkeys(tried))[:WORDS_LENGTH], (wants or "")[:WORDS_LENGTH])


def _tried(viewer: Viewer, beneficiary_id: int) -> Any:
    stays = visible_support_periods(viewer).where(
        SupportPeriod.beneficiary_id == beneficiary_id, SupportPeriod.exited_on.is_(None)
    )
    stay_ids = stays.with_only_columns(SupportPeriod.id, maintain_column_froms=True)
    service = and_(Service.consortium_id == Referral.consortium_id, Service.id == Referral.service_id)
    referrals = (
        select(
            literal("").label("kind"),
            Service.name.label("title"),
            Referral.status.label("ending"),
            Referral.sent_on.label("day"),
        )
        .join(Referral, service)
        .where(
            Referral.consortium_id == viewer.consortium_id,
            Referral.support_period_id.in_(stay_ids),
            Referral.status.in_(_UNANSWERED),
        )
    )
    steps = select(Step.kind, Step.title, Step.outcome, Step.started_on).where(
        Step.consortium_id == viewer.consortium_id,
        Step.support_period_id.in_(stay_ids),
        Step.outcome.in_(_FAILED),
    )
    return union_all(*(_as_text(part) for part in (referrals, steps)))


def _as_text(part: Any) -> Any:
    one = part.subquery()
    return select(*(cast(column, String) for column in one.c))


def _told(row: Any) -> str:
    kind, title, ending, _ = row
    if not kind:
        return f"{title}\u00a0: {ReferralStatus(ending).label.lower()}"
    name = StepKind(kind).label + (f" « {title} »" if title else "")
    return f"{name}\u00a0: {StepOutcome(ending).label.lower()}"
