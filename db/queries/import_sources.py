"""What sources said of people: those whom a complete file no longer names, where a value comes from."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.imports import ImportedValues, ImportRow
from db.queries.imports import get_run
from db.queries.scopes import visible_caseload, visible_files
from domain.access import Viewer
from domain.clock import date_in
from domain.imports.model import ImportField
from domain.imports.values import said
from domain.imports.views import Disappeared, RunView, ValueSource


def list_disappeared(session: Session, viewer: Viewer, run_id: int) -> list[Disappeared]:
    """People still followed, known from the same source, whom this complete file no longer names."""
    run = get_run(session, viewer, run_id)
    if not run.is_complete or not run.is_mine:
        return []
    rows = session.execute(_disappeared_statement(viewer, run))
    return [
        Disappeared(
            row.id,
            f"{row.usual_name or row.birth_name} {row.first_names}",
            f"{row.first_name} {row.last_name}" if row.last_name else "",
            date_in(viewer.time_zone, row.imported_at),
        )
        for row in rows
    ]


def list_value_sources(session: Session, viewer: Viewer, beneficiary_id: int) -> list[ValueSource]:
    """The values of an identity that still are what a source said, by field."""
    found = session.execute(
        visible_files(viewer)
        .join(
            ImportedValues,
            (ImportedValues.consortium_id == Beneficiary.consortium_id)
            & (ImportedValues.beneficiary_id == Beneficiary.id),
        )
        .where(Beneficiary.id == beneficiary_id)
        .order_by(ImportedValues.imported_at)
        .with_only_columns(Beneficiary, ImportedValues)
    )
    sources = {
        field: ValueSource(field, told.origin, told.imported_at)
        for person, told in found
        for field in _still_said(person, told.values)
    }
    return list(sources.values())


def _still_said(person: Beneficiary, told: Mapping[str, str]) -> list[ImportField]:
    columns = {"commune": "commune_code"}
    held = {name: getattr(person, columns.get(name, name), None) for name in told}
    return [ImportField(name) for name, value in held.items() if value and said(value) == told[name]]


def _disappeared_statement(viewer: Viewer, run: RunView) -> Select[int, str, str, str, str, str, datetime]:
    lines = ImportRow.consortium_id == viewer.consortium_id, ImportRow.run_id == run.id
    named = select(ImportRow.beneficiary_id).where(*lines, ImportRow.beneficiary_id.is_not(None))
    entry = CaseloadEntry
    of_entry = (ImportedValues.beneficiary_id == entry.beneficiary_id) & (ImportedValues.origin == run.origin)
    return (
        visible_caseload(viewer)
        .join(ImportedValues, (ImportedValues.consortium_id == entry.consortium_id) & of_entry)
        .join(
            Beneficiary,
            (Beneficiary.consortium_id == entry.consortium_id) & (Beneficiary.id == entry.beneficiary_id),
        )
        .outerjoin(
            Professional,
            (Professional.consortium_id == entry.consortium_id) & (Professional.id == entry.referent_id),
        )
        .where(entry.exited_on.is_(None), entry.beneficiary_id.not_in(named))
        .where(exists().where(*lines))  # once its lines are forgotten, the file would name nobody
        .order_by(entry.sort_name)
        .with_only_columns(*_SHOWN)
    )


_SHOWN = (
    Beneficiary.id,
    Beneficiary.birth_name,
    Beneficiary.usual_name,
    Beneficiary.first_names,
    Professional.first_name,
    Professional.last_name,
    ImportedValues.imported_at,
)
