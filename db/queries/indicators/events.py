"""Each kind of dated event, read from its own table: the one definition in SQL."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Review
from db.models.paths import EngagementContract, Orientation, Step
from db.queries.indicators.days import Earliest
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


def each_day(kind: EventKind) -> list[Any]:
    """(consortium_id, support_period_id, day) of each event, a select a table: days may come twice."""
    return [
        select(row.consortium_id, row.support_period_id, day(row).label("day")).where(
            day(row).is_not(None), *counts(row)
        )
        for row, day, counts in sources_of(kind)
    ]


def first_day(kind: EventKind, stay: Any, *bounds: Callable[[Any], ColumnElement[bool]]) -> Any:
    """The first day within these bounds when it happens in this stay; null when it never does."""
    borne = own_day(kind, stay)
    if borne is not None:
        return case((and_(*(bound(borne) for bound in bounds)), borne))
    days = [_first_of(source, stay, bounds) for source in sources_of(kind)]
    return Earliest(*days) if len(days) > 1 else days[0]


def _first_of(source: Source, stay: Any, bounds: Any) -> Any:
    row = aliased(source.table)
    day = source.day(row)
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


def when_signed_by_both(contract: Any) -> ColumnElement[Any]:
    """The day of the last of both signatures; null while one is missing."""
    person, structure = contract.person_signed_on, contract.structure_signed_on
    return case((person > structure, person), (person <= structure, structure))


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
