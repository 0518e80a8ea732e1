"""Reading a file line by line against the caseload: nothing is changed but the preview itself."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.imports.judging import Judge
from db.actions.imports.rights import check_structure
from db.actions.imports.runs import AT_ONCE, count_by
from db.engine import read_session, write_session
from db.models.base import table_of
from db.models.imports import ImportHeading, ImportRow, ImportRun
from db.queries.known_names import read_directory
from domain.access import Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.batches import batched
from domain.errors import InvalidInputError
from domain.identifiers import new_id
from domain.imports.headings import heading_key, match_headings
from domain.imports.isolation import read_apart
from domain.imports.model import ImportField, ReadingChoices, RunStatus, Table
from domain.people import IdentifierOrigin
from domain.text import clean_text

Reader = Callable[[bytes, str, ReadingChoices], Table]
KEPT = timedelta(days=7)  # what the lines say is in the caseload by then, or was not wanted


@dataclass(frozen=True)
class ImportRequest:
    """A file and what the importer said of it; `columns` follows its headings, None is not imported."""

    content: bytes
    name: str
    choices: ReadingChoices
    columns: Sequence[ImportField | None]
    origin: IdentifierOrigin
    is_complete: bool
    structure_id: int


def preview_import(
    viewer: Viewer, request: ImportRequest, report: Callable[[float], None], *, read: Reader = read_apart
) -> int:
    """Compare each line with the people the viewer may list; return the run to confirm.

    Opens its own transactions, some hundred lines each: others must be able to write meanwhile. A run that
    was not read to its end cannot be confirmed. `report` receives the share done; `read` must be safe for a
    file that comes from outside.
    """
    require_role(viewer, Role.COORDINATOR, Role.STRUCTURE_MANAGER)
    table = read(request.content, request.name, request.choices)
    if len(table.headings) != len(request.columns):
        raise InvalidInputError({"columns": "Le fichier a changé : relisez ses colonnes."})
    with read_session(viewer) as session:
        directory = read_directory(session, viewer)
    with write_session(viewer) as session:
        run_id = _start(session, viewer, request, table)
    judge = Judge(viewer, directory, request.columns, request.origin)
    done = 0
    for lines in batched(table.lines, AT_ONCE):
        with read_session(viewer) as session:
            rows = judge.rows(session, lines)
        with write_session(viewer) as session:
            session.execute(insert(table_of(ImportRow)), [{"run_id": run_id, **row} for row in rows])
        done += len(lines)
        report(done / len(table.lines))
    with write_session(viewer) as session:
        _finish(session, viewer, run_id)
    return run_id


def _start(session: Session, viewer: Viewer, request: ImportRequest, table: Table) -> int:
    check_structure(session, viewer, request.structure_id)
    _forget_old_lines(session, viewer)
    _remember(session, viewer, table.headings, request.columns)
    run = ImportRun(
        consortium_id=viewer.consortium_id,
        id=new_id(),
        professional_id=viewer.professional_id,
        structure_id=request.structure_id,
        file_name="".join(filter(str.isprintable, clean_text(request.name)))[-200:],  # no bidi, no control
        digest=hashlib.sha256(request.content).hexdigest(),
        origin=request.origin,
        is_complete=request.is_complete,
        headings=table.headings,
        columns=[str(column) if column else None for column in request.columns],
        counts={},
    )
    session.add(run)
    session.flush()
    write_audit(session, viewer, AuditEvent.CREATE, object_kind="import_run", object_id=run.id)
    return run.id


def _forget_old_lines(session: Session, viewer: Viewer) -> None:
    """A preview without its lines has nothing left to confirm: it is dropped with them."""
    old = ImportRun.consortium_id == viewer.consortium_id, ImportRun.created_at < viewer.now - KEPT
    of_old = ImportRow.run_id.in_(select(ImportRun.id).where(*old))
    lines = delete(ImportRow).where(ImportRow.consortium_id == viewer.consortium_id, of_old)
    unfinished = ImportRun.status.in_((RunStatus.PREPARING, RunStatus.PREVIEWED))
    runs = update(ImportRun).where(*old, unfinished).values(status=RunStatus.DROPPED)
    headings = update(ImportRun).where(*old).values(headings=[], columns=[])
    for statement in (lines, runs, headings):
        session.execute(statement.execution_options(synchronize_session=False))


def _remember(
    session: Session, viewer: Viewer, headings: Sequence[str], columns: Sequence[ImportField | None]
) -> None:
    """What each heading means here: the next file with the same ones is understood at once.

    One that says nothing and is not imported is not kept: a line taken for the headings would leave names.
    """
    alone = match_headings(headings, {})
    meant = {
        heading_key(heading)[:120]: column
        for heading, column, proposed in zip(headings, columns, alone, strict=True)
        if column or proposed
    }
    known = select(ImportHeading).where(
        ImportHeading.consortium_id == viewer.consortium_id, ImportHeading.key.in_(meant)
    )
    for heading in session.scalars(known):
        heading.field = meant.pop(heading.key)
    session.add_all(
        ImportHeading(consortium_id=viewer.consortium_id, key=key, field=column)
        for key, column in meant.items()
        if key
    )


def _finish(session: Session, viewer: Viewer, run_id: int) -> None:
    run = session.get_one(ImportRun, (viewer.consortium_id, run_id))
    run.counts = count_by(session, run, ImportRow.verdict)
    run.status = RunStatus.PREVIEWED
