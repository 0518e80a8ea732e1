"""What is judged of each person, indicator by indicator: the one definition in SQL.

A new indicator: its words in domain/indicators, then its line in MEASURES.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal, or_, select, true, tuple_

from db.models.beneficiaries import Pause, ReferentAssignment
from db.models.diagnoses import DiagnosisTheme
from db.models.paths import EngagementContract
from db.queries.indicators.alerted import alerted, is_alerted
from db.queries.indicators.days import DaysBetween
from db.queries.indicators.job_measures import JOB_MEASURES
from db.queries.indicators.judged import Judged, Measure
from db.queries.indicators.populations import (
    diagnosed,
    entrants,
    in_need,
    invited,
    leavers,
    present,
    settled_entrants,
)
from db.queries.indicators.unmet import OFFER_MEASURES
from domain.alerts import AlertCode
from domain.diagnosis.needs import national_themes
from domain.diagnosis.words import ThemeState
from domain.follow_up import ExitReason
from domain.indicators import alerts, diagnoses, exits, team
from domain.indicators.diagnoses import FIRST_DAYS
from domain.indicators.model import Indicator, Perimeter

NEED_STATES = tuple(state for state in ThemeState if state.is_to_lift)


def _everybody(_person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged()


def _paused(person: Any, _indicator: Indicator, perimeter: Perimeter) -> Judged:
    day = perimeter.reference_on
    runs = or_(person.pause_ended_on.is_(None), person.pause_ended_on > day)
    before = _has(Pause, person, _runs(Pause, day))
    return Judged(case((person.paused_on.is_(None), false()), (person.paused_on <= day, runs), else_=before))


def _without_referent(person: Any, _indicator: Indicator, perimeter: Perimeter) -> Judged:
    day = perimeter.reference_on
    has_now = and_(person.exited_on.is_(None), person.referent_since_on <= day)
    had_none = ~_has(ReferentAssignment, person, _runs(ReferentAssignment, day))
    never_had = or_(person.first_referent_on.is_(None), person.first_referent_on > day)
    return Judged(case((has_now, false()), (never_had, true()), else_=had_none))


def _with_contract(person: Any, _indicator: Indicator, perimeter: Perimeter) -> Judged:
    day, contract = perimeter.reference_on, EngagementContract
    before = _has(contract, person, contract.starts_on <= day, contract.ends_on >= day)
    first_on = person.first_contract_on
    none_then = or_(first_on.is_(None), first_on > day, person.contract_ends_on < day)
    return Judged(case((none_then, false()), (person.contract_starts_on <= day, true()), else_=before))


def _reviewed(person: Any, _indicator: Indicator, perimeter: Perimeter) -> Judged:
    """By the last review of all, unless it came after the reference date: then by the lapses it ended."""
    day = perimeter.reference_on
    last_on = func.coalesce(person.last_review_on, person.entered_on)
    is_recent = DaysBetween(last_on, literal(day)) <= person.rhythm_days
    return Judged(case((person.last_review_on > day, ~person.had_lapsed), else_=is_recent))


def _attendance(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    out_of = person.honoured + person.missed
    return Judged(value=person.honoured, out_of=out_of, aside=person.aside)


def _dynamic(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged(person.exit_reason.in_([reason for reason in ExitReason if reason.is_dynamic]))


def _for_reason(person: Any, indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged(person.exit_reason == ExitReason(indicator.variant))


def _in_30_days(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged(is_counted=DaysBetween(person.entered_on, person.validated_on) <= FIRST_DAYS)


def _delay(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    delay = DaysBetween(person.entered_on, person.validated_on)
    return Judged(is_counted=person.validated_on.is_not(None), value=delay)


def _joint(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged(is_counted=person.is_joint)


def _explored(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged(is_counted=true(), value=person.explored_count)


def _different_views(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged(is_counted=person.divergent_count > 0, is_within=person.compared_count > 0)


def _need(person: Any, indicator: Indicator, _perimeter: Perimeter) -> Judged:
    """A national theme is a bit of the diagnosis; a theme of the consortium's own is read with its state."""
    bit = national_themes().get(indicator.variant)
    if bit is not None:
        return Judged(is_counted=has_bit(person.needs, bit))
    retained = select(DiagnosisTheme.consortium_id, DiagnosisTheme.diagnosis_id).where(
        DiagnosisTheme.theme == indicator.variant,
        DiagnosisTheme.retained_state.in_(NEED_STATES),
    )
    return Judged(is_counted=tuple_(person.consortium_id, person.diagnosis_id).in_(retained))


def _lifted(person: Any, indicator: Indicator, _perimeter: Perimeter) -> Judged:
    """Of those whose first diagnosis retained this need: the present one does not any more."""
    bit = national_themes()[indicator.variant]
    return Judged(~has_bit(person.needs, bit), is_within=has_bit(person.first_needs, bit))


def has_bit(bits: Any, rank: int) -> ColumnElement[bool]:
    """True when this national theme is among them; a null holds none."""
    held: ColumnElement[bool] = bits.bitwise_and(1 << rank) > 0
    return held


def _has(table: Any, person: Any, *conditions: Any) -> ColumnElement[bool]:
    return select(table.id).where(*_of_stay(table, person), *conditions).exists()


def _of_stay(table: Any, person: Any) -> tuple[Any, Any]:
    return (
        table.consortium_id == person.consortium_id,
        table.support_period_id == person.support_period_id,
    )


def _runs(table: Any, day: Any) -> ColumnElement[bool]:
    return and_(table.started_on <= day, or_(table.ended_on.is_(None), table.ended_on > day))


MEASURES = {
    team.CASELOAD.code: Measure(present, _everybody),
    team.PAUSED.code: Measure(present, _paused),
    team.ENTRIES.code: Measure(entrants, _everybody),
    team.EXITS.code: Measure(leavers, _everybody),
    team.WITHOUT_REFERENT.code: Measure(present, _without_referent),
    team.REVIEWED.code: Measure(present, _reviewed),
    team.WITH_CONTRACT.code: Measure(present, _with_contract),
    team.ATTENDANCE.code: Measure(invited, _attendance),
    alerts.ALERTS.code: Measure(
        alerted, lambda person, indicator, _: Judged(is_alerted(person, AlertCode(indicator.variant)))
    ),
    exits.DYNAMIC_EXITS.code: Measure(leavers, _dynamic),
    **JOB_MEASURES,
    **OFFER_MEASURES,
    exits.EXITS_BY_REASON.code: Measure(leavers, _for_reason),
    diagnoses.IN_30_DAYS.code: Measure(settled_entrants, _in_30_days),
    diagnoses.DELAY.code: Measure(entrants, _delay),
    diagnoses.JOINT.code: Measure(diagnosed, _joint),
    diagnoses.COMPLETENESS.code: Measure(diagnosed, _explored),
    diagnoses.DIFFERENT_VIEWS.code: Measure(diagnosed, _different_views),
    diagnoses.NEEDS.code: Measure(in_need, _need),
    diagnoses.LIFTED.code: Measure(in_need, _lifted),
}
