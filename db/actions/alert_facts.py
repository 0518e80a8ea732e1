"""The dated facts behind alerts, rule by rule: the one definition in SQL, whatever the day and thresholds.

Both are applied when alerts are read (domain.alerts.fact_span); only the number of appointments missed that
raise one is needed here.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from db.actions.alert_rows import entry, fact, has, of_stay
from db.actions.commitment_facts import first_commitment
from db.models.base import table_of
from db.models.beneficiaries import Pause, ReferentAssignment
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment
from db.models.paths import EngagementContract, JobCheck, Orientation, Step
from db.queries.job_dues import is_to_make
from domain.alerts import IN_JOB_RULES, SINCE_ENTRY, AlertRule, missed_words
from domain.follow_up import AppointmentStatus, StepKind, StepOutcome, Track

_TO_SOMEWHERE = (StepKind.IMMERSION, StepKind.TRAINING, StepKind.JOB, StepKind.INTEGRATION_JOB)


def alert_facts(is_theirs: Callable[[Any], Any], missed_at_least: int) -> CompoundSelect[Any]:
    """The fact of each rule for the people still followed; about a job, even after they left.

    Of somebody whose follow-up is paused, the end of the pause only.
    """
    is_paused = has(Pause, Pause.ended_on.is_(None))
    told = (*_of_lines(), _missed(missed_at_least), *_of_steps(), *_of_records())
    parts = [part.where(entry.exited_on.is_(None), ~is_paused) for part in told]
    parts += [_job_check(months, rule) for months, rule in IN_JOB_RULES.items()]
    return union_all(*(part.where(is_theirs(entry)) for part in (*parts, _pause_end())))


def _of_lines() -> list[Select[Any]]:
    """Facts that the caseload's line holds."""
    last_referent = select(func.max(ReferentAssignment.ended_on)).where(of_stay(ReferentAssignment))
    without = func.coalesce(last_referent.correlate(entry).scalar_subquery(), entry.entered_on)
    since_entry = case((entry.last_contact_on.is_(None), SINCE_ENTRY), else_="")
    return [
        fact(AlertRule.NO_CONTACT, func.coalesce(entry.last_contact_on, entry.entered_on), since_entry),
        fact(AlertRule.REVIEW, entry.review_due_on).where(entry.review_due_on.is_not(None)),
        fact(AlertRule.CONTRACT_ENDING, entry.contract_ends_on).where(entry.contract_ends_on.is_not(None)),
        fact(AlertRule.NO_REFERENT, without).where(entry.referent_id.is_(None)),
        fact(AlertRule.DIAGNOSIS_MISSING, entry.entered_on).where(~has(Diagnosis, _is_validated(Diagnosis))),
        fact(AlertRule.ORIENTATION_LATE, entry.entered_on).where(~has(Orientation)),
    ]


def _of_steps() -> list[Select[Any]]:
    ended, later = aliased(Step), aliased(Step)
    began = func.coalesce(later.started_on, later.planned_on)
    is_running = and_(later.ended_on.is_(None), later.outcome.is_(None))
    is_next = or_(is_running, began > ended.ended_on, _is_later(later, ended))
    nothing = ~has(later, later.id != ended.id, _may_count(later), is_next)
    waiting, sooner = aliased(Step), aliased(Step)
    is_sooner = or_(
        sooner.planned_on < waiting.planned_on,
        and_(sooner.planned_on == waiting.planned_on, sooner.id < waiting.id),
    )
    return [
        fact(AlertRule.NO_NEXT_STEP, ended.ended_on, _named(ended))
        .join(ended, of_stay(ended))
        .where(ended.kind.in_(_TO_SOMEWHERE), ended.ended_on.is_not(None), _may_count(ended), nothing),
        fact(AlertRule.STEP_NOT_STARTED, waiting.planned_on, _named(waiting))
        .join(waiting, of_stay(waiting))
        .where(_is_waiting(waiting), ~has(sooner, _is_waiting(sooner), is_sooner)),
    ]


def _is_later(step: Any, ended: Any) -> ColumnElement[bool]:
    """Of two steps that ended, the one told of."""
    same_day = and_(step.ended_on == ended.ended_on, step.id > ended.id)
    return and_(step.kind.in_(_TO_SOMEWHERE), or_(step.ended_on > ended.ended_on, same_day))


def _may_count(step: Any) -> ColumnElement[bool]:
    """Planned, or begun: not one that was given up before it began."""
    has_begun = and_(step.outcome != StepOutcome.NOT_STARTED, step.started_on.is_not(None))
    return or_(step.outcome.is_(None), has_begun)


def _is_waiting(step: Any) -> ColumnElement[bool]:
    return and_(step.started_on.is_(None), step.planned_on.is_not(None), step.outcome.is_(None))


def _named(step: Any) -> Any:
    return func.coalesce(func.nullif(step.title, ""), type_coerce(step.kind, table_of(Step).c.title.type))


def _of_records() -> list[Select[Any]]:
    latest, orientation = aliased(Diagnosis), aliased(Orientation)
    notified = select(func.min(Orientation.notified_on)).where(of_stay(Orientation))
    notified_on = notified.correlate(entry).scalar_subquery()
    is_latest = ~has(Diagnosis, _is_validated(Diagnosis), _follows(Diagnosis, latest, "validated_on"))
    holds = ~has(Orientation, _follows(Orientation, orientation, "decided_on"))
    social = {AlertRule.SOCIAL_REVIEW: False, AlertRule.VULNERABLE_REVIEW: True}
    return [
        fact(AlertRule.DIAGNOSIS_OLD, latest.validated_on)
        .join(latest, of_stay(latest))
        .where(_is_validated(latest), is_latest),
        fact(AlertRule.CONTRACT_LATE, notified_on).where(notified_on.is_not(None), ~has(EngagementContract)),
        *(
            fact(rule, orientation.decided_on)
            .join(orientation, of_stay(orientation))
            .where(orientation.track == Track.SOCIAL, orientation.is_vulnerable == is_vulnerable, holds)
            for rule, is_vulnerable in social.items()
        ),
        first_commitment(),
    ]


def _pause_end() -> Select[Any]:
    is_running = and_(of_stay(Pause), Pause.ended_on.is_(None), entry.exited_on.is_(None))
    return fact(AlertRule.PAUSE_ENDED, Pause.expected_end_on).join(Pause, is_running)


def _missed(at_least: int) -> Select[Any]:
    """The oldest of the last so many appointments missed since the last honoured one."""
    honoured, missed = aliased(Appointment), aliased(Appointment)
    is_since = honoured.starts_at >= missed.starts_at
    seen_since = _same_stay(honoured, missed).where(honoured.status == AppointmentStatus.HONOURED, is_since)
    since_on = (
        select(missed.takes_place_on)
        .where(of_stay(missed), missed.status == AppointmentStatus.NOT_EXCUSED, ~seen_since.exists())
        .order_by(missed.starts_at.desc(), missed.id.desc())
        .limit(1)
        .offset(at_least - 1)
        .correlate(entry)
        .scalar_subquery()
    )
    return fact(AlertRule.MISSED, since_on, missed_words(at_least)).where(since_on.is_not(None))


def _job_check(months: int, rule: AlertRule) -> Select[Any]:
    """The one that the list says to make."""
    check = aliased(JobCheck)
    to_make = fact(rule, check.due_on).join(check, of_stay(check))
    return to_make.where(check.months == months, is_to_make(check))


def _same_stay(table: Any, other: Any) -> Select[Any]:
    is_same = table.support_period_id == other.support_period_id
    return select(table.id).where(table.consortium_id == other.consortium_id, is_same)


def _is_validated(table: Any) -> ColumnElement[bool]:
    return and_(table.validated_on.is_not(None))


def _follows(table: Any, other: Any, day: str) -> ColumnElement[bool]:
    """Later, or entered later on the same day."""
    on, other_on = getattr(table, day), getattr(other, day)
    return or_(on > other_on, and_(on == other_on, table.id > other.id))
