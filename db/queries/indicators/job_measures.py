"""What is judged of the contacts of the first months in a job."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_, case, or_

from db.queries.indicators.days import DaysBetween
from db.queries.indicators.job_people import job_checked
from db.queries.indicators.judged import Judged, Measure
from domain.indicators.jobs import JOB_CONTACTS, STILL_IN_JOB
from domain.indicators.model import Perimeter
from domain.job_checks import CHECK_MONTHS
from domain.thresholds import in_force


def _contact_in_time(months: int, person: Any, perimeter: Perimeter) -> Judged:
    around = in_force(dict(perimeter.thresholds))["in_job_days"]
    is_in_time = DaysBetween(person.due_on, person.made_on).between(-around, around)
    is_within = and_(person.months == months, person.is_asked)
    return Judged(and_(person.made_on.is_not(None), is_in_time), is_within=is_within)


def _still_in_job(months: int, person: Any, _perimeter: Perimeter) -> Judged:
    is_known = or_(person.is_over, person.made_on.is_not(None))
    is_reached = and_(person.months == months, person.is_reached)
    return Judged(
        and_(~person.is_over, person.is_in_job),
        is_within=and_(is_reached, is_known),
        aside=case((and_(is_reached, ~is_known), 1), else_=0),
    )


def _measure(judge: Callable[[int, Any, Perimeter], Judged], months: int) -> Measure:
    return Measure(job_checked, lambda person, _indicator, perimeter: judge(months, person, perimeter))


JOB_MEASURES = {
    **{JOB_CONTACTS[months].code: _measure(_contact_in_time, months) for months in CHECK_MONTHS},
    **{STILL_IN_JOB[months].code: _measure(_still_in_job, months) for months in CHECK_MONTHS},
}
