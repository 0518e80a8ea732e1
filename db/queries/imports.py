"""Imports as their importer reads them: runs, lines of the preview, report."""

from datetime import date

from sqlalchemy import Row, Select, false, or_, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.consortia import Structure
from db.models.imports import ImportHeading, ImportRow, ImportRun
from domain.access import Role, Viewer
from domain.errors import NotFoundError
from domain.imports.model import UNDONE_WITHIN, ImportField, Outcome, RunStatus, Verdict
from domain.imports.values import from_text
from domain.imports.views import Change, RowView, RunView
from domain.wording import in_words

ROWS_PER_PAGE = 50


def remembered_headings(session: Session, viewer: Viewer) -> dict[str, ImportField | None]:
    """What each heading meant last time in this consortium; None: ignored on purpose."""
    statement = select(ImportHeading).where(ImportHeading.consortium_id == viewer.consortium_id)
    return {heading.key: heading.field for heading in session.scalars(statement)}


def list_runs(session: Session, viewer: Viewer) -> list[RunView]:
    """The latest imports, newest first: one's own; for the coordination, those of the consortium."""
    rows = session.execute(_runs(viewer).order_by(ImportRun.created_at.desc()).limit(ROWS_PER_PAGE))
    return [_run_view(row, viewer) for row in rows]


def get_run(session: Session, viewer: Viewer, run_id: int) -> RunView:
    """One import; NotFoundError when it is not the viewer's to read."""
    row = session.execute(_runs(viewer).where(ImportRun.id == run_id)).first()
    if row is None:
        raise NotFoundError
    return _run_view(row, viewer)


def list_run_rows(
    session: Session, viewer: Viewer, run_id: int, *, verdict: Verdict | None = None, page: int = 1
) -> list[RowView]:
    """A page (ROWS_PER_PAGE, the first is 1) of the viewer's own import, in the order of the file."""
    statement = _rows(viewer, run_id).limit(ROWS_PER_PAGE).offset(ROWS_PER_PAGE * (page - 1))
    if verdict is not None:
        statement = statement.where(ImportRow.verdict == verdict)
    return [_row_view(row) for row in session.scalars(statement)]


def rejected_lines(session: Session, viewer: Viewer, run_id: int) -> list[RowView]:
    """What did not come in or will not: errors, repeated lines, doubts without a decision."""
    undecided = (ImportRow.verdict == Verdict.TO_DECIDE) & ImportRow.decision.is_(None)
    refused = ImportRow.verdict.in_((Verdict.ERROR, Verdict.REPEATED)) | undecided
    statement = _rows(viewer, run_id).where(or_(refused, ImportRow.outcome == Outcome.LEFT))
    return [_row_view(row) for row in session.scalars(statement)]


def _runs(viewer: Viewer) -> Select[ImportRun, str, Professional]:
    """Runs that were read to their end, for those who import; nobody else has any."""
    statement = (
        select(ImportRun, Structure.name.label("structure"), Professional)
        .join(
            Structure,
            (Structure.consortium_id == ImportRun.consortium_id) & (Structure.id == ImportRun.structure_id),
        )
        .join(
            Professional,
            (Professional.consortium_id == ImportRun.consortium_id)
            & (Professional.id == ImportRun.professional_id),
        )
        .where(ImportRun.consortium_id == viewer.consortium_id, ImportRun.status != RunStatus.PREPARING)
    )
    if viewer.has(Role.COORDINATOR):
        return statement
    mine = viewer.professional_id if viewer.has(Role.STRUCTURE_MANAGER) else None
    return statement.where(ImportRun.professional_id == mine)


def _run_view(row: Row[ImportRun, str, Professional], viewer: Viewer) -> RunView:
    run: ImportRun = row[0]
    is_mine = run.professional_id == viewer.professional_id
    is_recent = run.confirmed_at is not None and viewer.now - run.confirmed_at <= UNDONE_WITHIN
    return RunView(
        id=run.id,
        file_name=run.file_name,
        origin=run.origin,
        is_complete=run.is_complete,
        status=run.status,
        structure=row.structure,
        imported_by=row.Professional.display_name,
        created_at=run.created_at,
        confirmed_at=run.confirmed_at,
        undone_at=run.undone_at,
        headings=run.headings,
        columns=[ImportField(column) if column else None for column in run.columns],
        counts=dict(run.counts),
        may_undo=is_mine and is_recent and run.status == RunStatus.DONE,
        is_mine=is_mine,
    )


def _rows(viewer: Viewer, run_id: int) -> Select[ImportRow]:
    """Lines are read by their importer only: they hold people that others may not list."""
    mine = select(ImportRun.id).where(
        ImportRun.consortium_id == viewer.consortium_id,
        ImportRun.id == run_id,
        ImportRun.professional_id == viewer.professional_id,
        ImportRun.status != RunStatus.PREPARING,
    )
    if not viewer.has(Role.COORDINATOR, Role.STRUCTURE_MANAGER):
        mine = mine.where(false())
    return (
        select(ImportRow)
        .where(ImportRow.consortium_id == viewer.consortium_id, ImportRow.run_id.in_(mine))
        .order_by(ImportRow.line_number)
    )


def _row_view(row: ImportRow) -> RowView:
    return RowView(
        line_number=row.line_number,
        verdict=row.verdict,
        decision=row.decision,
        outcome=row.outcome,
        beneficiary_id=row.beneficiary_id,
        who=_who(row),
        reason=row.reason,
        cells=row.cells,
        problems={int(index): problem for index, problem in row.problems.items()},
        warnings={int(index): warning for index, warning in row.warnings.items()},
        changes=[Change._make(change) for change in row.changes],
        conflicts=[Change(*conflict) for conflict in row.conflicts],
        replaced=row.replaced,
    )


def _who(row: ImportRow) -> str:
    values = from_text(row.values)
    names = (values.get(field) for field in (ImportField.USUAL_NAME, ImportField.BIRTH_NAME))
    name = f"{next((name for name in names if name), '')} {values.get(ImportField.FIRST_NAMES, '')}".strip()
    born_on = values.get(ImportField.BIRTH_DATE)
    return f"{name}, né·e le {in_words(born_on)}" if isinstance(born_on, date) else name
