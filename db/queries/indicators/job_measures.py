"""What is judged of the contacts of the first months in a job."""

from functools import partial
from typing import Any

from sqlalchemy import and_

from db.queries.indicators.days import DaysBetween
from db.queries.indicators.judged import Judged, Measure
from db.queries.indicators.populations import job_checked
from domain.indicators.jobs import JOB_CONTACTS, STILL_IN_JOB
from domain.indicators.model import Indicator, Perimeter
from domain.job_checks import CHECK_MONTHS
from domain.thresholds import in_force


def _contact_in_time(person: Any, _indicator: Indicator, perimeter: Perimeter) -> Judged:
    around = in_force(dict(perimeter.thresholds))["in_job_days"]
    is_in_time = DaysBetween(person.due_on, person.made_on).between(-around, around)
    return Judged(and_(person.made_on.is_not(None), is_in_time))


def _still_in_job(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    return Judged(person.is_in_job, is_within=person.made_on.is_not(None))


_DUE = {months: partial(job_checked, months=months) for months in CHECK_MONTHS}  # two figures a statement
JOB_MEASURES = {
    **{JOB_CONTACTS[months].code: Measure(due, _contact_in_time) for months, due in _DUE.items()},
    **{STILL_IN_JOB[months].code: Measure(due, _still_in_job) for months, due in _DUE.items()},
}
