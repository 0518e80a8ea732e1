"""Figures of indicators, group by group, before secrecy: those about the same people share one statement.

Pages never call this: db/queries/indicators/told.py does, and tells what may be told.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal_column, select
from sqlalchemy.orm import Session

from db.queries.indicators.breakdowns import grouped, key_of
from db.queries.indicators.measures import MEASURES
from domain.access import Viewer
from domain.indicators.model import Breakdown, ByGroup, Figure, Indicator, Perimeter, Unit

_ONE: ColumnElement[int] = literal_column("1")  # not a parameter: databases count twice the same thing once


def list_figures(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: Iterable[Indicator],
    by: Breakdown = Breakdown.STRUCTURE,
) -> dict[Indicator, ByGroup]:
    """Each indicator by group of the breakdown; a group in which nobody is has no figure."""
    sharing = defaultdict(list)
    for indicator in indicators:
        sharing[MEASURES[indicator.code].population].append(indicator)
    found: dict[Indicator, ByGroup] = {}
    for population, measured in sharing.items():
        people = population(viewer, perimeter)
        source, key = grouped(people, by, perimeter)
        sums = [_sums(people.c, indicator, perimeter) for indicator in measured]
        columns = [column for some in sums for column in some]
        rows = session.execute(select(key, *columns).select_from(source).group_by(key)).all()
        first = 1
        for indicator, some in zip(measured, sums, strict=True):
            parts = slice(first, first := first + len(some))
            found[indicator] = {key_of(by, row[0]): _figure(indicator, *row[parts]) for row in rows}
    return found


def _sums(person: Any, indicator: Indicator, perimeter: Perimeter) -> list[ColumnElement[Any]]:
    """Whom or what is counted, out of whom or what, and what is left aside."""
    judged = MEASURES[indicator.code].judge(person, indicator, perimeter)
    is_counted = and_(judged.is_within, judged.is_counted)
    if indicator.unit is Unit.RATIO:
        rest = judged.out_of - judged.value
        return [
            *(func.sum(case((is_counted, part))) for part in (judged.value, judged.out_of, judged.aside)),
            *(func.count(case((and_(is_counted, part > 0), _ONE))) for part in (judged.value, rest)),
        ]
    people: list[ColumnElement[Any]] = [
        func.count(case((judged.is_within, _ONE))),
        func.count(case((is_counted, _ONE))),
    ]
    if indicator.unit is Unit.MEAN:
        return [*people, func.sum(case((is_counted, judged.value)))]
    return [*people, func.sum(judged.aside)] if indicator.waiting else people


def _figure(indicator: Indicator, *sums: int | None) -> Figure:
    numbers = [int(value or 0) for value in sums]
    if indicator.unit is Unit.RATIO:
        value, out_of, aside, *people = numbers
        return Figure(value, out_of, aside, min((one for one in people if one), default=0))
    within, counted, *more = numbers
    if indicator.unit is Unit.MEAN:
        return Figure(sum(more), counted, within - counted)
    return Figure(counted, within, sum(more))
