"""The caseload: one page of it, its count, the whole of it for an export."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.exchanges import Appointment
from db.models.reference import Commune
from db.queries.caseload_filters import caseload_conditions
from db.queries.scopes import visible_beneficiaries, visible_caseload
from domain.access import Viewer
from domain.beneficiaries import IdentityDraft, search_name
from domain.caseload import COUNTED_AT_MOST, PAGE_SIZE, CaseloadFilters, CaseloadSort, age_on, status_on
from domain.clock import local_time
from domain.follow_up import AppointmentStatus, Status
from domain.people import Public

COLUMNS = [
    "beneficiary_id",
    "last_name",
    "birth_name",
    "first_names",
    "birth_date",
    "age",
    "postal_code",
    "commune",
    "publics",
    "track",
    "status",
    "referent",
    "structure",
    "entered_on",
    "last_contact_on",
    "next_appointment_at",
    "review_due_on",
    "is_review_late",
]
_PUBLIC_ORDER = {str(public): rank for rank, public in enumerate(Public)}


def list_caseload(
    session: Session,
    viewer: Viewer,
    filters: CaseloadFilters,
    *,
    sort: CaseloadSort = CaseloadSort.NAME,
    page: int = 1,
) -> pd.DataFrame:
    """One page (PAGE_SIZE rows, the first is 1) of the people the viewer may list; see COLUMNS."""
    asked = _kept(session, viewer, filters).order_by(_ORDERS[sort], CaseloadEntry.beneficiary_id)
    asked = asked.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))
    return _frame(session.execute(_lines(viewer, asked, sort)).all(), viewer)


def export_caseload(
    session: Session, viewer: Viewer, filters: CaseloadFilters, *, sort: CaseloadSort = CaseloadSort.NAME
) -> pd.DataFrame:
    """Every row of the same list, in the same columns."""
    statement = _lines(viewer, _kept(session, viewer, filters), sort)
    return _frame(session.execute(statement).all(), viewer)


def count_caseload(session: Session, viewer: Viewer, filters: CaseloadFilters) -> int:
    """How many people the filters keep; beyond COUNTED_AT_MOST, one more, so that the cost stays flat."""
    kept = _kept(session, viewer, filters).limit(COUNTED_AT_MOST + 1)
    return session.scalar(select(func.count()).select_from(kept.subquery())) or 0


def find_same_person(session: Session, viewer: Viewer, identity: IdentityDraft) -> list[tuple[int, str]]:
    """People the viewer may list who have this very name and birth date: identifier and display name."""
    same = visible_beneficiaries(viewer).where(
        Beneficiary.birth_date == identity.birth_date, Beneficiary.search_name == search_name(identity)
    )
    return [(person.id, f"{person.first_names} {person.last_name}") for person in session.scalars(same)]


def _kept(session: Session, viewer: Viewer, filters: CaseloadFilters) -> Select[int]:
    """Identifiers only: what is counted, skipped or sorted is joined to nothing."""
    kept = visible_caseload(viewer).where(*caseload_conditions(session, viewer, filters))
    return kept.with_only_columns(CaseloadEntry.beneficiary_id)


def _lines(viewer: Viewer, kept: Select[int], sort: CaseloadSort) -> Select[Any]:
    """What is shown of the people kept, in order."""
    people = kept.subquery()
    return (
        select(*_columns(viewer))
        .select_from(people)
        .join(CaseloadEntry, CaseloadEntry.beneficiary_id == people.c.beneficiary_id)
        .join(Beneficiary, _same_consortium(Beneficiary, CaseloadEntry.beneficiary_id))
        .outerjoin(Commune, Commune.code == CaseloadEntry.commune_code)
        .outerjoin(_referent, _same_consortium(_referent, CaseloadEntry.referent_id))
        .outerjoin(Structure, _same_consortium(Structure, CaseloadEntry.structure_id))
        .where(CaseloadEntry.consortium_id == viewer.consortium_id)
        .order_by(_ORDERS[sort], CaseloadEntry.beneficiary_id)
    )


_referent = aliased(Professional)
_ORDERS: dict[CaseloadSort, ColumnElement[Any]] = {
    CaseloadSort.NAME: CaseloadEntry.sort_name.asc(),
    CaseloadSort.ENTERED: CaseloadEntry.entered_on.desc(),
    CaseloadSort.LAST_CONTACT: CaseloadEntry.last_contact_on.asc().nulls_first(),
    CaseloadSort.REVIEW_DUE: CaseloadEntry.review_due_on.asc().nulls_last(),
}


def _same_consortium(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == CaseloadEntry.consortium_id, table.id == key)


def _columns(viewer: Viewer) -> list[Any]:
    return [
        CaseloadEntry.beneficiary_id,
        Beneficiary.birth_name,
        Beneficiary.usual_name,
        Beneficiary.first_names,
        CaseloadEntry.birth_date,
        CaseloadEntry.track,
        CaseloadEntry.entered_on,
        CaseloadEntry.exited_on,
        CaseloadEntry.paused_on,
        CaseloadEntry.pause_ended_on,
        CaseloadEntry.last_contact_on,
        CaseloadEntry.review_due_on,
        Beneficiary.postal_code,
        Commune.name.label("commune"),
        _referent.first_name.label("referent_first_name"),
        _referent.last_name.label("referent_last_name"),
        Structure.name.label("structure"),
        _publics().label("publics"),
        _next_appointment(viewer).label("next_appointment_at"),
    ]


def _publics() -> ScalarSelect[Any]:
    return (
        select(func.aggregate_strings(BeneficiaryPublic.public, ","))
        .where(
            BeneficiaryPublic.consortium_id == CaseloadEntry.consortium_id,
            BeneficiaryPublic.beneficiary_id == CaseloadEntry.beneficiary_id,
        )
        .scalar_subquery()
    )


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


def _frame(rows: Sequence[Row[Any]], viewer: Viewer) -> pd.DataFrame:
    return pd.DataFrame([_line(row, viewer, viewer.today) for row in rows], columns=COLUMNS)


def _line(row: Row[Any], viewer: Viewer, today: date) -> dict[str, Any]:
    status = status_on(
        today, exited_on=row.exited_on, paused_on=row.paused_on, pause_ended_on=row.pause_ended_on
    )
    publics = sorted((row.publics or "").split(","), key=lambda public: _PUBLIC_ORDER.get(public, 99))
    next_at = row.next_appointment_at
    return {
        "beneficiary_id": row.beneficiary_id,
        "last_name": row.usual_name or row.birth_name,
        "birth_name": row.birth_name if row.usual_name else "",
        "first_names": row.first_names,
        "birth_date": row.birth_date,
        "age": age_on(today, row.birth_date) if row.birth_date else None,
        "postal_code": row.postal_code or "",
        "commune": row.commune or "",
        "publics": ", ".join(Public(public).label for public in publics if public),
        "track": row.track.label if row.track else "",
        "status": status.label,
        "referent": f"{row.referent_first_name} {row.referent_last_name}" if row.referent_last_name else "",
        "structure": row.structure or "",
        "entered_on": row.entered_on,
        "last_contact_on": row.last_contact_on,
        "next_appointment_at": local_time(viewer.time_zone, next_at) if next_at else None,
        "review_due_on": row.review_due_on,
        "is_review_late": status is not Status.EXITED and (row.review_due_on or today) < today,
    }
