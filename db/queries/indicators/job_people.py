"""Whom the figures of the first months in a job are about."""

from datetime import timedelta
from typing import Any

from sqlalchemy import CTE, Subquery, and_, case, func, or_, select

from db.models.indicators import PathLine
from db.models.paths import JobCheck
from db.queries.indicators.days import Unsearched
from db.queries.indicators.populations import counted_stays, first_diagnosis
from db.queries.job_dues import is_over
from domain.access import Viewer
from domain.indicators.model import Perimeter
from domain.thresholds import in_force


def job_checked(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People for whom a date after so many `months` in a job falls in the period.

    A row is about a contact, `is_asked` when it is the one that counts for the person among those due, and
    about a date, `is_reached` when it is the one that counts among those gone by: two rows a person at most
    for each number of months.
    """
    check = _ranked(viewer, perimeter)
    same = and_(_same_stay(check.c), or_(check.c.is_asked, check.c.is_reached))
    told = (check.c[name] for name in (*_TOLD, "is_asked", "is_reached"))
    return (
        counted_stays(viewer, perimeter)
        .join(check, same)
        .with_only_columns(
            *PathLine.__table__.c, first_diagnosis(perimeter), *told, maintain_column_froms=True
        )
        .subquery("person")
    )


_TOLD = ("months", "due_on", "made_on", "is_in_job", "is_over")
_OF_CHECK = ("consortium_id", "support_period_id", "id", "months", "due_on")


def _ranked(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """Which dates count for their person, the latest of each kind, whatever the filters."""
    day, around = perimeter.reference_on, in_force(dict(perimeter.thresholds))["in_job_days"]
    check = _dates(viewer, perimeter).c
    is_late = check.due_on < day - timedelta(days=around)
    asked = and_(~check.is_over, or_(check.made_on.is_not(None), is_late))

    def latest(condition: Any, name: str) -> Any:
        person, order = (
            (check.beneficiary_id, check.months, condition),
            (check.due_on.desc(), check.id.desc()),
        )
        rank = func.row_number().over(partition_by=person, order_by=order)
        return and_(condition, rank == 1).label(name)

    columns = (latest(asked, "is_asked"), latest(check.due_on <= day, "is_reached"))
    return select(*check, *columns).subquery("job_check_ranked")


def _dates(viewer: Viewer, perimeter: Perimeter) -> CTE:
    """Those of the period, with what the reference date knows of them."""
    is_made = and_(JobCheck.made_on.is_not(None), JobCheck.made_on <= perimeter.reference_on)
    due_on: Any = Unsearched(JobCheck.due_on)  # in the order of stays: they and their steps are looked for
    return (
        select(
            *(getattr(JobCheck, name) for name in _OF_CHECK),
            PathLine.beneficiary_id,
            case((is_made, JobCheck.made_on)).label("made_on"),
            case((is_made, JobCheck.is_in_job)).label("is_in_job"),
            is_over(JobCheck, perimeter.reference_on).label("is_over"),
        )
        .join(PathLine, _same_stay(JobCheck))
        .where(
            JobCheck.consortium_id == viewer.consortium_id,
            due_on.between(perimeter.starts_on, perimeter.ends_on),
        )
        .cte("job_check_dates")
        .prefix_with("MATERIALIZED")  # else PostgreSQL asks three times of each date whether the job is over
    )


def _same_stay(check: Any) -> Any:
    same = PathLine.support_period_id == check.support_period_id
    return and_(PathLine.consortium_id == check.consortium_id, same)
