"""The one gate: every aggregate passes here before it reaches a page, and statistical secrecy with it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from db.queries.indicators.figures import list_figures
from db.queries.indicators.kept import kept, thresholds_in_force
from domain.access import Viewer
from domain.caseload import CaseloadFilters
from domain.indicators.access import filters_asked, is_entitled, least_people, whole_quarter, whom_she_knows
from domain.indicators.diagnoses import DELAY, FIRST_DAYS, IN_30_DAYS
from domain.indicators.exits import DYNAMIC_EXITS
from domain.indicators.model import Breakdown, ByGroup, Figure, Indicator, Perimeter, Scope, Unit, total
from domain.indicators.team import ENTRIES, EXITS
from domain.indicators.told import Told
from domain.people import PUBLICS_BY_AGE
from domain.secrecy import Medium, may_tell_rest, protect, protect_parts

TOLD_OUTSIDE = frozenset(Breakdown) - {Breakdown.REFERENT, Breakdown.COMMUNE}  # colleagues; too few people
FLOWS = (ENTRIES, EXITS)
OF_FLOWS = (*FLOWS, IN_30_DAYS, DELAY, DYNAMIC_EXITS)  # each tells how many people came, or left
_DATED = (Breakdown.AGE, Breakdown.SENIORITY)  # groups at the reference date
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
    thresholds = thresholds_in_force(session, viewer)
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
    """To who has no list: whole quarters, and a filter is the cell of the whole breakdown it belongs to."""
    filters = filters_asked(perimeter)
    if len(filters) > 1 or any(one not in TOLD_OUTSIDE for one, _value in filters):
        return {one: Told(None, least=least, is_refused=True) for one in indicators}
    filtered_by, value = filters[0] if filters else (by, None)
    if filtered_by not in TOLD_OUTSIDE:
        return {one: Told(None, least=least) for one in indicators}
    everybody = replace(whole_quarter(perimeter, viewer.today), people=CaseloadFilters(), seniorities=())
    untold = {
        one: Told(None, least=least) for one in indicators if _is_early(one, viewer, everybody, filtered_by)
    }
    asked = [one for one in indicators if one not in untold]
    together = list(dict.fromkeys([*asked, *(FLOWS if set(OF_FLOWS) & set(asked) else ())]))
    read = _read_settled(session, viewer, everybody, together, filtered_by)
    told = {one: _protected(one, *figures, least, filtered_by) for one, figures in read.items()}
    if known_to := whom_she_knows(viewer, perimeter.scope):
        listed = replace(everybody, scope=Scope.LISTED)
        hers = _read_settled(session, known_to, listed, together, filtered_by)
        told = {one: _beside_hers(one, told[one], hers[one], read[one], filtered_by) for one in together}
    told |= _flows_alike(told)
    if filters:
        return untold | {one: Told(told[one].of(value), least=least) for one in asked}
    return untold | {one: told[one] for one in asked}


def asked_of(
    viewer: Viewer, perimeter: Perimeter, indicators: Iterable[Indicator]
) -> list[tuple[Perimeter, list[Indicator]]]:
    """What `tell_figures` reads to tell these flows of a whole quarter without filters."""
    asked = list(indicators)
    if all(is_entitled(viewer, perimeter.scope, one) for one in asked):
        return [(perimeter, asked)]
    together = [*dict.fromkeys((*asked, *FLOWS))]
    return [(perimeter, [one for one in together if one != IN_30_DAYS]), (_settled(perimeter), [IN_30_DAYS])]


def _is_early(indicator: Indicator, viewer: Viewer, quarter: Perimeter, by: Breakdown) -> bool:
    """Not told yet, or not of these groups: each day that comes would tell somebody by subtraction."""
    is_settled = _settled(quarter).reference_on <= viewer.today and by not in _DATED
    return indicator.is_of_today or (indicator == IN_30_DAYS and not is_settled)


def _settled(quarter: Perimeter) -> Perimeter:
    """Read later: everybody who came in the quarter is then among those whose first diagnosis was due."""
    return replace(quarter, reference_on=quarter.reference_on + timedelta(days=FIRST_DAYS))


def _flows_alike(told: Mapping[Indicator, Told]) -> dict[Indicator, Told]:
    """Entries and exits are told together or not at all: two dates of the file active give the other one.

    So is every figure that tells how many people they are.
    """
    flows = [told[one] for one in FLOWS if one in told]
    keys = {key for one in flows for key in one.by_group}
    hidden = {key for key in keys if any(one.of(key) is None for one in flows)}
    is_hidden = any(one.is_hidden for one in flows)
    return {
        one: replace(
            told[one],
            figure=None if is_hidden else told[one].figure,
            by_group={key: None if key in hidden else figure for key, figure in told[one].by_group.items()}
            | dict.fromkeys(hidden),
        )
        for one in OF_FLOWS
        if one in told
    }


def _beside_hers(
    indicator: Indicator,
    told: Told,
    hers: tuple[Figure, ByGroup],
    read: tuple[Figure, ByGroup],
    by: Breakdown,
) -> Told:
    """A professional knows her own people: what is left of her structure without them must not be few."""

    def kept_back(figure: Figure | None, mine: Figure, whole: Figure) -> Figure | None:
        of_others = indicator.unit is Unit.RATIO and mine.people == whole.people and mine != whole
        is_told = not of_others and may_tell_rest(mine, whole, indicator.unit, told.least)
        return figure if is_told else None

    cells = {
        key: kept_back(figure, hers[1].get(key, Figure()), read[1].get(key, Figure()))
        for key, figure in told.by_group.items()
    }
    if by is not Breakdown.PUBLIC and cells != told.by_group:  # the total and the others would give it back
        cells = dict.fromkeys(cells)
    return replace(
        told, figure=kept_back(told.figure, *(whole for whole, _cells in (hers, read))), by_group=cells
    )


def _read_settled(
    session: Session, viewer: Viewer, quarter: Perimeter, indicators: list[Indicator], by: Breakdown
) -> dict[Indicator, tuple[Figure, ByGroup]]:
    late = [one for one in indicators if one == IN_30_DAYS]
    rest = [one for one in indicators if one not in late]
    read = _read(session, viewer, quarter, rest, by)
    return read | _read(session, viewer, _settled(quarter), late, by)


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
        parts |= dict.fromkeys(PUBLICS_BY_AGE)  # ages are told beside, and some of them hidden
        return Told(protect({None: whole}, indicator.unit, least).total, parts, least)
    found = protect(cells, indicator.unit, least)
    return Told(found.total, found.cells, least)
