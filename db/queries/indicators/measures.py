"""What is judged of each person, indicator by indicator: the one definition in SQL.

A new indicator: its words in domain/indicators, then its line in MEASURES.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Subquery, literal, select, true

from db.models.diagnoses import DiagnosisTheme
from db.queries.indicators.days import DaysBetween
from db.queries.indicators.populations import diagnosed, entrants, settled_entrants
from domain.access import Viewer
from domain.diagnosis.words import ThemeState
from domain.indicators import diagnoses
from domain.indicators.diagnoses import FIRST_DAYS
from domain.indicators.model import Indicator, Perimeter

NEED_STATES = tuple(state for state in ThemeState if state.is_to_lift)


class Judged(NamedTuple):
    """Of one person: is she in the numerator, is she in the figure at all, what is her value (mean)."""

    is_counted: ColumnElement[bool]
    is_within: ColumnElement[bool] = true()
    value: ColumnElement[int] = literal(0)


class Measure(NamedTuple):
    """The people, one row each, and what is judged of a row."""

    population: Callable[[Viewer, Perimeter], Subquery]
    judge: Callable[[Any, Indicator, Perimeter], Judged]


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
    retained = select(DiagnosisTheme.diagnosis_id).where(
        DiagnosisTheme.consortium_id == person.consortium_id,
        DiagnosisTheme.diagnosis_id == person.diagnosis_id,
        DiagnosisTheme.theme == indicator.theme,
        DiagnosisTheme.retained_state.in_(NEED_STATES),
    )
    return Judged(is_counted=retained.exists())


MEASURES = {
    diagnoses.IN_30_DAYS.code: Measure(settled_entrants, _in_30_days),
    diagnoses.DELAY.code: Measure(entrants, _delay),
    diagnoses.JOINT.code: Measure(diagnosed, _joint),
    diagnoses.COMPLETENESS.code: Measure(diagnosed, _explored),
    diagnoses.DIFFERENT_VIEWS.code: Measure(diagnosed, _different_views),
    diagnoses.NEEDS.code: Measure(diagnosed, _need),
}
