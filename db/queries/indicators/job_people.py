"""Whom the figures of the first months in a job are about."""

from datetime import timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Subquery, and_, case, or_, select
from sqlalchemy.orm import aliased

from db.models.dated_lines import JobLine
from db.models.indicators import PathLine
from db.queries.indicators.populations import counted_stays, first_diagnosis
from db.queries.scopes import visible_jobs
from domain.access import Viewer
from domain.indicators.model import Perimeter
from domain.thresholds import in_force


def job_checked(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People for whom a date after so many `months` in a job falls in the period.

    A row is about a contact, `is_asked` when it is the one that counts for the person among those due, and
    about a date, `is_reached` when it is the one that counts among those gone by: two rows a person at most
    for each number of months. Those are the latest of each kind, whatever the filters.
    """
    contact = _contacts(viewer, perimeter).c
    same = and_(
        PathLine.consortium_id == contact.consortium_id,
        PathLine.support_period_id == contact.support_period_id,
    )
    told = (contact[name] for name in (*_OF_LINE, *_known(perimeter)))
    return (
        counted_stays(viewer, perimeter)
        .join(contact.months.table, same)
        .with_only_columns(
            *PathLine.__table__.c, first_diagnosis(perimeter), *told, maintain_column_froms=True
        )
        .subquery("person")
    )


def every_contact(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """The same rows, with their structure alone, for who counts a whole consortium."""
    contacts, asked = _contacts(viewer, perimeter), perimeter.people.structure_id
    found = select(contacts).where(contacts.c.structure_id == asked) if asked else select(contacts)
    return found.subquery("person")


_OF_LINE = ("months", "due_on")


def _contacts(viewer: Viewer, perimeter: Perimeter) -> CTE:
    """Those that count, what the reference date knows of them worked out once."""
    is_of_period = JobLine.due_on.between(perimeter.starts_on, perimeter.ends_on)
    columns = (JobLine.consortium_id, JobLine.support_period_id, JobLine.structure_id)
    known = _known(perimeter)
    return (
        visible_jobs(viewer, perimeter.scope)
        .where(is_of_period, or_(known["is_asked"], known["is_reached"]))
        .with_only_columns(
            *columns,
            *(getattr(JobLine, name) for name in _OF_LINE),
            *(value.label(name) for name, value in known.items()),
        )
        .cte("job_contact")
        .prefix_with("MATERIALIZED")
    )


def _known(perimeter: Perimeter) -> dict[str, ColumnElement[Any]]:
    """What the reference date knows of a contact."""
    is_made = JobLine.made_on <= perimeter.reference_on
    return {
        "made_on": case((is_made, JobLine.made_on)),
        "is_in_job": case((is_made, JobLine.is_in_job)),
        "is_over": _is_over(JobLine, perimeter),
        "is_asked": _is_asked(perimeter),
        "is_reached": _is_reached(perimeter),
    }


def _is_over(line: Any, perimeter: Perimeter) -> ColumnElement[bool]:
    return and_(line.over_on.is_not(None), line.over_on <= perimeter.reference_on)


def _is_reached(perimeter: Perimeter) -> ColumnElement[bool]:
    line, last_on = JobLine, perimeter.last_on
    return and_(line.due_on <= last_on, or_(line.next_on.is_(None), line.next_on > last_on))


def _is_asked(perimeter: Perimeter) -> ColumnElement[bool]:
    """Asked, and no later one is: looked for only when there is one in the period."""
    line, later = JobLine, aliased(JobLine)
    is_later = or_(
        later.due_on > line.due_on,
        and_(later.due_on == line.due_on, later.job_check_id > line.job_check_id),
    )
    later_one = select(later.job_check_id).where(
        later.consortium_id == line.consortium_id,
        later.beneficiary_id == line.beneficiary_id,
        later.months == line.months,
        later.due_on <= perimeter.ends_on,
        is_later,
        _asks(later, perimeter),
    )
    is_last = or_(line.next_on.is_(None), line.next_on > perimeter.ends_on)
    return and_(_asks(line, perimeter), or_(is_last, ~later_one.correlate(line).exists()))


def _asks(line: Any, perimeter: Perimeter) -> ColumnElement[bool]:
    day, around = perimeter.reference_on, in_force(dict(perimeter.thresholds))["in_job_days"]
    is_late = line.due_on < day - timedelta(days=around)
    is_made = and_(line.made_on.is_not(None), line.made_on <= day)
    return and_(~_is_over(line, perimeter), or_(is_made, is_late))
