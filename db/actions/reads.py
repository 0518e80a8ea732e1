"""The audit lines of what is only looked at: files opened, searches, exports."""

from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import Beneficiary
from db.queries.scopes import visible_files
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import NotFoundError

SAME_READ = timedelta(hours=1)


def record_file_read(viewer: Viewer, beneficiary_id: int) -> None:
    """Sign that the viewer opens this file: once per professional, file and session per hour.

    Opens its own transactions, unlike other actions: a page that is redrawn at every click must not take
    the write lock each time. NotFoundError when the file may not be opened.
    """
    with read_session(viewer) as session:
        if is_read_recorded(session, viewer, AuditEntry.beneficiary_id == beneficiary_id):
            return
    with write_session(viewer) as session:
        statement = visible_files(viewer).where(Beneficiary.id == beneficiary_id)
        if session.scalars(statement.with_only_columns(Beneficiary.id)).first() is None:
            raise NotFoundError
        write_audit(
            session,
            viewer,
            AuditEvent.READ,
            object_kind=Beneficiary.__tablename__,
            object_id=beneficiary_id,
            beneficiary_id=beneficiary_id,
        )


def record_search(session: Session, viewer: Viewer, *, terms: int, count: int) -> None:
    """Sign a search: how many words and answers, never the words, which are a name."""
    write_audit(session, viewer, AuditEvent.SEARCH, detail=f"{terms} mot(s), {count} réponse(s)")


def record_export(
    session: Session,
    viewer: Viewer,
    *,
    kind: str,
    count: int,
    detail: str,
    beneficiary_id: int | None = None,
) -> None:
    """Sign an export: what, of one file or how many rows, with which filters (no search words)."""
    summary = f"{count} ligne(s) ; {detail}"[:500]
    write_audit(
        session,
        viewer,
        AuditEvent.EXPORT,
        object_kind=kind,
        beneficiary_id=beneficiary_id,
        detail=summary,
    )


def is_read_recorded(session: Session, viewer: Viewer, *about: ColumnElement[bool]) -> bool:
    """True when the viewer's reading of this was signed in the present session and hour."""
    statement = select(AuditEntry.sequence).where(
        AuditEntry.consortium_id == viewer.consortium_id,
        *about,
        AuditEntry.occurred_at > viewer.now - SAME_READ,
        AuditEntry.professional_id == viewer.professional_id,
        AuditEntry.session_id == viewer.session_id,
        AuditEntry.event == AuditEvent.READ,
    )
    return session.scalars(statement.limit(1)).first() is not None
