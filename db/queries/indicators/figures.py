"""Figures of indicators, structure by structure: those about the same people share one statement."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from db.queries.indicators.measures import MEASURES
from domain.access import Viewer
from domain.indicators.model import ByStructure, Figure, Indicator, Perimeter, Unit

_ALONE = 3  # columns that one indicator takes in the shared statement


def list_figures(
    session: Session, viewer: Viewer, perimeter: Perimeter, indicators: Iterable[Indicator]
) -> dict[Indicator, ByStructure]:
    """Each indicator by structure of the référent of today, on the people whom the viewer may list."""
    sharing = defaultdict(list)
    for indicator in indicators:
        sharing[MEASURES[indicator.code].population].append(indicator)
    found: dict[Indicator, ByStructure] = {}
    for population, measured in sharing.items():
        person = population(viewer, perimeter).c
        sums = [column for indicator in measured for column in _sums(person, indicator, perimeter)]
        rows = session.execute(select(*sums, person.structure_id).group_by(person.structure_id)).all()
        for rank, indicator in enumerate(measured):
            parts = slice(_ALONE * rank, _ALONE * (rank + 1))
            found[indicator] = {row.structure_id: _figure(indicator, *row[parts]) for row in rows}
    return found


def _sums(person: Any, indicator: Indicator, perimeter: Perimeter) -> list[ColumnElement[Any]]:
    """People within, people counted, sum of the values of those counted."""
    judged = MEASURES[indicator.code].judge(person, indicator, perimeter)
    is_counted = and_(judged.is_within, judged.is_counted)
    return [
        func.count(case((judged.is_within, 1))),
        func.count(case((is_counted, 1))),
        func.sum(case((is_counted, judged.value))),
    ]


def _figure(indicator: Indicator, within: int, counted: int, values: int | None) -> Figure:
    if indicator.unit is Unit.SHARE:
        return Figure(counted, within)
    return Figure(int(values or 0), counted, within - counted)
