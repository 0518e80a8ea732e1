"""Undoing an import within a day."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, or_, select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit, write_audits
from db.actions.caseload_entries import refresh_caseload_entries
from db.actions.imports.ledger import put_back
from db.actions.imports.runs import AT_ONCE, lines_of, open_run, signed_as
from db.actions.imports.sources import put_sources_back
from db.models.audit import AuditEntry, ChangeHistory
from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    ExternalIdentifier,
    GroupMember,
    ReferentAssignment,
    SupportPeriod,
)
from db.models.caseload import CaseloadEntry
from db.models.dated_lines import AttendanceLine, DelayLine, JobLine, ReviewLapse
from db.models.exchanges import Appointment
from db.models.imports import ImportedValues, ImportRow, ImportRun
from db.models.indicators import AlertFact, PathLine
from db.models.paths import EngagementContract, JobCheck, Orientation
from db.models.reconciliations import Reconciliation
from domain.access import Viewer
from domain.audit import CHANGES, AuditEvent, AuditOutcome
from domain.batches import batched
from domain.errors import ForbiddenError
from domain.imports.model import UNDONE_WITHIN, Outcome, RunStatus
from domain.reconciliations import ReconciliationStatus

_OF_A_STAY: tuple[Any, ...] = (Appointment, EngagementContract, JobCheck, Orientation, ReferentAssignment)
_OF_A_PERSON: tuple[Any, ...] = (
    ChangeHistory,
    ImportedValues,
    CaseloadEntry,
    PathLine,
    AttendanceLine,
    ReviewLapse,
    DelayLine,
    JobLine,
    AlertFact,
    GroupMember,
    ExternalIdentifier,
    BeneficiaryPublic,
    SupportPeriod,
)


def undo_import(
    session: Session, viewer: Viewer, run_id: int, report: Callable[[float], None] = lambda _share: None
) -> int:
    """Put everything back as it was, but for the people whose file changed since; return how many those are.

    ForbiddenError a day after the confirmation. Undone twice, done once. `report` receives the share done.
    """
    run = open_run(session, viewer, run_id)
    if run.status == RunStatus.UNDONE:
        return 0
    if run.status != RunStatus.DONE or run.confirmed_at is None:
        raise ForbiddenError("Cet import n’a rien écrit.")
    if viewer.now - run.confirmed_at > UNDONE_WITHIN:
        raise ForbiddenError("Un import s’annule dans les 24 heures.")
    kept = set(session.scalars(_changed_since(session, run)))
    created = _people(session, run, Outcome.CREATED, kept)
    for done, some in enumerate(batched(created, AT_ONCE)):
        _remove(session, viewer, some)
        report(done * AT_ONCE / len(created))
    updated = _put_updates_back(session, viewer, run, kept)
    detail = signed_as(run, is_undone=True)
    about: dict[str, Any] = {"object_kind": Beneficiary.__tablename__, "detail": detail}
    for people in (created, updated):
        write_audits(session, viewer, AuditEvent.UPDATE, beneficiary_ids=people, **about)
    run.status, run.undone_at = RunStatus.UNDONE, viewer.now
    session.flush()
    write_audit(session, viewer, AuditEvent.UPDATE, object_kind=ImportRun.__tablename__, object_id=run.id)
    return len(kept)


def _changed_since(session: Session, run: ImportRun) -> Select[int | None]:
    """People of the run in whose file somebody wrote after it: the audit journal knows.

    What a later import wrote and took back does not count, nor two files that were only looked at together:
    the importer may not know.
    """
    undone = session.scalars(
        select(ImportRun).where(
            ImportRun.consortium_id == run.consortium_id,
            ImportRun.status == RunStatus.UNDONE,
            ImportRun.confirmed_at > run.confirmed_at,
        )
    ).all()
    is_other_kind = AuditEntry.object_kind.is_distinct_from(Reconciliation.__tablename__)
    void = [signed_as(other, is_undone=is_undone) for other in undone for is_undone in (False, True)]
    return (
        select(AuditEntry.beneficiary_id)
        .join(ImportRow, ImportRow.beneficiary_id == AuditEntry.beneficiary_id)
        .where(
            *lines_of(run),
            ImportRow.outcome.in_((Outcome.CREATED, Outcome.UPDATED)),
            AuditEntry.consortium_id == run.consortium_id,
            AuditEntry.sequence > run.audit_sequence,
            AuditEntry.detail.not_in(void),
            or_(is_other_kind, AuditEntry.detail == ReconciliationStatus.LINKED),
            AuditEntry.event.in_(CHANGES),
            AuditEntry.outcome == AuditOutcome.DONE,
        )
        .distinct()
    )


def _people(session: Session, run: ImportRun, outcome: Outcome, kept: set[int | None]) -> list[int]:
    statement = select(ImportRow.beneficiary_id).where(*lines_of(run), ImportRow.outcome == outcome)
    return [person for person in session.scalars(statement) if person and person not in kept]


def _remove(session: Session, viewer: Viewer, people: Sequence[int]) -> None:
    """People that only this import knows: nothing else was written about them."""
    here = SupportPeriod.consortium_id == viewer.consortium_id
    stays = select(SupportPeriod.id).where(here, SupportPeriod.beneficiary_id.in_(people))
    pairs = or_(Reconciliation.first_id.in_(people), Reconciliation.second_id.in_(people))
    conditions: list[tuple[Any, ColumnElement[bool]]] = [(Reconciliation, pairs)]
    conditions += [(table, table.support_period_id.in_(stays)) for table in _OF_A_STAY]
    conditions += [(table, table.beneficiary_id.in_(people)) for table in _OF_A_PERSON]
    conditions += [(Beneficiary, Beneficiary.id.in_(people))]
    _delete(session, viewer, conditions)


def _delete(session: Session, viewer: Viewer, conditions: Sequence[tuple[Any, ColumnElement[bool]]]) -> None:
    for table, condition in conditions:
        statement = delete(table).where(table.consortium_id == viewer.consortium_id, condition)
        session.execute(statement.execution_options(synchronize_session=False))


def _put_updates_back(session: Session, viewer: Viewer, run: ImportRun, kept: set[int | None]) -> list[int]:
    statement = select(ImportRow.beneficiary_id, ImportRow.before).where(
        *lines_of(run), ImportRow.outcome.in_((Outcome.UPDATED, Outcome.UNCHANGED))
    )
    lines = [row for row in session.execute(statement) if row.beneficiary_id not in kept]
    changed: list[int] = []
    for some in batched(lines, AT_ONCE):
        put_sources_back(session, run, {row.beneficiary_id: row.before["source"] for row in some})
        written = {row.beneficiary_id: row.before for row in some if "changed" in row.before}
        computed: tuple[Any, ...] = (CaseloadEntry, PathLine)  # they point to a stay that may go
        _delete(session, viewer, [(table, table.beneficiary_id.in_(written)) for table in computed])
        put_back(session, viewer, written)
        changed += written
    refresh_caseload_entries(session, viewer.consortium_id, changed)
    return changed
