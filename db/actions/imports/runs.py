"""Loading a run to act on it."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.models.imports import ImportRow, ImportRun
from domain.access import Role, Viewer, require_role
from domain.errors import ForbiddenError, NotFoundError
from domain.imports.model import RunStatus

AT_ONCE = 500  # lines read, compared and written together


def open_run(session: Session, viewer: Viewer, run_id: int) -> ImportRun:
    """A run of the viewer's own, locked until the transaction ends; NotFoundError for anybody else."""
    require_role(viewer, Role.COORDINATOR, Role.STRUCTURE_MANAGER)
    statement = select(ImportRun).where(
        ImportRun.consortium_id == viewer.consortium_id,
        ImportRun.id == run_id,
        ImportRun.professional_id == viewer.professional_id,
    )
    run = session.scalars(statement.with_for_update()).first()
    if run is None or run.status == RunStatus.PREPARING:
        raise NotFoundError
    return run


def open_preview(session: Session, viewer: Viewer, run_id: int) -> ImportRun:
    """A run still to confirm; ForbiddenError once it was confirmed or dropped."""
    run = open_run(session, viewer, run_id)
    if run.status != RunStatus.PREVIEWED:
        raise ForbiddenError("Cet import n’attend plus de décision.")
    return run


def lines_of(run: ImportRun) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition for the lines of this run."""
    return ImportRow.consortium_id == run.consortium_id, ImportRow.run_id == run.id


def count_by(session: Session, run: ImportRun, column: Any) -> dict[str, int]:
    """How many lines of the run have each value of this column."""
    statement = select(column, func.count()).where(*lines_of(run)).group_by(column)
    return {str(value): count for value, count in session.execute(statement)}


def signed_as(run: ImportRun, *, is_undone: bool = False) -> str:
    """How the journal names this run, by the lines of the people it wrote about."""
    return f"import {run.id} annulé" if is_undone else f"import {run.id}"
