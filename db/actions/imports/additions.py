"""The lines of a confirmation that bring somebody new."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.actions.imports.creating import Newcomers
from db.actions.imports.judging import NO_NAME, asked_of, key_of
from db.actions.imports.rights import beyond_rights
from db.actions.imports.sources import keep_sources
from db.models.imports import ImportRun
from db.queries.known_names import Directory
from db.queries.matches import Match, find_matches
from domain.access import Viewer
from domain.imports.model import ImportField, Outcome, Verdict
from domain.imports.values import Values, from_text
from domain.matching import MatchKey

MEANWHILE = "Arrivée dans Jalons depuis la vérification : déposez de nouveau le fichier."
Columns = dict[str, Any]


class Additions:
    """Adds people some lines at a time; `people` are those added so far, by identifier."""

    def __init__(self, session: Session, viewer: Viewer, run: ImportRun, directory: Directory) -> None:
        self.session, self.viewer, self.run, self.directory = session, viewer, run, directory
        self.people: dict[int, MatchKey] = {}

    def take(self, rows: Sequence[Row[Any]], completed: Container[int]) -> dict[int, Columns]:
        """What became of these lines; `completed` are the people known whom earlier lines are about."""
        values = {row.line_number: from_text(row.said) for row in rows}
        outcomes = self._left(rows, values, completed)
        newcomers, told = Newcomers(self.viewer, self.run, self.directory), {}
        for row in rows:
            if row.line_number in outcomes:
                continue
            person_id = newcomers.add(values[row.line_number])
            self.people[person_id] = key_of(values[row.line_number])
            told[person_id] = row.said
            outcomes[row.line_number] = {"outcome": Outcome.CREATED, "beneficiary_id": person_id}
        newcomers.write(self.session)
        keep_sources(self.session, self.run, told, {})
        return outcomes

    def _left(
        self, rows: Sequence[Row[Any]], values: Mapping[int, Values], completed: Container[int]
    ) -> dict[int, Columns]:
        """A line read as somebody known, then refused, may lack a name, or name a structure not hers."""
        meanwhile = self._arrived(rows, values, completed)
        reasons = {}
        for line, said in values.items():
            beyond = beyond_rights(self.viewer, self.directory, said, said)
            if not {ImportField.BIRTH_NAME, ImportField.FIRST_NAMES} <= said.keys():
                reasons[line] = NO_NAME
            elif beyond:
                reasons[line] = " ".join(beyond.values())
            elif line in meanwhile:
                reasons[line] = MEANWHILE
        return {line: {"reason": reason} for line, reason in reasons.items()}

    def _arrived(
        self, rows: Sequence[Row[Any]], values: Mapping[int, Values], completed: Container[int]
    ) -> set[int]:
        """Lines about somebody who was entered, or shared, since the preview: they need another look."""
        new, refused = (
            {row.line_number: asked_of(values[row.line_number]) for row in rows if is_new == _was_new(row)}
            for is_new in (True, False)
        )
        found = find_matches(self.session, self.viewer, new)
        found |= find_matches(self.session, self.viewer, refused, since=self.run.created_at)

        def is_of_this_import(match: Match) -> bool:
            return match.beneficiary_id in self.people or match.beneficiary_id in completed

        return {line for line, match in found.items() if match.is_certain or not is_of_this_import(match)}


def _was_new(row: Row[Any]) -> bool:
    return bool(row.verdict == Verdict.NEW)
