"""Importing files in tests: what a click on « Vérifier » then « Importer » does, without the worker."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.imports.confirm import confirm_import
from db.actions.imports.decisions import choose_value, decide
from db.actions.imports.preview import ImportRequest, preview_import
from db.actions.imports.undo import undo_import
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary, GroupMember, ReferentAssignment
from db.models.caseload import CaseloadEntry
from db.models.paths import EngagementContract
from db.queries.imports import get_run, list_run_rows
from domain.access import Viewer
from domain.imports.headings import match_headings
from domain.imports.model import Decision, ReadingChoices, Verdict
from domain.imports.reading import read_table
from domain.imports.views import RowView
from domain.people import IdentifierOrigin
from tests.db.snapshot import TENANT_TABLES

_OF_THE_RUN = {"import_run", "import_row", "import_heading", "audit_entry", "audit_head"}
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text())


def sample(name: str) -> bytes:
    """A sample file."""
    return (SAMPLES / name).read_bytes()


def preview(viewer: Viewer, content: bytes | str, name: str = "liste.csv", **said: Any) -> int:
    """The run of this file, its columns matched by their names."""
    content = content.encode() if isinstance(content, str) else content
    table = read_table(content, name, ReadingChoices())
    values: dict[str, Any] = {
        "choices": ReadingChoices(),
        "columns": match_headings(table.headings, {}),
        "origin": IdentifierOrigin.OTHER,
        "is_complete": False,
        "structure_id": viewer.structure_id,
    }
    request = ImportRequest(content, name, **(values | said))
    return preview_import(viewer, request, lambda _share: None, read=read_table)


def confirm(viewer: Viewer, run_id: int) -> dict[str, int]:
    """Confirm; return the number of lines by outcome."""
    with write_session(viewer) as session:
        confirm_import(session, viewer, run_id)
    return counts(viewer, run_id)


def import_file(viewer: Viewer, content: bytes | str, name: str = "liste.csv", **said: Any) -> int:
    """Preview then confirm; return the run."""
    run_id = preview(viewer, content, name, **said)
    confirm(viewer, run_id)
    return run_id


def undo(viewer: Viewer, run_id: int) -> int:
    """Undo; return how many people are kept as they are."""
    with write_session(viewer) as session:
        return undo_import(session, viewer, run_id)


def decided(viewer: Viewer, run_id: int, verdict: Verdict, decision: Decision, *lines: int) -> int:
    """The same run, these lines of the verdict decided, or all of them."""
    with write_session(viewer) as session:
        decide(session, viewer, run_id, lines or None, verdict, decision)
    return run_id


def replaced(viewer: Viewer, run_id: int, line_number: int, field: str) -> int:
    """The same run, the file's value chosen."""
    with write_session(viewer) as session:
        choose_value(session, viewer, run_id, line_number, field, replace=True)
    return run_id


def verdicts(viewer: Viewer, content: str, **said: Any) -> list[str]:
    """What a preview says of each line, in order."""
    return [str(row.verdict) for row in rows(viewer, preview(viewer, content, **said)).values()]


def only_row(viewer: Viewer, content: str, **said: Any) -> RowView:
    """What a preview says of the one line of a file."""
    (row,) = rows(viewer, preview(viewer, content, **said)).values()
    return row


def csv(headings: str, *lines: str) -> str:
    """A file of these lines."""
    return "\n".join((headings, *lines, ""))


def counts(viewer: Viewer, run_id: int) -> dict[str, int]:
    """Lines by verdict before the confirmation, by outcome after."""
    with read_session(viewer) as session:
        return get_run(session, viewer, run_id).counts


def rows(viewer: Viewer, run_id: int) -> dict[int, RowView]:
    """The first lines of the run, by their number in the file."""
    with read_session(viewer) as session:
        return {row.line_number: row for row in list_run_rows(session, viewer, run_id)}


def everything(session: Session, viewer: Viewer) -> dict[str, list[Any]]:
    """All that the consortium holds, but the runs and the journal."""
    where = f"where consortium_id = {viewer.consortium_id} order by 1, 2"
    return {
        table: list(session.connection().exec_driver_sql(f"select * from {table} {where}"))
        for table in TENANT_TABLES
        if table not in _OF_THE_RUN
    }


def fresh(session: Session, model: Any, **having: Any) -> Sequence[Any]:
    """The rows of a table as they are now."""
    return session.scalars(select(model).filter_by(**having)).all()


def typed(session: Session, record: Any, **values: Any) -> None:
    """By hand, without the words of an action."""
    session.refresh(record)
    for name, value in values.items():
        setattr(record, name, value)
    session.flush()


def path_of(session: Session, person: Beneficiary) -> tuple[Any, ...]:
    """Track, référents, structures of the group, contracts of the caseload's stay."""
    (entry,) = fresh(session, CaseloadEntry, beneficiary_id=person.id)
    period = {"support_period_id": entry.support_period_id}
    return (
        entry.track,
        sorted(one.professional_id for one in fresh(session, ReferentAssignment, ended_on=None, **period)),
        {one.structure_id for one in fresh(session, GroupMember, beneficiary_id=person.id)},
        [(one.kind, one.starts_on, one.ends_on) for one in fresh(session, EngagementContract, **period)],
    )
