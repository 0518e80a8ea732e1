"""The rights matrix for imports; the runs aimed at are those of tests/db/furnished_imports.py."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.imports import confirm, decisions, preview, undo
from db.models.imports import ImportRun
from db.queries import import_plans, import_sources, imports, known_names, known_people, matches
from domain.access import Viewer
from domain.imports.model import Decision, ReadingChoices, RunStatus, Verdict
from domain.matching import match_key
from domain.people import IdentifierOrigin
from tests.db.furnished_imports import COLUMNS
from tests.db.world import BIRTH, Side

Call = Callable[[Session, Viewer, Side], Any]


def _run_id(session: Session, here: Side, status: RunStatus) -> int:
    mine = ImportRun.professional_id == here.professionals["coordinator"].id
    return session.scalar(select(ImportRun.id).where(mine, ImportRun.status == status)) or 0


def _of(read: Callable[..., Any], status: RunStatus = RunStatus.PREVIEWED, **values: Any) -> Call:
    return lambda s, v, here: read(s, v, _run_id(s, here, status), **values)


def _runs_of_here(session: Session, viewer: Viewer, here: Side) -> list[int]:
    mine = _run_id(session, here, RunStatus.DONE)
    return [run.id for run in imports.list_runs(session, viewer) if run.id == mine]


def _matched(session: Session, viewer: Viewer, here: Side) -> list[int]:
    asked = {2: matches.Asked(match_key("Lefèvre", "", "Éloïse", BIRTH))}
    found = matches.find_matches(session, viewer, asked)
    return [match.beneficiary_id for match in found.values() if match.beneficiary_id == here.person.id]


def _preview(_session: Session, viewer: Viewer, here: Side) -> None:
    request = preview.ImportRequest(
        "Nom;Prénom\nPuig;Zoé\n".encode(),
        "liste.csv",
        ReadingChoices(),
        COLUMNS,
        IdentifierOrigin.CAF,
        is_complete=False,
        structure_id=here.structure.id,
    )
    preview.preview_import(viewer, request, lambda _share: None)


RUN_READS: dict[str, Call] = {
    "imports.list_runs": _runs_of_here,
    "imports.get_run": _of(imports.get_run),
    "imports.list_run_rows": _of(imports.list_run_rows),
    "imports.rejected_lines": _of(imports.rejected_lines, RunStatus.DONE),
    "import_plans.count_planned": _of(lambda *asked: import_plans.count_planned(*asked).outcomes),
    "import_sources.list_disappeared": _of(import_sources.list_disappeared, RunStatus.DONE),
}
PEOPLE_READS: dict[str, Call] = {
    "known_people.known_people": lambda s, v, here: known_people.known_people(s, v, [here.person.id]),
    "matches.find_matches": _matched,
}
NAME_READS: dict[str, Call] = {
    "imports.remembered_headings": lambda s, v, here: (
        v.consortium_id == here.consortium.id and imports.remembered_headings(s, v)
    ),
    "known_names.read_directory": lambda s, v, here: (
        here.structure.id in known_names.read_directory(s, v).structures
    ),
}
RUN_WRITES: dict[str, Call] = {
    "imports.confirm.confirm_import": _of(confirm.confirm_import),
    "imports.undo.undo_import": _of(undo.undo_import, RunStatus.DONE),
    "imports.decisions.drop_run": _of(decisions.drop_run),
    "imports.decisions.decide": _of(
        decisions.decide, line_numbers=None, verdict=Verdict.NEW, decision=Decision.SKIP
    ),
    "imports.decisions.choose_value": _of(decisions.choose_value, line_number=3, field="phone", replace=True),
}
# Who does it: a run is its importer's own, whoever else may import.
IMPORT_WRITES: dict[str, tuple[Call, frozenset[str]]] = {
    "imports.preview.preview_import": (_preview, frozenset({"coordinator", "manager"})),
    **{name: (call, frozenset({"coordinator"})) for name, call in RUN_WRITES.items()},
}
