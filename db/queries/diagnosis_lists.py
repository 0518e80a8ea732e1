"""The list of diagnoses: what waits for the viewer, one page of it, its count, the whole of it."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Structure
from db.models.diagnoses import Diagnosis, DiagnosisInterviewer
from db.queries.diagnoses import with_interviewers
from db.queries.diagnosis_rows import diagnosis_line
from db.queries.diagnosis_scopes import visible_diagnoses
from db.queries.name_search import long_words, people_named, prefix_range
from domain.access import Viewer
from domain.caseload import PAGE_SIZE
from domain.diagnosis.lists import COUNTED_AT_MOST, DiagnosisFilters, DiagnosisSort, Together
from domain.diagnosis.records import DiagnosisLine
from domain.diagnosis.words import FINAL_STATUSES, OPEN_STATUSES
from domain.names import normalise_name

COLUMNS = [
    "diagnosis_id",
    "beneficiary_id",
    "last_name",
    "first_names",
    "held_on",
    "moment",
    "status",
    "is_joint",
    "explored_count",
    "divergent_count",
    "validated_on",
    "interviewers",
]
_BETWEEN = "\n"  # between the names of two interviewers; no name holds it


def list_waiting(session: Session, viewer: Viewer) -> list[DiagnosisLine]:
    """Open diagnoses that wait for the viewer, oldest first: to finish, or to validate; two statements."""
    return with_interviewers(session, viewer, _waiting_for(viewer))


def list_waiting_today(session: Session, viewer: Viewer) -> list[DiagnosisLine]:
    """The same in one statement, without who else takes part."""
    columns = (Diagnosis, Beneficiary)
    statement = _waiting_for(viewer).with_only_columns(*columns, maintain_column_froms=True)
    return [diagnosis_line(diagnosis, person, ()) for diagnosis, person in session.execute(statement)]


def _waiting_for(viewer: Viewer) -> Select[Any]:
    mine = and_(
        _of_diagnosis(DiagnosisInterviewer),
        DiagnosisInterviewer.professional_id == viewer.professional_id,
        DiagnosisInterviewer.validated_at.is_(None),
        DiagnosisInterviewer.released_at.is_(None),
    )
    waiting = visible_diagnoses(viewer).join(DiagnosisInterviewer, mine)
    waiting = waiting.where(Diagnosis.status.in_(OPEN_STATUSES))
    return waiting.order_by(Diagnosis.held_on, Diagnosis.id).limit(PAGE_SIZE)


def list_diagnoses(
    session: Session,
    viewer: Viewer,
    filters: DiagnosisFilters,
    *,
    sort: DiagnosisSort = DiagnosisSort.NEWEST,
    page: int = 1,
) -> pd.DataFrame:
    """One page (PAGE_SIZE rows, the first is 1) of the diagnoses the viewer may read; see COLUMNS."""
    asked = _kept(session, viewer, filters).order_by(*_ORDERS[sort])
    return _frame(session, viewer, asked.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1)), sort)


def export_diagnoses(
    session: Session, viewer: Viewer, filters: DiagnosisFilters, *, sort: DiagnosisSort = DiagnosisSort.NEWEST
) -> pd.DataFrame:
    """Every row of the same list, in the same columns."""
    return _frame(session, viewer, _kept(session, viewer, filters), sort)


def count_diagnoses(session: Session, viewer: Viewer, filters: DiagnosisFilters) -> int:
    """How many diagnoses the filters keep; beyond COUNTED_AT_MOST, one more."""
    kept = _kept(session, viewer, filters).limit(COUNTED_AT_MOST + 1)
    return session.scalar(select(func.count()).select_from(kept.subquery())) or 0


def _kept(session: Session, viewer: Viewer, filters: DiagnosisFilters) -> Select[Any]:
    """Identifiers only: what is counted, skipped or sorted is joined to nothing else."""
    kept = visible_diagnoses(viewer).where(*_conditions(viewer, filters))
    if filters.search.strip():
        kept = kept.where(_search(session, filters.search))
    return kept.with_only_columns(Diagnosis.id, maintain_column_froms=True)


def _conditions(viewer: Viewer, filters: DiagnosisFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.statuses:
        conditions.append(Diagnosis.status.in_(filters.statuses))
    if filters.moments:
        conditions.append(Diagnosis.moment.in_(filters.moments))
    if filters.together:
        conditions.append(Diagnosis.is_joint.is_(filters.together == Together.JOINT))
        conditions.append(Diagnosis.status.in_(FINAL_STATUSES))
    if filters.held_from:
        conditions.append(Diagnosis.held_on >= filters.held_from)
    if filters.held_to:
        conditions.append(Diagnosis.held_on <= filters.held_to)
    if filters.structure_id is not None:
        conditions.append(_is_led_by(viewer, filters.structure_id))
    return conditions


def _is_led_by(viewer: Viewer, structure_id: int) -> ColumnElement[bool]:
    """True when somebody of this structure takes part."""
    led = select(DiagnosisInterviewer.diagnosis_id).where(
        DiagnosisInterviewer.consortium_id == viewer.consortium_id,
        DiagnosisInterviewer.structure_id == structure_id,
        DiagnosisInterviewer.released_at.is_(None),
    )
    return Diagnosis.id.in_(led)


def _search(session: Session, typed: str) -> ColumnElement[bool]:
    """Words among the names; a few letters start the name."""
    if words := long_words(typed):
        return Beneficiary.id.in_(people_named(session, words))
    return prefix_range(Beneficiary.sort_name, normalise_name(typed))


def _frame(session: Session, viewer: Viewer, kept: Select[Any], sort: DiagnosisSort) -> pd.DataFrame:
    """What is shown of the diagnoses kept, in order."""
    found = kept.subquery()
    statement = (
        visible_diagnoses(viewer)
        .join(found, found.c.id == Diagnosis.id)
        .with_only_columns(*_columns(), maintain_column_froms=True)
        .order_by(*_ORDERS[sort])
    )
    return pd.DataFrame([_line(row) for row in session.execute(statement)], columns=COLUMNS)


def _columns() -> list[Any]:
    return [
        Diagnosis.id.label("diagnosis_id"),
        Beneficiary,
        Diagnosis.held_on,
        Diagnosis.moment,
        Diagnosis.status,
        Diagnosis.is_joint,
        Diagnosis.explored_count,
        Diagnosis.divergent_count,
        Diagnosis.validated_on,
        _interviewers().label("interviewers"),
    ]


def _interviewers() -> ScalarSelect[Any]:
    """« Camille Exemple (CCAS de Prades) » for each of those who take part."""
    name = Professional.first_name + " " + Professional.last_name + " (" + Structure.name + ")"
    return (
        select(func.aggregate_strings(name, _BETWEEN))
        .select_from(DiagnosisInterviewer)
        .join(Professional, _same(Professional, DiagnosisInterviewer.professional_id))
        .join(Structure, _same(Structure, DiagnosisInterviewer.structure_id))
        .where(_of_diagnosis(DiagnosisInterviewer), DiagnosisInterviewer.released_at.is_(None))
        .correlate(Diagnosis)
        .scalar_subquery()
    )


def _line(row: Any) -> dict[str, Any]:
    person = row.Beneficiary
    columns = [name for name in COLUMNS if hasattr(row, name)]
    return {name: getattr(row, name) for name in columns} | {
        "beneficiary_id": person.id,
        "last_name": person.last_name,
        "first_names": person.first_names,
        "moment": row.moment.label,
        "status": row.status.label,
        "interviewers": ", ".join(sorted((row.interviewers or "").split(_BETWEEN))),
    }


def _of_diagnosis(table: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == Diagnosis.consortium_id, table.diagnosis_id == Diagnosis.id)


def _same(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == DiagnosisInterviewer.consortium_id, table.id == key)


_ORDERS: dict[DiagnosisSort, list[ColumnElement[Any]]] = {
    DiagnosisSort.NEWEST: [Diagnosis.held_on.desc(), Diagnosis.id.desc()],
    DiagnosisSort.OLDEST: [Diagnosis.held_on.asc(), Diagnosis.id.asc()],
    DiagnosisSort.NAME: [Beneficiary.sort_name.asc(), Diagnosis.id.desc()],
}
