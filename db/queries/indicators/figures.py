"""Figures of indicators, group by group, before secrecy: those about the same people share one statement.

Pages never call this: db/queries/indicators/told.py does, and tells what may be told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import cycle
from typing import Any

from sqlalchemy import Subquery, select
from sqlalchemy.orm import Session

from db.engine import is_write, read_together
from db.queries.indicators.alert_counts import alert_figures, counts_everybody
from db.queries.indicators.alerted import alerted
from db.queries.indicators.at_once import read_at_once
from db.queries.indicators.attendance_counts import attendance_figures
from db.queries.indicators.breakdowns import grouped, key_of
from db.queries.indicators.job_people import every_contact, job_checked
from db.queries.indicators.measures import MEASURES
from db.queries.indicators.populations import invited
from db.queries.indicators.sums import figure_of, sums_of
from domain.access import Viewer
from domain.indicators.model import Breakdown, ByGroup, Indicator, Perimeter

Population = Callable[[Viewer, Perimeter], Subquery]
_AT_ONCE = {alerted: alert_figures, invited: attendance_figures}  # nobody told apart
_ALONE: dict[Population, Population] = {job_checked: every_contact}  # nothing of their stay but its structure
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
    if by is Breakdown.STRUCTURE and (known := read_at_once(session, viewer, perimeter, asked)):
        return known
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
        if counts_everybody(viewer, perimeter, kinds):
            if population in _AT_ONCE:
                return {Breakdown.STRUCTURE: _AT_ONCE[population](own, viewer, perimeter, measured)}
            population = _ALONE.get(population, population)
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
    """By several breakdowns, people are counted by group of all of them, then added up.

    When each row is about one of a family, they are counted by variant too, once for all of the family.
    """
    groups = [grouped(people, by, perimeter) for by in kinds]
    variant = MEASURES[indicators[0].code].variant
    keys = [*([people.c[variant]] if variant else []), *(key for _source, key in groups)]
    asked = [replace(indicators[0], variant="")] if variant else indicators
    sums = [sums_of(people.c, indicator, perimeter) for indicator in asked]
    columns = {id(column): column for some in sums for column in some}  # those alike once
    places = {key: place for place, key in enumerate(columns)}
    rows = session.execute(select(*keys, *columns.values()).select_from(groups[0][0]).group_by(*keys)).all()
    parts = [[places[id(column)] for column in some] for some in sums]
    found: dict[Breakdown, dict[Indicator, ByGroup]] = {by: {} for by in kinds}
    for place, by in enumerate(kinds, start=len(keys) - len(kinds)):
        for indicator, part in zip(indicators, cycle(parts), strict=False):
            of_it = [row for row in rows if not variant or indicator.variant in ("", row[0])]
            added = _added(of_it, place, len(keys))
            found[by][indicator] = {
                key_of(by, group): figure_of(indicator, *(numbers[one] for one in part))
                for group, numbers in added.items()
            }
    return found


def _added(rows: Iterable[Any], place: int, keys: int) -> dict[Any, list[int]]:
    """The numbers of each group of the breakdown in this place, those of the others added up."""
    added: dict[Any, list[int]] = {}
    for row in rows:
        numbers = [int(value or 0) for value in row[keys:]]
        known = added.get(row[place])
        added[row[place]] = [sum(pair) for pair in zip(known, numbers, strict=True)] if known else numbers
    return added
