"""Which contacts of the first months in a job are still to make: said once, for lists, alerts and figures."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from db.models.beneficiaries import Pause
from db.models.paths import JobCheck, Step
from db.queries.indicators.days import Earliest, Unsearched


def is_over(check: Any) -> ColumnElement[bool]:
    """True when the job ended before the date of this contact, as far as is known today."""
    return or_(*(select(day).where(*ends).correlate(check).exists() for day, ends in _ends_before(check)))


def over_on(check: Any) -> ColumnElement[date]:
    """The first day from which that is known; null when it is not."""
    known = (select(func.min(day)).where(*ends).correlate(check) for day, ends in _ends_before(check))
    return Earliest(*(one.scalar_subquery() for one in known))


def _ends_before(check: Any) -> list[tuple[Any, tuple[ColumnElement[bool], ...]]]:
    """What tells it, and on which day: the end of the step; another contact, made of the same job before."""
    step, other = aliased(Step), aliased(JobCheck)
    told_on: Any = Unsearched(other.made_on)
    ends = (step.consortium_id == check.consortium_id, step.id == check.step_id, step.ended_on < check.due_on)
    tells = (
        _same_stay(other, check),
        other.step_id.is_not_distinct_from(check.step_id),
        other.id != check.id,
        other.is_in_job.is_(False),
        told_on < check.due_on,
    )
    return [(step.ended_on, ends), (told_on, tells)]


def is_to_make(check: Any) -> ColumnElement[bool]:
    """True unless it is made, her job is over, a later one is made or asked instead, or she is paused."""
    later = aliased(JobCheck)
    is_later = or_(later.due_on > check.due_on, and_(later.due_on == check.due_on, later.id > check.id))
    asks_instead = and_(later.months == check.months, ~is_over(later))
    next_one = select(later.id).where(
        _same_stay(later, check), is_later, or_(later.made_on.is_not(None), asks_instead)
    )
    paused = select(Pause.id).where(_same_stay(Pause, check), Pause.ended_on.is_(None))
    return and_(
        check.made_on.is_(None),
        ~is_over(check),
        ~next_one.correlate(check).exists(),
        ~paused.correlate(check).exists(),
    )


def _same_stay(table: Any, check: Any) -> ColumnElement[bool]:
    same = table.support_period_id == check.support_period_id
    return and_(table.consortium_id == check.consortium_id, same)
