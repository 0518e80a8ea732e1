"""Confirming an import: everything it brings, in one transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from db.actions.audit import write_audit, write_audits
from db.actions.imports.additions import Additions
from db.actions.imports.completions import Completions
from db.actions.imports.rights import check_structure
from db.actions.imports.runs import AT_ONCE, count_by, lines_of, open_run, signed_as
from db.actions.reconciliations import note_reconciliation
from db.models.beneficiaries import Beneficiary
from db.models.imports import ImportRow, ImportRun
from db.queries.known_names import read_directory
from db.queries.outside_matches import outside_matches
from domain import clock
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import ForbiddenError
from domain.imports.model import Decision, Outcome, RunStatus, Verdict


def confirm_import(
    session: Session, viewer: Viewer, run_id: int, report: Callable[[float], None] = lambda _share: None
) -> None:
    """Write what the preview announced; confirmed twice, done once. `report` receives the share done."""
    run = open_run(session, viewer, run_id)
    if run.status == RunStatus.DONE:
        return
    if run.status != RunStatus.PREVIEWED:
        raise ForbiddenError("Cet import a été abandonné ou annulé.")
    check_structure(session, viewer, run.structure_id)
    instant = run.confirmed_at = clock.now()
    session.flush()
    confirmation = _Confirmation(session, viewer, run, instant)
    total, done = sum(run.counts.values()) or 1, 0
    while rows := _next_rows(session, run):
        confirmation.take(rows)
        done += len(rows)
        report(done / total)
    confirmation.finish()


def _next_rows(session: Session, run: ImportRun) -> Sequence[Row[Any]]:
    """Lines without an outcome yet, in the order of the file."""
    statement = select(
        ImportRow.line_number,
        ImportRow.verdict,
        ImportRow.decision,
        ImportRow.beneficiary_id,
        ImportRow.reason,
        ImportRow.values.label("said"),
        ImportRow.replaced,
    ).where(*lines_of(run), ImportRow.outcome.is_(None))
    return session.execute(statement.order_by(ImportRow.line_number).limit(AT_ONCE)).all()


class _Confirmation:
    def __init__(self, session: Session, viewer: Viewer, run: ImportRun, instant: datetime) -> None:
        self.session, self.viewer, self.run = session, viewer, run
        directory = read_directory(session, viewer)
        self.additions = Additions(session, viewer, run, directory)
        self.completions = Completions(session, viewer, run, directory, instant)

    def take(self, rows: Sequence[Row[Any]]) -> None:
        """Some lines: new people in bulk, people known one by one; then what became of each line."""
        added = self.additions.take([row for row in rows if _is_new(row)], self.completions.line_of)
        completed = self.completions.take([row for row in rows if _is_known(row)])
        key = {"consortium_id": self.run.consortium_id, "run_id": self.run.id}
        lines = [
            {
                **key,
                "line_number": row.line_number,
                "outcome": Outcome.LEFT,
                "beneficiary_id": row.beneficiary_id,
                "reason": row.reason,
                "before": None,
                **(added | completed).get(row.line_number, {}),
            }
            for row in rows
        ]
        self.session.execute(update(ImportRow), lines)
        self.session.flush()
        self.session.expunge_all()

    def finish(self) -> None:
        """Rapprochements for the coordination, an audit line a person, the counts."""
        run = self.session.get_one(ImportRun, (self.run.consortium_id, self.run.id))
        created, updated = self.additions.people, self.completions.updated
        for new_id, known_id, reason in outside_matches(self.session, self.viewer, created):
            note_reconciliation(self.session, self.viewer, new_id, known_id, reason=reason)
        about: dict[str, Any] = {"object_kind": Beneficiary.__tablename__, "detail": signed_as(run)}
        for event, people in ((AuditEvent.CREATE, list(created)), (AuditEvent.UPDATE, updated)):
            run.audit_sequence = write_audits(
                self.session, self.viewer, event, beneficiary_ids=people, **about
            )
        run.counts = count_by(self.session, run, ImportRow.outcome)
        run.status = RunStatus.DONE
        self.session.flush()
        told = f"{len(created)} ajout(s), {len(updated)} mise(s) à jour"
        write_audit(
            self.session,
            self.viewer,
            AuditEvent.UPDATE,
            object_kind=ImportRun.__tablename__,
            object_id=run.id,
            detail=told,
        )


def _is_new(row: Row[Any]) -> bool:
    if row.verdict == Verdict.NEW:
        return bool(row.decision != Decision.SKIP)
    matched = {Verdict.UPDATE, Verdict.UNCHANGED, Verdict.TO_DECIDE}
    return row.verdict in matched and row.decision == Decision.OTHER


def _is_known(row: Row[Any]) -> bool:
    if row.verdict == Verdict.TO_DECIDE:
        return bool(row.decision == Decision.SAME)
    return row.verdict in {Verdict.UPDATE, Verdict.UNCHANGED} and row.decision in {None, Decision.SAME}
