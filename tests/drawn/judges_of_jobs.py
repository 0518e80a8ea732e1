"""What one person brings to the figures of the first months in a job, in plain Python."""

from datetime import date, timedelta
from typing import Any

from db.models.paths import Step
from domain.indicators.jobs import STILL_IN_JOB
from domain.indicators.model import Figure, Indicator, Perimeter
from tests.drawn.ground import Territory
from tests.drawn.histories import Someone
from tests.drawn.judges import Judged, told


def in_job(one: Indicator, territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
    """By her latest date of the period, among those that count."""
    around, day = timedelta(days=territory.thresholds["in_job_days"]), asked.reference_on
    is_still = one in STILL_IN_JOB.values()
    known = [
        (stay, step, check)
        for stay in someone.stays
        for step in stay.of(Step)
        for check in step.checks
        if check.months == int(one.code[-1]) and asked.starts_on <= check.due_on <= asked.ends_on
        if (check.due_on <= day if is_still else _is_due(step, check, day, around))
    ]
    if not known:
        return None
    stay, step, check = max(known, key=lambda found: (found[2].due_on, found[2].id))
    if not is_still:
        return told(stay, _is_made(check, day) and abs(check.made_on - check.due_on) <= around)
    if _is_over(step, check, day):
        return told(stay, False)
    return told(stay, check.is_in_job) if _is_made(check, day) else Judged(stay, Figure(0, 0, 1), None)


def _is_due(step: Any, check: Any, day: date, around: timedelta) -> bool:
    is_asked = _is_made(check, day) or check.due_on + around < day
    return is_asked and not _is_over(step, check, day)


def _is_made(check: Any, day: date) -> bool:
    return check.made_on is not None and check.made_on <= day


def _is_over(step: Any, check: Any, day: date) -> bool:
    """Before this date, as the step or another contact of this job says by that day."""
    ends = [other.made_on for other in step.checks if other is not check and other.is_in_job is False]
    return any(end is not None and end <= day and end < check.due_on for end in (*ends, step.ended_on))
