"""Where delays start: each event of the period, once a stay."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_

from db.models.dated_lines import DelayLine
from db.queries.indicators.alert_counts import counts_everybody
from db.queries.indicators.days import Unsearched
from db.queries.indicators.events import each_day, first_day, known_end, own_day
from db.queries.indicators.populations import counted_stays, stay
from db.queries.scopes import visible_delays
from domain.access import Role, Viewer
from domain.indicators.model import Breakdown, Perimeter
from domain.indicators.pairs import WRITTEN_PAIRS, Pair

_OF_STAY = (
    stay.consortium_id,
    stay.support_period_id,
    stay.beneficiary_id,
    stay.structure_id,
    stay.exited_on,
)


def starts(viewer: Viewer, perimeter: Perimeter, pair: Pair) -> Any:
    """Its stay, `started_on`, and `known_on` when its line tells the first end: always, or if `is_known`."""
    if pair in WRITTEN_PAIRS:
        return _written(viewer, perimeter, pair).subquery("start")
    stays = counted_stays(viewer, perimeter)
    day: Any = own_day(pair.start, stay)
    if day is not None:
        return _told(stays, day, pair).where(*_within(day, stay, perimeter)).subquery("start")
    entered_on: Any = Unsearched(stay.entered_on)
    stays = stays.where(entered_on <= perimeter.last_on)
    if pair.start.is_once:
        stays = stays.where(or_(stay.exited_on.is_(None), stay.exited_on >= perimeter.starts_on))
        first = _told(stays, first_day(pair.start, stay), pair).cte("first").prefix_with("MATERIALIZED")
        return first.select().where(*_within(first.c.started_on, first.c, perimeter)).subquery("start")
    event = _events(viewer, perimeter, stays, pair).subquery("event").c
    of_stay = and_(  # from the events to their stays, never the other way
        event.consortium_id == stay.consortium_id,
        Unsearched(event.support_period_id) == stay.support_period_id,
    )
    found = _told(stays.join(event.day.table, of_stay), event.day, pair)
    return found.where(*_within(event.day, stay, perimeter)).subquery("start")


def _written(viewer: Viewer, perimeter: Perimeter, pair: Pair) -> Select[Any]:
    """From the lines of this pair alone, unless filters ask who people are."""
    line, entered_on = DelayLine, Unsearched(DelayLine.entered_on)
    told = (getattr(line, column.key) for column in (*_OF_STAY, line.started_on))
    if counts_everybody(viewer, perimeter, (Breakdown.STRUCTURE,)):
        asked = perimeter.people.structure_id
        found = visible_delays(viewer, perimeter.scope)
        found = found.where(line.structure_id == asked) if asked else found
    else:
        same = and_(line.beneficiary_id == stay.beneficiary_id, same_stay(line, stay))
        found = counted_stays(viewer, perimeter).join(line, same)
    return found.with_only_columns(*told, line.ended_on.label("known_on"), maintain_column_froms=True).where(
        line.pair == pair.code,
        line.started_on.between(perimeter.starts_on, perimeter.last_on),
        entered_on <= perimeter.last_on,
    )


def same_stay(row: Any, other: Any) -> ColumnElement[bool]:
    """True for two rows of one stay."""
    return and_(row.consortium_id == other.consortium_id, row.support_period_id == other.support_period_id)


def _events(viewer: Viewer, perimeter: Perimeter, stays: Select[Any], pair: Pair) -> Any:
    """Those of the period: of everybody, or of her few people only."""
    hers = stays.with_only_columns(stay.support_period_id)
    is_wide = viewer.has(Role.COORDINATOR, Role.STEERING)
    return each_day(
        pair.start,
        lambda row, _day: row.consortium_id == viewer.consortium_id,
        lambda _row, day: day.between(perimeter.starts_on, perimeter.last_on),
        *([] if is_wide else [lambda row, _day: row.support_period_id.in_(hers)]),
    )


def _told(stays: Select[Any], day: Any, pair: Pair) -> Select[Any]:
    told = [*_OF_STAY, day.label("started_on")]
    known = known_end(pair.start, pair.end, stay, day)
    if known:
        told.append(known[1].label("known_on"))
        told += [] if known[0] is None else [known[0].label("is_known")]
    return stays.with_only_columns(*told, maintain_column_froms=True)


def _within(day: Any, stays: Any, perimeter: Perimeter) -> tuple[ColumnElement[bool], ...]:
    before_exit = or_(stays.exited_on.is_(None), day <= stays.exited_on)
    return day.between(perimeter.starts_on, perimeter.last_on), before_exit
