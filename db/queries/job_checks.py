"""Contacts of the first months in a job: those to make, soon, late and made, and those of a file."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Structure
from db.models.indicators import PathLine
from db.models.paths import JobCheck, Step
from db.queries.job_dues import is_over, is_to_make
from db.queries.scopes import visible_files, visible_paths, visible_support_periods
from domain.access import Viewer
from domain.caseload import PAGE_SIZE
from domain.job_checks import JobCheckFilters, JobCheckLine, JobCheckState, span_of

COLUMNS = [
    "check_id",
    "version",
    "beneficiary_id",
    "last_name",
    "first_names",
    "phone",
    "do_not_leave_message",
    "job",
    "started_on",
    "months",
    "due_on",
    "referent",
    "structure",
    "made_on",
    "is_in_job",
    "words",
    "may_open",
]
_OF_CHECK = ("version", "started_on", "months", "due_on", "made_on", "is_in_job")
_maker, _referent = aliased(Professional), aliased(Professional)


def list_job_checks(
    session: Session, viewer: Viewer, filters: JobCheckFilters, *, page: int | None = 1
) -> pd.DataFrame:
    """A page (PAGE_SIZE; None: all of them) of the contacts of the people she may list; see COLUMNS.

    What may be read in the file only (phone, job, words) is empty when she may not open it.
    """
    asked = _asked(viewer, filters).where(_is_in(viewer, filters, filters.state))
    asked = asked.with_only_columns(JobCheck.id, maintain_column_froms=True).order_by(*_order(filters.state))
    if page is not None:
        asked = asked.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))
    rows = session.execute(_told(viewer, asked.subquery()).order_by(*_order(filters.state)))
    return pd.DataFrame([_line(row) for row in rows], columns=COLUMNS)


def count_job_checks(session: Session, viewer: Viewer, filters: JobCheckFilters) -> dict[JobCheckState, int]:
    """How many contacts in each state, whichever state is asked; one statement."""
    counts = [func.count(case((_is_in(viewer, filters, state), 1))) for state in JobCheckState]
    columns = _asked(viewer, filters).with_only_columns(*counts, maintain_column_froms=True)
    return dict(zip(JobCheckState, session.execute(columns).one(), strict=True))


def list_file_job_checks(session: Session, viewer: Viewer, beneficiary_id: int) -> list[JobCheckLine]:
    """The contacts of a file, in the order of the calendar; of a job that is over, those made."""
    stays = visible_support_periods(viewer).where(SupportPeriod.beneficiary_id == beneficiary_id)
    rows = session.execute(
        select(JobCheck, _maker)
        .outerjoin(_maker, _same(_maker, JobCheck, JobCheck.professional_id))
        .where(
            JobCheck.consortium_id == viewer.consortium_id,
            JobCheck.support_period_id.in_(stays.with_only_columns(SupportPeriod.id)),
            or_(JobCheck.made_on.is_not(None), ~is_over(JobCheck)),
        )
        .order_by(JobCheck.due_on, JobCheck.id)
    )
    return [_file_line(check, maker) for check, maker in rows]


def _asked(viewer: Viewer, filters: JobCheckFilters) -> Select[Any]:
    """Contacts of the latest stay of each person, her present or last référent's, in any state."""
    of_stay = and_(
        JobCheck.consortium_id == PathLine.consortium_id,
        JobCheck.support_period_id == PathLine.support_period_id,
    )
    found = visible_paths(viewer).join(JobCheck, of_stay).where(PathLine.next_entered_on.is_(None))
    if filters.months:
        found = found.where(JobCheck.months.in_(filters.months))
    if filters.structure_id is not None:
        found = found.where(PathLine.structure_id == filters.structure_id)
    if filters.referent_id is not None:
        found = found.where(PathLine.referent_id == filters.referent_id)
    return found


def _is_in(viewer: Viewer, filters: JobCheckFilters, state: JobCheckState) -> ColumnElement[bool]:
    span = span_of(state, viewer.today, filters.around_days)
    is_made = state is JobCheckState.MADE
    day = JobCheck.made_on if is_made else JobCheck.due_on
    conditions = [day >= span.first] if span.first else []
    conditions += [day <= span.last] if span.last else []
    return and_(*conditions) if is_made else and_(*conditions, is_to_make(JobCheck))


def _order(state: JobCheckState) -> tuple[Any, ...]:
    """The nearest to today first, for what is late too."""
    if state is JobCheckState.MADE:
        return JobCheck.made_on.desc(), JobCheck.id.desc()
    if state is JobCheckState.LATE:
        return JobCheck.due_on.desc(), JobCheck.id
    return JobCheck.due_on, JobCheck.id


def _told(viewer: Viewer, found: Any) -> Select[*tuple[Any, ...]]:
    may_open = PathLine.beneficiary_id.in_(visible_files(viewer).with_only_columns(Beneficiary.id))
    return (
        visible_paths(viewer)
        .join(JobCheck, _same(JobCheck, PathLine, JobCheck.id))
        .join(found, found.c.id == JobCheck.id)
        .join(Beneficiary, _same(Beneficiary, PathLine, PathLine.beneficiary_id))
        .outerjoin(Step, _same(Step, JobCheck, JobCheck.step_id))
        .outerjoin(_referent, _same(_referent, PathLine, PathLine.referent_id))
        .outerjoin(Structure, _same(Structure, PathLine, PathLine.structure_id))
        .where(JobCheck.support_period_id == PathLine.support_period_id)
        .with_only_columns(
            JobCheck,
            Beneficiary,
            Step,
            _referent,
            Structure.name.label("structure"),
            may_open.label("may_open"),
            maintain_column_froms=True,
        )
    )


def _line(row: Any) -> dict[str, Any]:
    check, person, step = row.JobCheck, row.Beneficiary, row.Step
    referent = row[3]
    job = (step.title or step.kind.label) if step else "Sortie vers l’emploi"
    of_file = {
        "phone": person.phone,
        "do_not_leave_message": person.do_not_leave_message,
        "job": job,
        "words": check.words,
    }
    return {
        **{name: getattr(check, name) for name in _OF_CHECK},
        **(of_file if row.may_open else {"phone": "", "do_not_leave_message": False, "job": "", "words": ""}),
        "check_id": check.id,
        "beneficiary_id": person.id,
        "last_name": person.last_name,
        "first_names": person.first_names,
        "referent": referent.display_name if referent else "",
        "structure": row.structure or "",
        "may_open": bool(row.may_open),
    }


def _file_line(check: JobCheck, maker: Professional | None) -> JobCheckLine:
    kept = {name: getattr(check, name) for name in (*_OF_CHECK, "id", "step_id", "words")}
    return JobCheckLine(**kept, professional_name=maker.display_name if maker else "")


def _same(table: Any, owner: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == owner.consortium_id, table.id == key)
