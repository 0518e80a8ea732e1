"""The journal as the data-protection officer reads it: who did what, on which reference."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.audit import AuditEntry
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Structure
from db.queries.audit_chain import find_broken_line
from db.queries.scopes import visible_professionals
from domain.access import Viewer, require_role
from domain.audit import AuditEvent, AuditOutcome
from domain.privacy import LINES_PER_PAGE, PRIVACY_ROLES, JournalFilters

READS = (AuditEvent.READ, AuditEvent.EXPORT, AuditEvent.REVEAL)
MOST_EXPORTED = 50_000


def list_journal(
    session: Session, viewer: Viewer, filters: JournalFilters, *, page: int | None
) -> pd.DataFrame:
    """Lines of the journal, the last one first: one page and a line more when others follow; or all."""
    require_role(viewer, *PRIVACY_ROLES)
    limit, skipped = (MOST_EXPORTED, 0) if page is None else (LINES_PER_PAGE + 1, page * LINES_PER_PAGE)
    statement = (
        select(
            *(AuditEntry.sequence, AuditEntry.occurred_at, Professional.first_name, Professional.last_name),
            Structure.name.label("structure"),
            *(AuditEntry.event, AuditEntry.outcome, AuditEntry.object_kind, AuditEntry.object_id),
            *(AuditEntry.beneficiary_id, AuditEntry.detail),
        )
        .outerjoin(Professional, _here(Professional, AuditEntry.professional_id))
        .outerjoin(Structure, _here(Structure, AuditEntry.structure_id))
        .where(*_asked(viewer, filters))
        .order_by(AuditEntry.sequence.desc())
    )
    rows = session.execute(statement.limit(limit).offset(skipped))
    return pd.DataFrame(rows.mappings().all(), columns=list(rows.keys()))


def list_breach(session: Session, viewer: Viewer, filters: JournalFilters) -> pd.DataFrame:
    """Files read or exported by an account between two days: one line a file, exports of lists apart."""
    require_role(viewer, *PRIVACY_ROLES)
    counted = (
        select(
            AuditEntry.beneficiary_id,
            func.min(AuditEntry.occurred_at).label("first_at"),
            func.max(AuditEntry.occurred_at).label("last_at"),
            func.count().filter(AuditEntry.event != AuditEvent.EXPORT).label("reads"),
            func.count().filter(AuditEntry.event == AuditEvent.EXPORT).label("exports"),
        )
        .where(*_asked(viewer, filters), AuditEntry.event.in_(READS))
        .where(AuditEntry.outcome == AuditOutcome.DONE)
        .group_by(AuditEntry.beneficiary_id)
    )
    files = counted.subquery()
    rows = session.execute(
        select(files, Beneficiary.birth_name, Beneficiary.first_names, Beneficiary.birth_date)
        .outerjoin(
            Beneficiary,
            and_(Beneficiary.consortium_id == viewer.consortium_id, Beneficiary.id == files.c.beneficiary_id),
        )
        .order_by(files.c.last_at.desc())
    )
    return pd.DataFrame(rows.mappings().all(), columns=list(rows.keys()))


def list_journal_accounts(session: Session, viewer: Viewer) -> dict[int, str]:
    """Everybody who may be in the journal, closed accounts included, by last name."""
    require_role(viewer, *PRIVACY_ROLES)
    everybody = visible_professionals(viewer).order_by(Professional.last_name, Professional.first_name)
    return {one.id: one.display_name for one in session.scalars(everybody)}


def find_broken_journal(session: Session, viewer: Viewer) -> int | None:
    """The first line of her consortium's journal that is not as it was written; None: it is whole."""
    require_role(viewer, *PRIVACY_ROLES)
    return find_broken_line(session, viewer.consortium_id)


def _asked(viewer: Viewer, filters: JournalFilters) -> list[ColumnElement[bool]]:
    equals = {
        AuditEntry.professional_id: filters.professional_id,
        AuditEntry.beneficiary_id: filters.beneficiary_id,
        AuditEntry.event: filters.event,
        AuditEntry.outcome: filters.outcome,
    }
    return [
        AuditEntry.consortium_id == viewer.consortium_id,
        AuditEntry.occurred_at >= _start(viewer, filters.since),
        AuditEntry.occurred_at < _start(viewer, filters.until + timedelta(days=1)),
        *(column == value for column, value in equals.items() if value is not None),
    ]


def _start(viewer: Viewer, day: date) -> datetime:
    """The instant at which this day starts where the consortium is."""
    return datetime.combine(day, time(), ZoneInfo(viewer.time_zone)).astimezone(UTC)


def _here(table: Any, identifier: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == AuditEntry.consortium_id, table.id == identifier)
