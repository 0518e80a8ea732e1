"""What the importer decides before confirming."""

from collections.abc import Sequence

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.imports.runs import lines_of, open_preview
from db.models.imports import ImportRow, ImportRun
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, NotFoundError
from domain.imports.model import Decision, RunStatus, Verdict

_DECIDED = {Verdict.NEW, Verdict.UPDATE, Verdict.UNCHANGED, Verdict.TO_DECIDE}


def decide(
    session: Session,
    viewer: Viewer,
    run_id: int,
    line_numbers: Sequence[int] | None,
    verdict: Verdict,
    decision: Decision | None,
) -> None:
    """Say what these lines of this verdict are, or all of them; None takes the decision back."""
    run = open_preview(session, viewer, run_id)
    if verdict not in _DECIDED or (verdict == Verdict.NEW and decision == Decision.SAME):
        raise ForbiddenError("Cette ligne ne se décide pas : corrigez-la dans le fichier.")
    statement = update(ImportRow).where(*lines_of(run), ImportRow.verdict == verdict)
    if line_numbers is not None:
        statement = statement.where(ImportRow.line_number.in_(line_numbers))
    session.execute(statement.values(decision=decision).execution_options(synchronize_session=False))
    _sign(session, viewer, run)


def choose_value(
    session: Session, viewer: Viewer, run_id: int, line_number: int, field: str, *, replace: bool
) -> None:
    """Between what Jalons holds and what the file says, for one value of one line."""
    run = open_preview(session, viewer, run_id)
    row = session.get(ImportRow, (viewer.consortium_id, run.id, line_number), with_for_update=True)
    if row is None or not any(conflict[0] == field and not conflict[4] for conflict in row.conflicts):
        raise NotFoundError
    others = [name for name in row.replaced if name != field]
    row.replaced = sorted([*others, field]) if replace else others
    _sign(session, viewer, run)


def drop_run(session: Session, viewer: Viewer, run_id: int) -> None:
    """Give the import up: its lines are forgotten."""
    run = open_preview(session, viewer, run_id)
    run.status = RunStatus.DROPPED
    session.execute(delete(ImportRow).where(*lines_of(run)).execution_options(synchronize_session=False))
    _sign(session, viewer, run)


def _sign(session: Session, viewer: Viewer, run: ImportRun) -> None:
    session.flush()
    write_audit(session, viewer, AuditEvent.UPDATE, object_kind=ImportRun.__tablename__, object_id=run.id)
