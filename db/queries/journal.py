"""Who read or changed a file, and what changed in it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.audit import AuditEntry, ChangeHistory
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Structure
from db.models.diagnoses import Diagnosis, DiagnosisAnswer, DiagnosisTheme
from db.models.reconciliations import Reconciliation
from db.queries.scopes import visible_files
from domain.access import Role, Viewer
from domain.audit import AuditEvent, AuditOutcome
from domain.file_words import FIELD_LABELS, OBJECT_LABELS
from domain.files import AccessLine, ChangeLine

MAX_LINES = 200
_TYPED = tuple(table.__tablename__ for table in (Diagnosis, DiagnosisAnswer, DiagnosisTheme))
_WRITES = (AuditEvent.CREATE, AuditEvent.UPDATE)


def list_file_accesses(session: Session, viewer: Viewer, beneficiary_id: int) -> list[AccessLine]:
    """« Qui a consulté ce dossier ? »: the latest reads and writes, newest first (MAX_LINES at most).

    What somebody types in diagnoses during one sign-in session is one line: an interview writes sixty.
    """
    rows = session.execute(
        select(AuditEntry, Professional, Structure.name.label("structure_name"))
        .outerjoin(Professional, _author(AuditEntry, AuditEntry.professional_id))
        .outerjoin(
            Structure,
            and_(
                Structure.consortium_id == AuditEntry.consortium_id, Structure.id == AuditEntry.structure_id
            ),
        )
        .where(
            AuditEntry.consortium_id == viewer.consortium_id,
            AuditEntry.beneficiary_id.in_(_openable(viewer, beneficiary_id)),
            AuditEntry.outcome == AuditOutcome.DONE,
            _is_told(viewer),
            _is_last_of_session(),
        )
        .order_by(AuditEntry.occurred_at.desc(), AuditEntry.sequence.desc())
        .limit(MAX_LINES)
    )
    return [_access_line(row) for row in rows]


def list_changes(session: Session, viewer: Viewer, beneficiary_id: int) -> list[ChangeLine]:
    """Old and new values of the file, newest first (MAX_LINES at most)."""
    rows = session.execute(
        select(ChangeHistory, Professional)
        .outerjoin(Professional, _author(ChangeHistory, ChangeHistory.changed_by))
        .where(
            ChangeHistory.consortium_id == viewer.consortium_id,
            ChangeHistory.beneficiary_id.in_(_openable(viewer, beneficiary_id)),
            ChangeHistory.field.in_(FIELD_LABELS),
        )
        .order_by(ChangeHistory.changed_at.desc(), ChangeHistory.id.desc())
        .limit(MAX_LINES)
    )
    return [
        ChangeLine(
            changed_at=change.changed_at,
            professional_name=professional.display_name if professional else "",
            object_label=OBJECT_LABELS.get(change.object_kind, ""),
            field_label=FIELD_LABELS[change.field],
            old_value=change.old_value or "",
            new_value=change.new_value or "",
        )
        for change, professional in rows
    ]


def _is_last_of_session() -> ColumnElement[bool]:
    """True for what is not typed in a diagnosis, and for the last thing that was in this session."""
    later = aliased(AuditEntry)
    follows = (
        select(later.sequence)
        .where(
            later.consortium_id == AuditEntry.consortium_id,
            later.beneficiary_id == AuditEntry.beneficiary_id,
            later.professional_id == AuditEntry.professional_id,
            later.session_id == AuditEntry.session_id,
            later.object_kind.in_(_TYPED),
            later.event.in_(_WRITES),
            later.sequence > AuditEntry.sequence,
        )
        .exists()
    )
    is_typed = and_(AuditEntry.object_kind.in_(_TYPED), AuditEntry.event.in_(_WRITES))
    return or_(AuditEntry.object_kind.is_(None), not_(is_typed), not_(follows))


def _is_told(viewer: Viewer) -> ColumnElement[bool]:
    """That a file was compared with another one says that somebody alike exists: to the coordination only."""
    kind = AuditEntry.object_kind
    is_coordinator = viewer.has(Role.COORDINATOR)
    return true() if is_coordinator else or_(kind.is_(None), kind != Reconciliation.__tablename__)


def _access_line(row: Any) -> AccessLine:
    entry = row.AuditEntry
    return AccessLine(
        occurred_at=entry.occurred_at,
        professional_name=row.Professional.display_name if row.Professional else "",
        structure_name=row.structure_name or "",
        event_label=entry.event.label,
        object_label="" if entry.event is AuditEvent.READ else OBJECT_LABELS.get(entry.object_kind or "", ""),
    )


def _openable(viewer: Viewer, beneficiary_id: int) -> Select[int]:
    statement = visible_files(viewer).where(Beneficiary.id == beneficiary_id)
    return statement.with_only_columns(Beneficiary.id)


def _author(table: Any, author_id: Any) -> Any:
    return and_(Professional.consortium_id == table.consortium_id, Professional.id == author_id)
