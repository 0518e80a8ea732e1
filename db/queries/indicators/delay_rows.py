"""Delays from one event to the next in SQL: one row a start, then grouped so that no person leaves it."""

from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from db.models.indicators import PathLine
from db.queries.indicators.breakdowns import grouped, key_of
from db.queries.indicators.days import DaysBetween, MonthOf
from db.queries.indicators.events import each_day, first_day, own_day
from db.queries.indicators.populations import counted_stays, stay
from domain.access import Viewer
from domain.indicators.delays import BINS, DelayRow
from domain.indicators.model import Breakdown, Perimeter
from domain.indicators.pairs import Pair
from domain.indicators.told_delays import People, PeopleCount

_ROWS = -1  # among lines of people, those of delays
_OF_STAY = (
    stay.consortium_id,
    stay.support_period_id,
    stay.beneficiary_id,
    stay.structure_id,
    stay.exited_on,
)


def delays_of(viewer: Viewer, perimeter: Perimeter, pair: Pair) -> CTE:
    """One row a start: its stay, `started_on`, `ended_on` (null: still waiting), `days`, `is_reached`."""
    start = _starts(viewer, perimeter, pair)
    reference = literal(perimeter.reference_on)
    until = case((start.c.exited_on < reference, start.c.exited_on), else_=reference)

    def follows(day: Any) -> ColumnElement[bool]:
        first: Any = start.c.started_on
        return and_(day > first if pair.is_of_one_kind else day >= first)

    end = first_day(pair.end, start.c, follows, lambda day: day <= until)
    met = select(start, until.label("until"), end.label("ended_on")).cte("met")
    row = met.prefix_with("MATERIALIZED").c  # or each end is looked for again wherever it is named
    days = DaysBetween(row.started_on, func.coalesce(row.ended_on, row.until))
    return select(*row, days.label("days"), row.ended_on.is_not(None).label("is_reached")).cte("delay")


def read_rows(
    session: Session, viewer: Viewer, perimeter: Perimeter, pair: Pair, by: Breakdown = Breakdown.STRUCTURE
) -> list[DelayRow]:
    """Delays alike, counted: by days, month of the start and group."""
    source, delay, key = _by_group(viewer, perimeter, pair, by)
    found = session.execute(_alike(source, delay, key))
    return [_row(by, *row) for _rank, *row, _waiting in found]


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


def _alike(source: Any, delay: Any, key: Any) -> Select[Any]:
    alike = (delay.days, MonthOf(delay.started_on), key, delay.is_reached)
    told = (delay.days, alike[1], key, case((delay.is_reached, 1), else_=0), func.count(), literal(0))
    return select(literal(_ROWS), *told).select_from(source).group_by(*alike)


def _row(by: Breakdown, days: int, month: date, group: Any, is_reached: int, count: int) -> DelayRow:
    return DelayRow(days, bool(is_reached), month, key_of(by, group), count)


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


def _by_group(viewer: Viewer, perimeter: Perimeter, pair: Pair, by: Breakdown) -> tuple[Any, Any, Any]:
    """What to select from, its delays, and the key of the group."""
    delay = delays_of(viewer, perimeter, pair)
    if by is Breakdown.STRUCTURE:
        return delay, delay.c, delay.c.structure_id
    told = (delay.c.days, delay.c.is_reached, delay.c.started_on)
    lines = select(PathLine, *told).join(delay, _same_stay(PathLine, delay.c)).subquery("person")
    source, key = grouped(lines, by, perimeter)
    return source, lines.c, key


def _starts(viewer: Viewer, perimeter: Perimeter, pair: Pair) -> Any:
    """Each day of a start in the period, once a stay."""
    stays = counted_stays(viewer, perimeter).where(stay.entered_on <= perimeter.last_on)
    borne = own_day(pair.start, stay)
    if borne is not None:
        return _told(stays, borne, perimeter).subquery("start")
    if pair.start.is_once:
        first = _known(stays, first_day(pair.start, stay)).subquery("first")
        return select(first).where(*_within(first.c.started_on, first.c, perimeter)).subquery("start")
    parts = []
    for days in each_day(pair.start):
        event = days.subquery()
        parts.append(_told(stays.join(event, _same_stay(event.c, stay)), event.c.day, perimeter).distinct())
    return (union(*parts) if len(parts) > 1 else parts[0]).subquery("start")


def _same_stay(row: Any, other: Any) -> ColumnElement[bool]:
    return and_(row.consortium_id == other.consortium_id, row.support_period_id == other.support_period_id)


def _told(stays: Select[Any], day: Any, perimeter: Perimeter) -> Select[Any]:
    return _known(stays, day).where(*_within(day, stay, perimeter))


def _known(stays: Select[Any], day: Any) -> Select[Any]:
    return stays.with_only_columns(*_OF_STAY, day.label("started_on"), maintain_column_froms=True)


def _within(day: Any, stays: Any, perimeter: Perimeter) -> tuple[ColumnElement[bool], ...]:
    before_exit = or_(stays.exited_on.is_(None), day <= stays.exited_on)
    return day.between(perimeter.starts_on, perimeter.last_on), before_exit
