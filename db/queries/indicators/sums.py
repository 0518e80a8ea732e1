"""What is summed for an indicator, and the figure that the sums make."""

from typing import Any

from sqlalchemy import ColumnElement, True_, and_, func

from db.queries.indicators.judged import ratio_figure
from db.queries.indicators.measures import MEASURES
from domain.indicators.model import Figure, Indicator, Perimeter, Unit


def sums_of(person: Any, indicator: Indicator, perimeter: Perimeter) -> list[ColumnElement[Any]]:
    """Whom or what is counted, out of whom or what, and what is left aside."""
    judged = MEASURES[indicator.code].judge(person, indicator, perimeter)
    is_counted = judged.is_within  # of everybody, the same column
    if not isinstance(judged.is_counted, True_):
        is_counted = and_(is_counted, judged.is_counted)
    if indicator.unit is Unit.RATIO:
        rest = judged.out_of - judged.value
        return [
            *(func.sum(part).filter(is_counted) for part in (judged.value, judged.out_of, judged.aside)),
            *(func.count().filter(is_counted, part > 0) for part in (judged.value, rest)),
        ]
    people = [_how_many(judged.is_within), _how_many(is_counted)]
    if indicator.unit is Unit.MEAN:
        return [*people, func.sum(judged.value).filter(is_counted)]
    return [*people, func.sum(judged.aside)] if indicator.waiting else people


EVERYBODY = func.count()  # one column, however many indicators ask for it


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return EVERYBODY if isinstance(condition, True_) else func.count().filter(condition)


def figure_of(indicator: Indicator, *numbers: int) -> Figure:
    """The figure that these sums make, in their order."""
    if indicator.unit is Unit.RATIO:
        return ratio_figure(*numbers)
    within, counted, *more = numbers
    if indicator.unit is Unit.MEAN:
        return Figure(sum(more), counted, within - counted)
    return Figure(counted, within, sum(more))
