"""Entries and exits month by month, under statistical secrecy."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from db.models.indicators import PathLine
from db.queries.indicators.days import MonthOf
from db.queries.indicators.kept import kept, thresholds_in_force
from db.queries.indicators.populations import counted_stays
from domain.access import Viewer
from domain.indicators.access import is_entitled, least_people, may_tell_bare, whole_quarter
from domain.indicators.groups import months_of
from domain.indicators.model import Figure, Indicator, Perimeter
from domain.indicators.team import ENTRIES, EXITS
from domain.indicators.told import Told
from domain.secrecy import Medium, protect_counts

_DAYS = {
    ENTRIES: (PathLine.entered_on, PathLine.next_entered_on),
    EXITS: (PathLine.exited_on, PathLine.next_exited_on),
}


def tell_monthly_flows(
    session: Session, viewer: Viewer, perimeter: Perimeter, medium: Medium = Medium.SCREEN
) -> dict[Indicator, Told]:
    """ENTRIES and EXITS by month (its first day) of the period, empty ones included.

    A person who comes twice in a month counts once there. Under secrecy, who comes twice in the period counts
    once, for the last time, as on the tile: the difference would tell who came back. Without lists, months
    are told of the whole consortium only: those of a smaller circle, beside its figures, would tell somebody.
    """
    asked = ("flows", perimeter, medium)
    return kept(session, viewer, asked, lambda: _tell(session, viewer, perimeter, medium))


def _tell(session: Session, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> dict[Indicator, Told]:
    is_hers = is_entitled(viewer, perimeter.scope, ENTRIES)
    least = least_people(perimeter.scope, medium, thresholds_in_force(session, viewer))
    if not is_hers and not may_tell_bare(viewer, perimeter):
        return {one: Told(None, least=least, is_refused=True) for one in _DAYS}
    asked = perimeter if is_hers else whole_quarter(perimeter, viewer.today)
    is_raw = is_hers and medium is Medium.SCREEN
    counts = _count(session, viewer, asked, is_raw=is_raw)
    if is_raw:
        return {one: _told(by_month, 0) for one, by_month in counts.items()}
    told = {one: _told(by_month, least) for one, by_month in counts.items()}
    if any(one.is_hidden for one in told.values()):  # two dates of the file active give the other one
        return {
            one: replace(of, figure=None, by_group=dict.fromkeys(of.by_group)) for one, of in told.items()
        }
    return told


def _count(
    session: Session, viewer: Viewer, perimeter: Perimeter, *, is_raw: bool
) -> dict[Indicator, dict[date, int]]:
    by_code = {one.code: one for one in _DAYS}
    counts = {one: dict.fromkeys(months_of(perimeter), 0) for one in _DAYS}
    asked = (_by_month(viewer, perimeter, one.code, *days, is_raw=is_raw) for one, days in _DAYS.items())
    for code, month, people in session.execute(union_all(*asked)):
        counts[by_code[code]][month] = people
    return counts


def _by_month(
    viewer: Viewer, perimeter: Perimeter, code: str, day: Any, next_day: Any, *, is_raw: bool
) -> Select[Any]:
    month = MonthOf(day)
    is_last = or_(next_day.is_(None), next_day > perimeter.last_on)
    is_counted = or_(is_last, MonthOf(next_day) != month) if is_raw else is_last
    stays = counted_stays(viewer, perimeter).where(
        day.between(perimeter.starts_on, perimeter.last_on), is_counted
    )
    people = stays.with_only_columns(month.label("month")).subquery()
    counted = select(literal(code).label("code"), people.c.month, func.count())
    return counted.group_by(people.c.month)


def _told(counts: dict[date, int], least: int) -> Told:
    told = protect_counts(counts, least)
    by_month = {month: None if people is None else Figure(people, people) for month, people in told.items()}
    whole = sum(counts.values())
    if 0 < whole < least:
        return Told(None, dict.fromkeys(by_month), least)
    return Told(Figure(whole, whole), by_month, least)
