"""Contacts of the first months in a job: those to make, soon, late and made, and those of a file."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Structure
from db.models.indicators import AlertFact, PathLine
from db.models.paths import JobCheck, Step
from db.queries.job_dues import is_over, is_to_make
from db.queries.scopes import is_named_in_group, visible_facts, visible_paths, visible_support_periods
from domain.access import Role, Viewer
from domain.alerts import IN_JOB_RULES
from domain.caseload import PAGE_SIZE
from domain.job_checks import CHECK_MONTHS, JobCheckFilters, JobCheckLine, JobCheckState, span_of

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
_MADE = JobCheckState.MADE
_OF_STAY = and_(
    JobCheck.consortium_id == PathLine.consortium_id,
    JobCheck.support_period_id == PathLine.support_period_id,
)
_OF_CHECK = ("version", "started_on", "months", "due_on", "made_on", "is_in_job")
_maker, _referent = aliased(Professional), aliased(Professional)


def list_job_checks(
    session: Session, viewer: Viewer, filters: JobCheckFilters, *, page: int | None = 1
) -> pd.DataFrame:
    """A page (PAGE_SIZE; None: all of them) of the contacts of the people she may list; see COLUMNS.

    What may be read in the file only (phone, job, words) is empty when she may not open it.
    """
    asked = _page(_made(viewer, filters).order_by(*_order(_MADE)), page)
    if filters.state is not _MADE:
        asked = _to_make(viewer, filters, page)
    rows = session.execute(_told(viewer, asked.subquery()).order_by(*_order(filters.state)))
    return pd.DataFrame([_line(row) for row in rows], columns=COLUMNS)


def count_job_checks(session: Session, viewer: Viewer, filters: JobCheckFilters) -> dict[JobCheckState, int]:
    """How many contacts in each state, whichever state is asked; one statement."""
    found = [
        _made(viewer, filters) if state is _MADE else _due(viewer, filters, state) for state in JobCheckState
    ]
    counts = [select(func.count()).select_from(one.subquery()).scalar_subquery() for one in found]
    return dict(zip(JobCheckState, session.execute(select(*counts)).one(), strict=True))


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


def _stays(viewer: Viewer, filters: JobCheckFilters) -> Select[Any]:
    """The latest stay of each person, her present or last référent's."""
    asked = {PathLine.structure_id: filters.structure_id, PathLine.referent_id: filters.referent_id}
    theirs = [column == value for column, value in asked.items() if value is not None]
    return visible_paths(viewer).where(PathLine.next_entered_on.is_(None), *theirs)


def _made(viewer: Viewer, filters: JobCheckFilters) -> Select[Any]:
    is_asked = [JobCheck.months.in_(filters.months)] if filters.months else []
    first = span_of(_MADE, viewer.today, filters.around_days).first
    made = _stays(viewer, filters).join(JobCheck, _OF_STAY).where(JobCheck.made_on >= first, *is_asked)
    return made.with_only_columns(JobCheck.id, maintain_column_froms=True)


def _due(viewer: Viewer, filters: JobCheckFilters, state: JobCheckState) -> Select[Any]:
    """Contacts to make, as the facts of their alerts tell them: one a rule, of the latest stay."""
    span = span_of(state, viewer.today, filters.around_days)
    rules = [IN_JOB_RULES[months] for months in filters.months or CHECK_MONTHS]
    due = visible_facts(viewer).where(AlertFact.rule.in_(rules), AlertFact.fact_on <= span.last)
    if span.first:
        due = due.where(AlertFact.fact_on >= span.first)
    if filters.structure_id is not None or filters.referent_id is not None:
        theirs = _stays(viewer, filters).with_only_columns(PathLine.beneficiary_id)
        due = due.where(AlertFact.beneficiary_id.in_(theirs))
    columns: tuple[Any, ...] = (AlertFact.beneficiary_id, AlertFact.rule, AlertFact.fact_on)
    return due.with_only_columns(*columns)


def _to_make(viewer: Viewer, filters: JobCheckFilters, page: int | None) -> Select[Any]:
    day = AlertFact.fact_on.desc() if filters.state is JobCheckState.LATE else AlertFact.fact_on
    order = (day, AlertFact.beneficiary_id, AlertFact.rule)
    due = _page(_due(viewer, filters, filters.state).order_by(*order), page).subquery()
    months = case({rule: months for months, rule in IN_JOB_RULES.items()}, value=due.c.rule)
    return (
        select(JobCheck.id)
        .select_from(due)
        .join(PathLine, PathLine.beneficiary_id == due.c.beneficiary_id)
        .join(JobCheck, and_(_OF_STAY, JobCheck.months == months, JobCheck.due_on == due.c.fact_on))
        .where(
            PathLine.consortium_id == viewer.consortium_id,
            PathLine.next_entered_on.is_(None),
            is_to_make(JobCheck),
        )
    )


def _page(found: Select[Any], page: int | None) -> Select[Any]:
    return found if page is None else found.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))


def _order(state: JobCheckState) -> tuple[Any, ...]:
    """The nearest to today first, for what is late too."""
    if state is _MADE:
        return JobCheck.made_on.desc(), JobCheck.id.desc()
    day = JobCheck.due_on.desc() if state is JobCheckState.LATE else JobCheck.due_on
    return day, PathLine.beneficiary_id, JobCheck.months


def _told(viewer: Viewer, found: Any) -> Select[*tuple[Any, ...]]:
    may_open = (
        literal(True) if viewer.has(Role.COORDINATOR) else is_named_in_group(viewer, PathLine.beneficiary_id)
    )
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
