"""Each kind of dated event, read from its own table: the one definition in SQL."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select, union
from sqlalchemy.orm import aliased

from db.models.cases import CommissionCase
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Review
from db.models.paths import EngagementContract, Orientation, Step
from db.models.referrals import Referral
from db.queries.indicators.days import Earliest, Unsearched
from db.queries.signatures import when_signed_by_both
from domain.commissions.words import CaseState
from domain.follow_up import AppointmentStatus
from domain.indicators import events
from domain.indicators.events import EVENT_KINDS, EventKind, StepMoment


class Source(NamedTuple):
    """Rows of a table that are events: their day, and which of them count."""

    table: Any
    day: Callable[[Any], ColumnElement[Any]]
    counts: Callable[[Any], list[ColumnElement[bool]]] = lambda _row: []


def sources_of(kind: EventKind) -> tuple[Source, ...]:
    """Where events of this kind are: not for the entry and the exit, which stays themselves bear."""
    return _STEPS[kind.code] if kind.step else _SOURCES[kind.code]


def own_day(kind: EventKind, stay: Any) -> ColumnElement[Any] | None:
    """The day that the stay itself bears; None when the event has its own table."""
    name = _BORNE.get(kind)
    return None if name is None else getattr(stay, name)


def each_day(kind: EventKind, *bounds: Callable[[Any, Any], ColumnElement[bool]]) -> Any:
    """(consortium_id, support_period_id, day) of each event within bounds of its row and day, each once."""
    days = [
        select(row.consortium_id, row.support_period_id, day(row).label("day")).where(
            *(bound(row, day(row)) for bound in bounds), *counts(row)
        )
        for row, day, counts in sources_of(kind)
    ]
    return union(*days) if len(days) > 1 else days[0].distinct()


def known_end(start: EventKind, end: EventKind, stay: Any, day: Any) -> tuple[Any, Any] | None:
    """What the line of a stay already tells: the day of the first end that follows, and when it holds.

    None in the place of the condition: always.
    """
    return {
        (events.ENTRY, events.ORIENTATION): (None, stay.first_oriented_on),
        (events.ENTRY, events.APPOINTMENT): (None, stay.first_honoured_on),
        (events.ENTRY, events.DIAGNOSIS): (
            or_(stay.first_diagnosis_on.is_(None), stay.first_diagnosis_on >= day),
            stay.first_diagnosis_on,
        ),
    }.get((start, end))


def first_day(kind: EventKind, stay: Any, *bounds: Callable[[Any], ColumnElement[bool]]) -> Any:
    """The first day within these bounds when it happens in this stay; null when it never does."""
    borne = own_day(kind, stay)
    if borne is not None:
        return case((and_(*(bound(borne) for bound in bounds)), borne))
    days = [_first_of(source, stay, bounds) for source in sources_of(kind)]
    return Earliest(*days) if len(days) > 1 else days[0]


def _first_of(source: Source, stay: Any, bounds: Any) -> Any:
    row = aliased(source.table)
    day: Any = Unsearched(source.day(row))  # its stay finds it, not its days
    return (
        select(func.min(day))
        .where(
            row.consortium_id == stay.consortium_id,
            row.support_period_id == stay.support_period_id,
            *(bound(day) for bound in bounds),
            *source.counts(row),
        )
        .scalar_subquery()
    )


_BORNE = {events.ENTRY: "entered_on", events.EXIT: "exited_on"}
_HONOURED = Source(
    Appointment,
    lambda row: row.takes_place_on,
    lambda row: [row.status == AppointmentStatus.HONOURED],
)
_SOURCES = {
    events.FIRST_CONTACT.code: (
        Source(Contact, lambda row: row.happened_on, lambda row: [row.is_reached]),
        _HONOURED,
    ),
    events.ORIENTATION.code: (Source(Orientation, lambda row: row.decided_on),),
    events.APPOINTMENT.code: (_HONOURED,),
    events.DIAGNOSIS.code: (Source(Diagnosis, lambda row: row.validated_on),),
    events.CONTRACT.code: (Source(EngagementContract, when_signed_by_both),),
    events.REFERRAL_SENT.code: (Source(Referral, lambda row: row.sent_on),),
    events.REFERRAL_ANSWERED.code: (Source(Referral, lambda row: row.answered_on),),
    events.CASE_SUBMITTED.code: (
        Source(CommissionCase, lambda row: row.submitted_on, lambda row: [row.state != CaseState.WITHDRAWN]),
    ),
    events.COMMISSION_PASSED.code: (Source(CommissionCase, lambda row: row.passed_on),),
    events.REVIEW.code: (
        Source(Review, lambda row: row.held_on),
        Source(Appointment, lambda row: row.takes_place_on, lambda row: [row.counts_as_review]),
    ),
}
_MOMENTS: dict[StepMoment | None, Callable[[Any], Any]] = {
    StepMoment.PLANNED: lambda row: row.planned_on,
    StepMoment.STARTED: lambda row: row.started_on,
    StepMoment.ENDED: lambda row: row.ended_on,
}


def _of_step(kind: EventKind) -> tuple[Source, ...]:
    return (Source(Step, _MOMENTS[kind.moment], lambda row: [row.kind == kind.step]),)


_STEPS = {kind.code: _of_step(kind) for kind in EVENT_KINDS.values() if kind.step}
