"""Figures of several days about few people, read in one statement when the first of them is asked.

Pages never call this: `list_figures` finds there what db/queries/indicators/told.py asks next.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import Session

from db.engine import is_write
from db.queries.indicators.breakdowns import grouped, key_of
from db.queries.indicators.measures import MEASURES
from db.queries.indicators.sums import figure_of, sums_of
from domain.access import Viewer
from domain.indicators.model import Breakdown, ByGroup, Indicator, Perimeter

Question = tuple[Perimeter, Iterable[Indicator]]
_EXPECTED = "figures expected"
_BY = Breakdown.STRUCTURE


def expect(session: Session, thresholds: dict[str, int], questions: Iterable[Question]) -> None:
    """Those by structure that this session is about to be asked; inside a change, each is read as it is."""
    if is_write(session):
        return
    told = tuple(sorted(thresholds.items()))
    session.info[_EXPECTED] = [(replace(day, thresholds=told), tuple(some)) for day, some in questions]


def read_at_once(
    session: Session, viewer: Viewer, perimeter: Perimeter, indicators: tuple[Indicator, ...]
) -> dict[Indicator, ByGroup] | None:
    """Each of them by structure, if they were all expected; the first time, read with all the others."""
    expected = session.info.pop(_EXPECTED, None)
    if expected:
        session.info.update(_read(session, viewer, expected))
    keys = {one: _key(viewer, perimeter, one) for one in indicators}
    if not indicators or not all(key in session.info for key in keys.values()):
        return None
    return {one: session.info[key] for one, key in keys.items()}


def _key(viewer: Viewer, perimeter: Perimeter, indicator: Indicator) -> Any:
    return "figure", viewer, perimeter, indicator


def _read(session: Session, viewer: Viewer, questions: list[Question]) -> dict[Any, ByGroup]:
    """One part a population and day, numbers that another has not told as zeros."""
    parts: dict[Any, list[Indicator]] = defaultdict(list)
    for perimeter, indicators in questions:
        for one in indicators:
            parts[perimeter, MEASURES[one.code].population].append(one)
    asked = [(perimeter, people(viewer, perimeter), some) for (perimeter, people), some in parts.items()]
    sums = [[sums_of(people.c, one, day) for one in some] for day, people, some in asked]
    width = max(sum(map(len, of_part)) for of_part in sums)
    selects = (
        _part(rank, people, day, [column for some in of_part for column in some], width)
        for rank, ((day, people, _some), of_part) in enumerate(zip(asked, sums, strict=True))
    )
    found: dict[Any, ByGroup] = {_key(viewer, day, one): {} for day, _people, some in asked for one in some}
    for rank, key, *numbers in session.execute(union_all(*selects)):
        day, _people, some = asked[rank]
        told = iter(numbers)
        for one, columns in zip(some, sums[rank], strict=True):
            figure = figure_of(one, *(int(next(told) or 0) for _column in columns))
            found[_key(viewer, day, one)][key_of(_BY, key)] = figure
    return found


def _part(rank: int, people: Any, perimeter: Perimeter, columns: list[Any], width: int) -> Select[Any]:
    source, key = grouped(people, _BY, perimeter)
    padding = [literal(0)] * (width - len(columns))
    return select(literal(rank), key, *columns, *padding).select_from(source).group_by(key)
