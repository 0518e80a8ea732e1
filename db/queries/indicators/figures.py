"""Figures of indicators, group by group, before secrecy: those about the same people share one statement.

Pages never call this: db/queries/indicators/told.py does, and tells what may be told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, select
from sqlalchemy.orm import Session

from db.engine import is_write, read_together
from db.queries.indicators.alert_counts import alert_figures, counts_everybody
from db.queries.indicators.alerted import alerted
from db.queries.indicators.attendance_counts import attendance_figures
from db.queries.indicators.breakdowns import grouped, key_of
from db.queries.indicators.judged import ratio_figure
from db.queries.indicators.measures import MEASURES
from db.queries.indicators.populations import invited
from domain.access import Viewer
from domain.indicators.model import Breakdown, ByGroup, Figure, Indicator, Perimeter, Unit

Population = Callable[[Viewer, Perimeter], Subquery]
_AT_ONCE = {alerted: alert_figures, invited: attendance_figures}  # nobody told apart
_TOGETHER = (Breakdown.STRUCTURE, Breakdown.TRACK, Breakdown.AGE, Breakdown.SENIORITY)  # one group a person


def list_figures(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: Iterable[Indicator],
    by: Breakdown = Breakdown.STRUCTURE,
) -> dict[Indicator, ByGroup]:
    """Each indicator by group of the breakdown; a group in which nobody is has no figure.

    Who asks for one by age, seniority or track is about to ask by the others: when the session only reads,
    they are read at once.
    """
    asked = tuple(indicators)
    key = ("figures", viewer, perimeter, asked)
    if by in session.info.get(key, ()):
        return dict(session.info[key][by])
    if len(asked) > 1 or by not in _TOGETHER[1:] or is_write(session):
        return _read(session, viewer, perimeter, asked, (by,))[by]
    session.info[key] = _read(session, viewer, perimeter, asked, _TOGETHER)
    return dict(session.info[key][by])


def _read(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: tuple[Indicator, ...],
    kinds: tuple[Breakdown, ...],
) -> dict[Breakdown, dict[Indicator, ByGroup]]:
    """A statement by population."""
    sharing = defaultdict(list)
    for indicator in indicators:
        sharing[MEASURES[indicator.code].population].append(indicator)
    found: dict[Breakdown, dict[Indicator, ByGroup]] = {by: {} for by in kinds}

    def count(population: Population, own: Session) -> dict[Breakdown, dict[Indicator, ByGroup]]:
        measured = sharing[population]
        if population in _AT_ONCE and counts_everybody(viewer, perimeter, kinds):
            return {Breakdown.STRUCTURE: _AT_ONCE[population](own, viewer, perimeter, measured)}
        return _count(own, population(viewer, perimeter), perimeter, measured, kinds)

    for counted in read_together(session, viewer, [partial(count, population) for population in sharing]):
        for by, figures in counted.items():
            found[by] |= figures
    return found


def _count(
    session: Session,
    people: Subquery,
    perimeter: Perimeter,
    indicators: list[Indicator],
    kinds: tuple[Breakdown, ...],
) -> dict[Breakdown, dict[Indicator, ByGroup]]:
    """By several breakdowns, people are counted by group of all of them, then added up."""
    groups = [grouped(people, by, perimeter) for by in kinds]
    keys = [key for _source, key in groups]
    sums = [_sums(people.c, indicator, perimeter) for indicator in indicators]
    columns = [column for some in sums for column in some]
    rows = session.execute(select(*keys, *columns).select_from(groups[0][0]).group_by(*keys)).all()
    found: dict[Breakdown, dict[Indicator, ByGroup]] = {by: {} for by in kinds}
    for place, by in enumerate(kinds):
        added, first = _added(rows, place, len(kinds)), 0
        for indicator, some in zip(indicators, sums, strict=True):
            parts = slice(first, first := first + len(some))
            cells = {
                key_of(by, group): _figure(indicator, *numbers[parts]) for group, numbers in added.items()
            }
            found[by][indicator] = cells
    return found


def _added(rows: Iterable[Any], place: int, keys: int) -> dict[Any, list[int]]:
    """The numbers of each group of the breakdown in this place, those of the others added up."""
    added: dict[Any, list[int]] = {}
    for row in rows:
        numbers = [int(value or 0) for value in row[keys:]]
        known = added.get(row[place])
        added[row[place]] = [sum(pair) for pair in zip(known, numbers, strict=True)] if known else numbers
    return added


def _sums(person: Any, indicator: Indicator, perimeter: Perimeter) -> list[ColumnElement[Any]]:
    """Whom or what is counted, out of whom or what, and what is left aside."""
    judged = MEASURES[indicator.code].judge(person, indicator, perimeter)
    is_counted = and_(judged.is_within, judged.is_counted)
    if indicator.unit is Unit.RATIO:
        rest = judged.out_of - judged.value
        return [
            *(func.sum(part).filter(is_counted) for part in (judged.value, judged.out_of, judged.aside)),
            *(func.count().filter(is_counted, part > 0) for part in (judged.value, rest)),
        ]
    people: list[ColumnElement[Any]] = [
        func.count().filter(judged.is_within),
        func.count().filter(is_counted),
    ]
    if indicator.unit is Unit.MEAN:
        return [*people, func.sum(judged.value).filter(is_counted)]
    return [*people, func.sum(judged.aside)] if indicator.waiting else people


def _figure(indicator: Indicator, *numbers: int) -> Figure:
    if indicator.unit is Unit.RATIO:
        return ratio_figure(*numbers)
    within, counted, *more = numbers
    if indicator.unit is Unit.MEAN:
        return Figure(sum(more), counted, within - counted)
    return Figure(counted, within, sum(more))
