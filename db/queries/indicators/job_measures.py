"""What is judged of the contacts of the first months in a job."""

from functools import partial
from typing import Any

from sqlalchemy import and_, case, or_

from db.queries.indicators.days import DaysBetween
from db.queries.indicators.job_people import job_checked
from db.queries.indicators.judged import Judged, Measure
from domain.indicators.jobs import JOB_CONTACTS, STILL_IN_JOB
from domain.indicators.model import Indicator, Perimeter
from domain.job_checks import CHECK_MONTHS
from domain.thresholds import in_force


def _contact_in_time(person: Any, _indicator: Indicator, perimeter: Perimeter) -> Judged:
    around = in_force(dict(perimeter.thresholds))["in_job_days"]
    is_in_time = DaysBetween(person.due_on, person.made_on).between(-around, around)
    return Judged(and_(person.made_on.is_not(None), is_in_time), is_within=person.is_asked)


def _still_in_job(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    is_known = or_(person.is_over, person.made_on.is_not(None))
    return Judged(
        and_(~person.is_over, person.is_in_job),
        is_within=and_(person.is_reached, is_known),
        aside=case((and_(person.is_reached, ~is_known), 1), else_=0),
    )


_DUE = {months: partial(job_checked, months=months) for months in CHECK_MONTHS}  # two figures a statement
JOB_MEASURES = {
    **{JOB_CONTACTS[months].code: Measure(due, _contact_in_time) for months, due in _DUE.items()},
    **{STILL_IN_JOB[months].code: Measure(due, _still_in_job) for months, due in _DUE.items()},
}
