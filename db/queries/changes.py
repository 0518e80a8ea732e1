"""What others changed in the viewer's files since her last visit."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.audit import AuditEntry
from db.models.beneficiaries import Beneficiary
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Note
from db.queries.note_scopes import visible_notes
from db.queries.scopes import people_shared_with, visible_files
from domain.access import Viewer
from domain.audit import AuditEvent, AuditOutcome
from domain.day import SHOWN, FileChange, Listed
from domain.file_words import OBJECT_LABELS


def last_visit(viewer: Viewer) -> Select[datetime]:
    """The viewer's latest audited moment in an earlier sign-in session."""
    return (
        select(AuditEntry.occurred_at)
        .where(
            AuditEntry.consortium_id == viewer.consortium_id,
            AuditEntry.professional_id == viewer.professional_id,
            AuditEntry.session_id != viewer.session_id,
            AuditEntry.outcome == AuditOutcome.DONE,
        )
        .order_by(AuditEntry.occurred_at.desc())
        .limit(1)
    )


def list_changes_since(session: Session, viewer: Viewer, since: datetime) -> Listed[FileChange]:
    """What others wrote since then in the files whose group names the viewer, the latest first."""
    latest = func.max(AuditEntry.occurred_at).label("changed_at")
    told = (Beneficiary.id, AuditEntry.professional_id, *_what())
    names = (Professional.first_name, Professional.last_name)
    person = (Beneficiary.first_names, Beneficiary.usual_name, Beneficiary.birth_name)
    rows = session.execute(
        visible_files(viewer)
        .where(Beneficiary.id.in_(people_shared_with(viewer)))
        .join(AuditEntry, _here(AuditEntry, AuditEntry.beneficiary_id == Beneficiary.id))
        .outerjoin(Professional, _here(Professional, Professional.id == AuditEntry.professional_id))
        .where(*_is_told(viewer, since))
        .with_only_columns(
            *told, *names, *person, latest, func.count().over().label("in_all"), maintain_column_froms=True
        )
        .group_by(*told, *names, *person)
        .order_by(latest.desc())
        .limit(SHOWN)
    ).all()
    return Listed([_change(row) for row in rows], rows[0].in_all if rows else 0)


def _what() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The event and its object; all that an interview writes is one change of the diagnosis."""
    is_part = AuditEntry.object_kind.startswith(f"{Diagnosis.__tablename__}_", autoescape=True)
    event = case((is_part, AuditEvent.UPDATE), else_=AuditEntry.event)
    kind = case((is_part, Diagnosis.__tablename__), else_=AuditEntry.object_kind)
    return type_coerce(event, AuditEntry.event.type).label("event"), kind.label("object_kind")


def _is_told(viewer: Viewer, since: datetime) -> list[ColumnElement[bool]]:
    """A note that the viewer may not read is not told: that there is one says something already."""
    may_read = visible_notes(viewer).where(Note.id == AuditEntry.object_id).exists()
    return [
        AuditEntry.occurred_at > since,
        AuditEntry.professional_id != viewer.professional_id,
        AuditEntry.event.in_((AuditEvent.CREATE, AuditEvent.UPDATE)),
        AuditEntry.outcome == AuditOutcome.DONE,
        AuditEntry.object_kind.in_(OBJECT_LABELS),
        or_(AuditEntry.object_kind != Note.__tablename__, may_read),
    ]


def _here(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.consortium_id == Beneficiary.consortium_id, condition)


def _change(row: Any) -> FileChange:
    return FileChange(
        beneficiary_id=row.id,
        first_names=row.first_names,
        last_name=row.usual_name or row.birth_name,
        professional_name=f"{row.first_name or ''} {row.last_name or ''}".strip(),
        event=row.event,
        object_kind=row.object_kind,
        changed_at=row.changed_at,
    )
