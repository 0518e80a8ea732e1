"""Lines that tell past dates and periods, computed by the database from the lines of stays (ADR 13)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, union_all

from db.models.base import table_of
from db.models.dated_lines import AttendanceLine
from db.models.exchanges import Appointment, Review
from db.models.indicators import PathLine
from db.queries.indicators.days import DaysAfter
from domain.follow_up import AppointmentStatus

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
    known = {**dict(table_of(stay).c.items()), **dict(told.items())}
    columns = [known[column.key] for column in table_of(AttendanceLine).c]
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


_LAPSED = (stay.consortium_id, stay.beneficiary_id, stay.support_period_id, stay.rhythm_days)


def _of_stay(table: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == stay.consortium_id, table.support_period_id == stay.support_period_id)
