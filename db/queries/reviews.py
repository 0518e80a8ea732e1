"""« Points de situation » to hold: one page of the people due, their count, all of them for an export."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.exchanges import Appointment
from db.queries.caseload_filters import caseload_conditions
from db.queries.scopes import is_named_in_group, visible_caseload
from domain.access import Role, Viewer
from domain.caseload import COUNTED_AT_MOST, PAGE_SIZE
from domain.clock import local_time
from domain.follow_up import AppointmentStatus
from domain.reviews import ReviewFilters

COLUMNS = [
    "beneficiary_id",
    "last_name",
    "first_names",
    "referent",
    "structure",
    "track",
    "last_review_on",
    "review_due_on",
    "days_late",
    "next_appointment_at",
    "may_review",
]
_referent = aliased(Professional)


def list_reviews(
    session: Session, viewer: Viewer, filters: ReviewFilters, *, page: int = 1, size: int = PAGE_SIZE
) -> pd.DataFrame:
    """One page (the first is 1) of the people due whom the viewer may list, the most late first; see COLUMNS.

    `days_late` is negative before the due date; `may_review`: she opens the file and writes reviews there.
    """
    asked = _kept(session, viewer, filters).order_by(*_ORDER).limit(size).offset(size * (page - 1))
    return _frame(session, viewer, asked)


def export_reviews(session: Session, viewer: Viewer, filters: ReviewFilters) -> pd.DataFrame:
    """Every row of the same list, in the same columns."""
    return _frame(session, viewer, _kept(session, viewer, filters))


def count_reviews(session: Session, viewer: Viewer, filters: ReviewFilters) -> int:
    """How many people the filters keep; beyond COUNTED_AT_MOST, one more, so that the cost stays flat."""
    kept = _kept(session, viewer, filters).limit(COUNTED_AT_MOST + 1)
    return session.scalar(select(func.count()).select_from(kept.subquery())) or 0


def _kept(session: Session, viewer: Viewer, filters: ReviewFilters) -> Select[int]:
    """Identifiers only: what is counted, skipped or sorted is joined to nothing."""
    first, last = filters.due_between(viewer.today)
    due = [CaseloadEntry.review_due_on <= last]
    if first:
        due.append(CaseloadEntry.review_due_on >= first)
    if filters.has_referent:
        due.append(CaseloadEntry.referent_id.is_not(None))
    kept = visible_caseload(viewer).where(*due, *caseload_conditions(session, viewer, filters.people))
    return kept.with_only_columns(CaseloadEntry.beneficiary_id)


_ORDER: list[ColumnElement[Any]] = [CaseloadEntry.review_due_on.asc(), CaseloadEntry.beneficiary_id.asc()]


def _frame(session: Session, viewer: Viewer, kept: Select[int]) -> pd.DataFrame:
    people = kept.subquery()
    statement = (
        select(*_columns(viewer))
        .select_from(people)
        .join(CaseloadEntry, CaseloadEntry.beneficiary_id == people.c.beneficiary_id)
        .join(Beneficiary, _here(Beneficiary, CaseloadEntry.beneficiary_id))
        .outerjoin(_referent, _here(_referent, CaseloadEntry.referent_id))
        .outerjoin(Structure, _here(Structure, CaseloadEntry.structure_id))
        .where(CaseloadEntry.consortium_id == viewer.consortium_id)
        .order_by(*_ORDER)
    )
    return pd.DataFrame([_line(row, viewer) for row in session.execute(statement)], columns=COLUMNS)


def _columns(viewer: Viewer) -> list[Any]:
    may_open_all = viewer.has(Role.COORDINATOR)
    is_member = literal(True) if may_open_all else is_named_in_group(viewer, CaseloadEntry.beneficiary_id)
    return [
        CaseloadEntry,
        Beneficiary.birth_name,
        Beneficiary.usual_name,
        Beneficiary.first_names,
        _referent.first_name.label("referent_first_name"),
        _referent.last_name.label("referent_last_name"),
        Structure.name.label("structure"),
        _next_appointment(viewer).label("next_appointment_at"),
        is_member.label("may_review"),
    ]


def _here(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == CaseloadEntry.consortium_id, table.id == key)


def _next_appointment(viewer: Viewer) -> ScalarSelect[Any]:
    return (
        select(func.min(Appointment.starts_at))
        .where(
            Appointment.consortium_id == CaseloadEntry.consortium_id,
            Appointment.support_period_id == CaseloadEntry.support_period_id,
            Appointment.status == AppointmentStatus.PLANNED,
            Appointment.starts_at >= viewer.now,
        )
        .scalar_subquery()
    )


def _line(row: Any, viewer: Viewer) -> dict[str, Any]:
    entry, next_at = row.CaseloadEntry, row.next_appointment_at
    return {
        "beneficiary_id": entry.beneficiary_id,
        "last_name": row.usual_name or row.birth_name,
        "first_names": row.first_names,
        "referent": f"{row.referent_first_name} {row.referent_last_name}" if row.referent_last_name else "",
        "structure": row.structure or "",
        "track": entry.track.label if entry.track else "",
        "last_review_on": entry.last_review_on,
        "review_due_on": entry.review_due_on,
        "days_late": (viewer.today - entry.review_due_on).days,
        "next_appointment_at": local_time(viewer.time_zone, next_at) if next_at else None,
        "may_review": bool(row.may_review),
    }
