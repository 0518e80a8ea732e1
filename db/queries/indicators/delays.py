"""The one gate of delays: what each viewer is told of a pair, and the people behind each figure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from db.engine import read_together
from db.queries.indicators.delay_rows import read_rows, read_rows_and_people
from db.queries.indicators.kept import kept, read_once, thresholds_in_force
from db.queries.indicators.told import TOLD_OUTSIDE, tell_figures
from domain.access import Viewer
from domain.caseload import CaseloadFilters
from domain.indicators.access import (
    filters_asked,
    is_entitled,
    least_people,
    whole_quarter,
    whom_she_knows,
)
from domain.indicators.delay_lists import indicator_of
from domain.indicators.delays import DelayRow, Delays
from domain.indicators.events import ENTRY
from domain.indicators.model import Breakdown, Perimeter, Scope
from domain.indicators.pairs import Pair
from domain.indicators.team import ENTRIES
from domain.indicators.told_delays import (
    NOTHING_TOLD,
    People,
    PeopleCount,
    Summary,
    ToldDelays,
    may_tell_others,
    tell_alone,
    tell_groups,
    tell_part,
    tell_protected,
    tell_raw,
    without_counts,
)
from domain.secrecy import Medium
from domain.thresholds import target_code


def tell_delays(
    session: Session, viewer: Viewer, perimeter: Perimeter, pair: Pair, *, medium: Medium = Medium.SCREEN
) -> ToldDelays:
    """The delays of this pair as she may be told them there, with its target if the consortium set one."""
    by = Breakdown.STRUCTURE
    return _tell_with_entries(session, viewer, perimeter, (pair,), medium, by)[pair]


def tell_pairs(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    pairs: Sequence[Pair],
    *,
    medium: Medium = Medium.SCREEN,
) -> dict[Pair, ToldDelays]:
    """The same for several pairs: a statement each, one more when the entries that they count may hide.

    Not by structure, which reads four times as many lines, but where secrecy needs it.
    """
    return _tell_with_entries(session, viewer, perimeter, pairs, medium, None)


def tell_medians(
    session: Session, viewer: Viewer, perimeter: Perimeter, pairs: Sequence[Pair], *, medium: Medium
) -> dict[Pair, ToldDelays]:
    """The delays of several pairs, without how many people are behind them: a statement each."""
    told = _read(session, viewer, perimeter, pairs, medium, None)
    return {pair: without_counts(one) for pair, one in told.items()}


def _tell_with_entries(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    pairs: Sequence[Pair],
    medium: Medium,
    by: Breakdown | None,
) -> dict[Pair, ToldDelays]:
    return {
        pair: one if _tells_entries(session, viewer, perimeter, pair) else without_counts(one)
        for pair, one in _read(session, viewer, perimeter, pairs, medium, by).items()
    }


def _read(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    pairs: Sequence[Pair],
    medium: Medium,
    by: Breakdown | None,
) -> dict[Pair, ToldDelays]:
    def tell(pair: Pair, own: Session) -> ToldDelays:
        asked = ("delays", perimeter, medium, by, pair.code)
        return kept(own, viewer, asked, partial(_tell, own, viewer, perimeter, pair, medium, by))

    if len(pairs) > 1:
        read_once(session, viewer)
    told = read_together(session, viewer, [partial(tell, pair) for pair in pairs])
    return dict(zip(pairs, told, strict=True))


def _tell(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    pair: Pair,
    medium: Medium,
    by: Breakdown | None,
) -> ToldDelays:
    thresholds = thresholds_in_force(session, viewer)
    target = thresholds.get(target_code(pair.code))
    least = least_people(perimeter.scope, medium, thresholds)
    if not is_entitled(viewer, perimeter.scope, indicator_of(pair)):
        return _tell_outside(session, viewer, perimeter, pair, least, target)
    if medium is Medium.SCREEN:
        told = tell_raw(Delays(read_rows(session, viewer, perimeter, pair, by)), target)
        return told if by else replace(told, by_structure={})
    rows, people = read_rows_and_people(session, viewer, perimeter, pair)
    return tell_protected(Delays(rows), people, target, least)


def _tells_entries(session: Session, viewer: Viewer, perimeter: Perimeter, pair: Pair) -> bool:
    """Delays that start with the entry count the entries: told when these are."""
    if pair.start != ENTRY or is_entitled(viewer, perimeter.scope, indicator_of(pair)):
        return True
    return not tell_figures(session, viewer, perimeter, [ENTRIES])[ENTRIES].is_hidden


def _tell_outside(
    session: Session, viewer: Viewer, perimeter: Perimeter, pair: Pair, least: int, target: int | None
) -> ToldDelays:
    """To who has no list: whole months, and a filter is the cell of the whole breakdown it belongs to."""
    filters = filters_asked(perimeter)
    if len(filters) > 1 or any(one not in TOLD_OUTSIDE for one, _value in filters):
        return ToldDelays(NOTHING_TOLD, target, least=least, is_refused=True)
    everybody = replace(whole_quarter(perimeter, viewer.today), people=CaseloadFilters(), seniorities=())
    known_to = whom_she_knows(viewer, perimeter.scope)
    if known_to:
        hers = partial(read_rows_and_people, session, known_to, replace(everybody, scope=Scope.LISTED), pair)
        return _tell_beside(hers, session, viewer, everybody, pair, least, target, is_refused=bool(filters))
    if not filters:
        rows, people = read_rows_and_people(session, viewer, everybody, pair)
        return tell_protected(Delays(rows), people, target, least)
    by, value = filters[0]
    cells, people = read_rows_and_people(session, viewer, everybody, pair, by)
    if by is Breakdown.PUBLIC:
        whole = Delays(read_rows(session, viewer, everybody, pair))
        told = _tell_public(cells, people, whole, value, target, least)
    else:
        told = _tell_cell(cells, people, value, target, least)
    return ToldDelays(told, target, least=least)


def _tell_beside(
    hers: Callable[[], tuple[list[DelayRow], People]],
    session: Session,
    viewer: Viewer,
    everybody: Perimeter,
    pair: Pair,
    least: int,
    target: int | None,
    *,
    is_refused: bool,
) -> ToldDelays:
    """A professional knows her own people: delays of a wider circle are told all together, or not."""
    if is_refused:
        return ToldDelays(NOTHING_TOLD, target, least=least, is_refused=True)
    rows, people = read_rows_and_people(session, viewer, everybody, pair)
    _rows, own = hers()
    if not may_tell_others(own.whole, people.whole, least):
        return ToldDelays(NOTHING_TOLD, target, least=least)
    return ToldDelays(tell_alone(Delays(rows), people.whole, target, least), target, least=least)


def _tell_cell(cells: list[DelayRow], people: People, value: Any, target: int | None, least: int) -> Summary:
    told = tell_groups(Delays(cells).by_structure(), people.by_group, target, least)
    return NOTHING_TOLD if told is None else told.get(value, Summary())


def _tell_public(
    cells: list[DelayRow], people: People, whole: Delays, value: Any, target: int | None, least: int
) -> Summary:
    """Publics overlap: one of them is told beside everybody."""
    part = Delays(cells).by_structure().get(value, Delays([]))
    count = people.by_group.get(value, PeopleCount())
    return tell_part((part, count), (whole, people.whole), target, least)
