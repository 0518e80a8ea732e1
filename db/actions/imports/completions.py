"""The lines of a confirmation about people known."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entries
from db.actions.imports.rights import beyond_rights
from db.actions.imports.sources import Source, keep_sources, read_last_said
from db.actions.imports.updating import OUT_OF_THE_LIST, Update, load_records
from db.models.imports import ImportRun
from db.queries.known_names import Directory
from db.queries.known_people import known_people
from db.queries.objections import refuses_share
from domain.access import Viewer
from domain.imports.comparing import KnownPerson, compare
from domain.imports.model import ImportField, Outcome
from domain.imports.values import from_text

OUT_OF_REACH = "Cette personne ne vous est plus accessible."
SAME_PERSON = "Même personne qu’à la ligne {line}"
Columns = dict[str, Any]


class Completions:
    """Completes people known some lines at a time; `line_of` says which line each was taken from."""

    def __init__(
        self, session: Session, viewer: Viewer, run: ImportRun, directory: Directory, instant: datetime
    ) -> None:
        self.session, self.viewer, self.run, self.directory = session, viewer, run, directory
        self.instant = instant
        self.line_of: dict[int, int] = {}
        self.updated: list[int] = []

    def take(self, rows: Sequence[Row[Any]]) -> dict[int, Columns]:
        """What became of these lines; a second one about somebody is left, whatever it says."""
        for row in rows:
            self.line_of.setdefault(row.beneficiary_id, row.line_number)
        first = [row for row in rows if self.line_of[row.beneficiary_id] == row.line_number]
        repeated = {
            row.line_number: {"reason": SAME_PERSON.format(line=self.line_of[row.beneficiary_id])}
            for row in rows
        }
        return repeated | self._complete(first)

    def _complete(self, rows: Sequence[Row[Any]]) -> dict[int, Columns]:
        ids = [row.beneficiary_id for row in rows]
        known = known_people(self.session, self.viewer, ids)
        before = read_last_said(self.session, self.viewer, self.run.origin, ids)
        records = load_records(self.session, self.viewer, ids)
        reached = [row for row in rows if row.beneficiary_id in known]
        outcomes: dict[int, Columns] = {row.line_number: {"reason": OUT_OF_REACH} for row in rows}
        relisted: list[int] = []
        for row in reached:
            person, source = known[row.beneficiary_id], before.get(row.beneficiary_id)
            outcomes[row.line_number] = self._complete_one(row, person, source, relisted)
        self.session.flush()
        records.clear()
        refresh_caseload_entries(self.session, self.viewer.consortium_id, relisted)
        keep_sources(self.session, self.run, {row.beneficiary_id: row.said for row in reached}, before)
        return outcomes

    def _complete_one(
        self, row: Row[Any], known: KnownPerson, source: Source | None, relisted: list[int]
    ) -> Columns:
        """Compared again: somebody may have changed the file since the preview."""
        imported = from_text(row.said)
        found = compare(known, imported, source["values"] if source else {})
        chosen = {name for name in found.conflicts if str(name) in row.replaced and known.may_replace(name)}
        taken = found.news | {name: found.conflicts[name] for name in chosen}
        for field in beyond_rights(self.viewer, self.directory, imported, list(taken)):
            del taken[field]
        if ImportField.REFERENT in taken and self._is_refused(known, taken[ImportField.REFERENT]):
            del taken[ImportField.REFERENT]
        if not taken:
            return {"outcome": Outcome.UNCHANGED, "before": {"source": source}}
        change = Update(self.session, self.viewer, self.directory, known, self.instant)
        change.apply(taken, imported)
        self.updated.append(known.id)
        if taken.keys() - OUT_OF_THE_LIST:
            relisted.append(known.id)
        return {"outcome": Outcome.UPDATED, "before": {"source": source, **change.ledger.lines}}

    def _is_refused(self, known: KnownPerson, referent: Any) -> bool:
        """The person objected to this professional: a file does not share hers again."""
        share = {"professional_id": referent, "structure_id": self.directory.structure_of[referent]}
        return bool(self.session.scalar(select(refuses_share(self.viewer, known.id, **share))))
