"""Delays from one event to the next in SQL: one row a start, then grouped so that no person leaves it."""

from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Null,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from db.models.indicators import PathLine
from db.queries.indicators.breakdowns import grouped, key_of
from db.queries.indicators.days import DaysBetween, MonthOf
from db.queries.indicators.delay_starts import same_stay, starts
from db.queries.indicators.events import first_day
from domain.access import Viewer
from domain.indicators.delays import BINS, DelayRow
from domain.indicators.model import Breakdown, Perimeter
from domain.indicators.pairs import Pair
from domain.indicators.told_delays import People, PeopleCount

_WITHIN, _BETWEEN = " ", ","
_ROWS = -1  # among lines of people, those of delays


def delays_of(viewer: Viewer, perimeter: Perimeter, pair: Pair) -> CTE:
    """One row a start: its stay, `started_on`, `ended_on` (null: still waiting), `days`, `is_reached`."""
    start = starts(viewer, perimeter, pair)
    reference = literal(perimeter.reference_on)
    until = case((start.c.exited_on < reference, start.c.exited_on), else_=reference)
    end = _end(start.c, pair, until)
    met = select(start, until.label("until"), end.label("ended_on")).cte("met")
    if not _is_told(start.c):  # or each end is looked for again wherever it is named
        met = met.prefix_with("MATERIALIZED")
    row = met.c
    days = DaysBetween(row.started_on, func.coalesce(row.ended_on, row.until))
    return select(*row, days.label("days"), row.ended_on.is_not(None).label("is_reached")).cte("delay")


def _end(start: Any, pair: Pair, until: Any) -> ColumnElement[Any]:
    """The first end that follows; looked for in its own table unless the line of the stay tells it."""

    def follows(day: Any) -> ColumnElement[bool]:
        return and_(day > start.started_on if pair.is_of_one_kind else day >= start.started_on)

    known = case((start.known_on <= until, start.known_on)) if "known_on" in start else None
    if known is not None and _is_told(start):
        return known
    found: ColumnElement[Any] = first_day(pair.end, start, follows, lambda day: day <= until)
    return found if known is None else case((start.is_known, known), else_=found)


def _is_told(start: Any) -> bool:
    """True when the line of the stay tells every end."""
    return "known_on" in start and "is_known" not in start


def read_rows(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    pair: Pair,
    by: Breakdown | None = Breakdown.STRUCTURE,
) -> list[DelayRow]:
    """Delays alike, counted: by days, month of the start and group (None: all groups together)."""
    source, delay, key = _by_group(viewer, perimeter, pair, by)
    return [row for line in session.execute(_in_lines(source, delay, key)) for row in _told(by, *line)]


def read_rows_and_people(
    session: Session, viewer: Viewer, perimeter: Perimeter, pair: Pair, by: Breakdown = Breakdown.STRUCTURE
) -> tuple[list[DelayRow], People]:
    """The same, and how many people are behind: in all, by bin, by month, by group."""
    source, delay, key = _by_group(viewer, perimeter, pair, by)
    keys = (_bin(delay.days), MonthOf(delay.started_on), key)
    people = [_people(delay, keys, rank).select_from(source) for rank in (None, *range(len(keys)))]
    rows: list[DelayRow] = []
    told: dict[int, dict[Any, PeopleCount]] = {rank: {} for rank in range(len(people))}
    for rank, *row in session.execute(union_all(_alike(source, delay, key), *people)):
        if rank == _ROWS:
            rows.append(_row(by, *row[:-1]))
        else:
            told[rank][row[rank] if rank < len(keys) else None] = PeopleCount(*row[len(keys) :])
    by_bin, by_month, by_group, whole = told.values()
    groups = {key_of(by, group): count for group, count in by_group.items()}
    return rows, People(whole[None], by_bin, by_month, groups)


def _in_lines(source: Any, delay: Any, key: Any) -> Select[Any]:
    """The same as `_alike`, a line a month and group: lines cost more than reading them."""
    alike = _alike(source, delay, key).subquery("alike").c
    days, is_reached, count = (cast(one, String) for one in (alike.days, alike.is_reached, alike.count))
    text = func.aggregate_strings(days + _WITHIN + is_reached + _WITHIN + count, _BETWEEN)
    return select(alike.month, alike.key, text).group_by(alike.month, alike.key)


def _told(by: Breakdown | None, month: date, group: Any, text: str) -> list[DelayRow]:
    key = group if by is None else key_of(by, group)
    told = (map(int, one.split(_WITHIN)) for one in text.split(_BETWEEN))
    return [DelayRow(days, is_reached == 1, month, key, count) for days, is_reached, count in told]


def _alike(source: Any, delay: Any, key: Any) -> Select[Any]:
    month = MonthOf(delay.started_on)
    alike = [one for one in (delay.days, month, key, delay.is_reached) if not isinstance(one, Null)]
    told = {
        "rank": literal(_ROWS),
        "days": delay.days,
        "month": month,
        "key": key,
        "is_reached": case((delay.is_reached, 1), else_=0),
        "count": func.count(),
        "waiting": literal(0),
    }
    return select(*(value.label(name) for name, value in told.items())).select_from(source).group_by(*alike)


def _row(by: Breakdown | None, days: int, month: date, group: Any, is_reached: int, count: int) -> DelayRow:
    return DelayRow(days, bool(is_reached), month, group if by is None else key_of(by, group), count)


def _people(delay: Any, keys: tuple[Any, ...], rank: int | None) -> Select[Any]:
    """People by one of these keys, by none of them for everybody."""
    someone = delay.beneficiary_id
    told = select(
        literal(len(keys) if rank is None else rank),
        *(one if place == rank else cast(null(), one.type) for place, one in enumerate(keys)),
        func.count(someone.distinct()),
        func.count(case((delay.is_reached, someone)).distinct()),
        func.count(case((~delay.is_reached, someone)).distinct()),
    )
    return told if rank is None else told.group_by(keys[rank])


def _bin(days: Any) -> ColumnElement[int]:
    """The first day of the bar in which these days fall."""
    return case(
        *((days <= one.last, one.first) for one in BINS if one.last is not None), else_=BINS[-1].first
    )


def _by_group(viewer: Viewer, perimeter: Perimeter, pair: Pair, by: Breakdown | None) -> tuple[Any, Any, Any]:
    """What to select from, its delays, and the key of the group."""
    delay = delays_of(viewer, perimeter, pair)
    if by is None:
        return delay, delay.c, null()
    if by is Breakdown.STRUCTURE:
        return delay, delay.c, delay.c.structure_id
    told = (delay.c.days, delay.c.is_reached, delay.c.started_on)
    lines = select(PathLine, *told).join(delay, same_stay(PathLine, delay.c)).subquery("person")
    source, key = grouped(lines, by, perimeter)
    return source, lines.c, key
