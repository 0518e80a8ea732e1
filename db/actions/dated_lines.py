"""Lines that tell past dates and periods, computed by the database from the lines of stays (ADR 13)."""

from collections.abc import Callable
from functools import partial
from operator import le
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, true, union_all

from db.models.base import table_of
from db.models.dated_lines import AttendanceLine, DelayLine, JobLine
from db.models.exchanges import Appointment, Review
from db.models.indicators import PathLine
from db.models.paths import JobCheck
from db.queries.indicators.days import DaysAfter
from db.queries.indicators.events import first_day, sources_of
from db.queries.job_dues import over_on
from domain.follow_up import AppointmentStatus
from domain.indicators.pairs import WRITTEN_PAIRS, Pair

IsTheirs = Callable[[Any], Any]
stay = PathLine


def attendance_lines(is_theirs: IsTheirs) -> Select[Any]:
    """The appointments of these people, over all their stays, beside each stay that stands for them later."""
    alike: dict[str, Any] = {
        "partition_by": (stay.beneficiary_id, Appointment.status),
        "order_by": (Appointment.takes_place_on, Appointment.id),
    }
    due = (
        select(
            stay.consortium_id,
            stay.beneficiary_id,
            Appointment.id.label("appointment_id"),
            Appointment.takes_place_on,
            Appointment.status,
            func.lead(Appointment.takes_place_on).over(**alike).label("next_on"),
        )
        .join(Appointment, _of_stay(Appointment))
        .where(is_theirs(stay), Appointment.status != AppointmentStatus.PLANNED)
        .subquery("due")
    )
    told = due.c
    is_hers = and_(stay.consortium_id == told.consortium_id, stay.beneficiary_id == told.beneficiary_id)
    stands_later = or_(stay.next_entered_on.is_(None), stay.next_entered_on > told.takes_place_on)
    columns = _columns(AttendanceLine, dict(told.items()))
    return select(*columns).select_from(due).join(stay, is_hers).where(stands_later)


def review_lapses(is_theirs: IsTheirs) -> Select[Any]:
    """Between a review, or the entry before any, and the next one: the days past the rhythm, if any."""
    kinds: list[tuple[Any, Any]] = [
        (Review.held_on, true()),
        (Appointment.takes_place_on, Appointment.counts_as_review),
    ]
    reviews = [
        select(*_LAPSED, day.label("day")).join(day.class_, and_(_of_stay(day.class_), is_review))
        for day, is_review in kinds
    ]
    is_reviewed_before = [
        select(day.class_.id).where(_of_stay(day.class_), is_review, day <= stay.entered_on).exists()
        for day, is_review in kinds
    ]
    entry = select(*_LAPSED, stay.entered_on.label("day")).where(~or_(*is_reviewed_before))
    days = union_all(*(part.where(is_theirs(stay)) for part in (*reviews, entry))).subquery("days").c
    following = func.lead(days.day).over(partition_by=days.support_period_id, order_by=days.day)
    key = (days.consortium_id, days.beneficiary_id, days.support_period_id)
    lapses = select(
        *key, DaysAfter(days.day, days.rhythm_days + 1).label("from_on"), following.label("until_on")
    ).subquery("lapse")
    return select(lapses).where(lapses.c.from_on < lapses.c.until_on)


def delay_lines(is_theirs: IsTheirs) -> Any:
    """The starts of these delays in the stays of these people, each once, with the end that follows."""
    return union_all(*(part for pair in WRITTEN_PAIRS for part in _delays(pair, is_theirs)))


def _delays(pair: Pair, is_theirs: IsTheirs) -> list[Select[Any]]:
    parts = []
    for row, day, counts in sources_of(pair.start):
        started_on = day(row)
        ended_on = first_day(pair.end, stay, partial(le, started_on))
        told = {"pair": literal(pair.code), "started_on": started_on, "ended_on": ended_on}
        is_before_exit = or_(stay.exited_on.is_(None), started_on <= stay.exited_on)
        starts = select(*_columns(DelayLine, told)).join_from(stay, row, _of_stay(row)).distinct()
        parts.append(starts.where(is_theirs(stay), started_on.is_not(None), is_before_exit, *counts(row)))
    return parts


def job_lines(is_theirs: IsTheirs) -> Select[Any]:
    """The contacts of these people, over all their stays."""
    following: dict[str, Any] = {
        "partition_by": (stay.beneficiary_id, JobCheck.months),
        "order_by": (JobCheck.due_on, JobCheck.id),
    }
    told = {
        "job_check_id": JobCheck.id,
        **{name: getattr(JobCheck, name) for name in ("months", "due_on", "made_on", "is_in_job")},
        "over_on": over_on(JobCheck),
        "next_on": func.lead(JobCheck.due_on).over(**following),
    }
    return (
        select(*_columns(JobLine, told)).join_from(stay, JobCheck, _of_stay(JobCheck)).where(is_theirs(stay))
    )


def _columns(line: Any, told: dict[str, Any]) -> list[Any]:
    """Those of this table, in its order: told here, or as on the line of the stay."""
    known = {**dict(table_of(stay).c.items()), **told}
    return [known[column.key] for column in table_of(line).c]


_LAPSED = (stay.consortium_id, stay.beneficiary_id, stay.support_period_id, stay.rhythm_days)


def _of_stay(table: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == stay.consortium_id, table.support_period_id == stay.support_period_id)
