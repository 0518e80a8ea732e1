"""The one gate: every aggregate passes here before it reaches a page, and statistical secrecy with it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from db.queries.indicators.figures import list_figures
from db.queries.indicators.kept import kept
from db.queries.settings import get_thresholds
from domain.access import Viewer
from domain.caseload import CaseloadFilters
from domain.indicators.access import filters_asked, is_entitled, least_people, whole_months
from domain.indicators.model import Breakdown, ByGroup, Figure, Indicator, Perimeter, total
from domain.indicators.told import Told
from domain.secrecy import Medium, protect, protect_parts

TOLD_OUTSIDE = frozenset(Breakdown) - {Breakdown.REFERENT, Breakdown.COMMUNE}  # colleagues; too few people
_BY = Breakdown.STRUCTURE


def tell_figures(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: Iterable[Indicator],
    *,
    medium: Medium = Medium.SCREEN,
    by: Breakdown = _BY,
) -> dict[Indicator, Told]:
    """Each indicator and its breakdown, as this viewer may be told them there, in the order asked."""
    wanted = tuple(indicators)
    return kept(
        session,
        viewer,
        ("figures", perimeter, wanted, medium, by),
        lambda: _tell(session, viewer, perimeter, wanted, medium, by),
    )


def _tell(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: tuple[Indicator, ...],
    medium: Medium,
    by: Breakdown,
) -> dict[Indicator, Told]:
    thresholds = get_thresholds(session, viewer)
    asked = replace(perimeter, thresholds=tuple(sorted(thresholds.items())))
    least = least_people(perimeter.scope, medium, thresholds)
    hers = [one for one in indicators if is_entitled(viewer, perimeter.scope, one)]
    others = [one for one in indicators if one not in hers]
    found = {}
    for one, (whole, cells) in _read(session, viewer, asked, hers, by).items():
        is_raw = medium is Medium.SCREEN
        found[one] = Told(whole, dict(cells)) if is_raw else _protected(one, whole, cells, least, by)
    found |= _tell_outside(session, viewer, asked, others, least, by)
    return {one: found[one] for one in indicators}


def _tell_outside(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: list[Indicator],
    least: int,
    by: Breakdown,
) -> dict[Indicator, Told]:
    """To who has no list: whole months, and a filter is the cell of the whole breakdown it belongs to."""
    filters = filters_asked(perimeter)
    if len(filters) > 1 or any(one not in TOLD_OUTSIDE for one, _value in filters):
        return {one: Told(None, least=least, is_refused=True) for one in indicators}
    filtered_by, value = filters[0] if filters else (by, None)
    if filtered_by not in TOLD_OUTSIDE:
        return {one: Told(None, least=least) for one in indicators}
    everybody = replace(whole_months(perimeter), people=CaseloadFilters(), seniorities=())
    told = {
        one: _protected(one, whole, cells, least, filtered_by)
        for one, (whole, cells) in _read(session, viewer, everybody, indicators, filtered_by).items()
    }
    if not filters:
        return told
    return {one: Told(found.by_group.get(value, Figure()), least=least) for one, found in told.items()}


def _read(
    session: Session, viewer: Viewer, perimeter: Perimeter, indicators: list[Indicator], by: Breakdown
) -> dict[Indicator, tuple[Figure, ByGroup]]:
    """The figure of everybody and of each group; publics overlap, so that they do not add up to it."""
    if not indicators:
        return {}
    cells = list_figures(session, viewer, perimeter, indicators, by)
    apart = list_figures(session, viewer, perimeter, indicators) if by is Breakdown.PUBLIC else cells
    return {one: (total(apart[one].values()), cells[one]) for one in indicators}


def _protected(
    indicator: Indicator, whole: Figure, cells: Mapping[Any, Figure], least: int, by: Breakdown
) -> Told:
    if by is Breakdown.PUBLIC:
        parts = {key: protect_parts(cell, whole, indicator.unit, least) for key, cell in cells.items()}
        return Told(protect({None: whole}, indicator.unit, least).total, parts, least)
    found = protect(cells, indicator.unit, least)
    return Told(found.total, found.cells, least)
