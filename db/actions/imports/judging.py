"""The verdict on each line of a file: about whom it is, what it would bring."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from db.actions.imports.rights import beyond_rights
from db.actions.imports.sources import read_last_said
from db.queries.known_names import Directory
from db.queries.known_people import known_people
from db.queries.matches import Asked, Match, find_matches
from domain.access import Viewer
from domain.imports.cells import RowReader
from domain.imports.comparing import APPOINTMENT_FIELDS, KnownPerson, compare
from domain.imports.dates import real_hour
from domain.imports.model import IDENTIFIER_FIELDS, ImportField, Line, ReadRow, Verdict
from domain.imports.repeats import LinesSoFar
from domain.imports.values import Values, to_text
from domain.matching import MatchKey, match_key
from domain.people import IdentifierOrigin

UNKNOWN_NUMBER = "Ce N° Jalons n’existe pas ou ne vous est pas accessible."
NO_NAME = "Personne inconnue de Jalons : il faut son nom et son prénom pour l’ajouter."
NEAR_LINE = "Ressemble à la ligne {line} : {why}. Déposez-la de nouveau après cet import, pour décider."
HIDDEN = "(déjà renseigné)"


class Judge:
    """Reads lines some hundred at a time; remembers those it has seen, for a person named twice."""

    def __init__(
        self,
        viewer: Viewer,
        directory: Directory,
        columns: Sequence[ImportField | None],
        origin: IdentifierOrigin,
    ) -> None:
        self.viewer, self.directory, self.origin = viewer, directory, origin
        self._columns = {column: index for index, column in enumerate(columns) if column}
        self._reader = RowReader(columns, directory.names, viewer.today)
        self._lines = LinesSoFar()

    def rows(self, session: Session, lines: Sequence[Line]) -> list[dict[str, Any]]:
        """The lines as they are kept for the preview (columns of ImportRow, without the run)."""
        read = [self._at_real_hours(self._reader.read(line)) for line in lines]
        sound = [row for row in read if not row.problems and not row.line.problem]
        asked = {row.line.number: asked_of(row.values) for row in sound}
        matches = find_matches(session, self.viewer, asked)
        ids = sorted({match.beneficiary_id for match in matches.values()})
        known = known_people(session, self.viewer, ids)
        said = read_last_said(session, self.viewer, self.origin, ids)
        return [self._judged(row, asked, matches, known, said) for row in read]

    def _judged(
        self,
        row: ReadRow,
        asked: Mapping[int, Asked],
        matches: Mapping[int, Match],
        known: Mapping[int, KnownPerson],
        said: Mapping[int, Mapping[str, Any]],
    ) -> dict[str, Any]:
        line = row.line.number
        if line not in asked:
            return self._kept(row, Verdict.ERROR, row.line.problem)
        match = matches.get(line)
        is_certain = match is not None and match.is_certain
        same = match.beneficiary_id if match and is_certain else None
        if (earlier := self._lines.repeated(line, asked[line].key, same)) is not None:
            return self._kept(row, Verdict.REPEATED, f"Même personne qu’à la ligne {earlier}")
        if match is None or match.beneficiary_id not in known:
            return self._unknown(row, asked[line].key)
        person = known[match.beneficiary_id]
        return self._known(row, match, person, said[person.id]["values"] if person.id in said else {})

    def _known(
        self, row: ReadRow, match: Match, person: KnownPerson, last_said: Mapping[str, str]
    ) -> dict[str, Any]:
        """A line that is only near somebody may become a new person: its whole is checked."""
        found = compare(person, row.values, last_said)
        brought = {**found.news, **found.conflicts} if match.is_certain else row.values
        if self._is_beyond_rights(row, brought):
            return self._kept(row, Verdict.ERROR, "")
        changes = [self._told(person, field, value) for field, value in found.news.items()]
        conflicts = [
            self._told(person, field, value, is_conflict=True) for field, value in found.conflicts.items()
        ]
        verdict = Verdict.UPDATE if changes or conflicts else Verdict.UNCHANGED
        about = {"beneficiary_id": person.id, "changes": changes, "conflicts": conflicts}
        return self._kept(row, verdict if match.is_certain else Verdict.TO_DECIDE, match.reason, **about)

    def _unknown(self, row: ReadRow, key: MatchKey) -> dict[str, Any]:
        if ImportField.JALONS_ID in row.values:
            row.problems[self._columns[ImportField.JALONS_ID]] = UNKNOWN_NUMBER
            return self._kept(row, Verdict.ERROR, "")
        if not {ImportField.BIRTH_NAME, ImportField.FIRST_NAMES} <= row.values.keys():
            return self._kept(row, Verdict.ERROR, NO_NAME)
        if self._is_beyond_rights(row, row.values):
            return self._kept(row, Verdict.ERROR, "")
        if near := self._lines.near(row.line.number, key):
            return self._kept(row, Verdict.REPEATED, NEAR_LINE.format(line=near[0], why=near[1]))
        return self._kept(row, Verdict.NEW, "")

    def _kept(self, row: ReadRow, verdict: Verdict, reason: str, **found: Any) -> dict[str, Any]:
        return {
            "consortium_id": self.viewer.consortium_id,
            "line_number": row.line.number,
            "verdict": verdict,
            "reason": reason,
            "cells": row.line.cells,
            "values": to_text(row.values),
            "problems": {str(index): said for index, said in row.problems.items()},
            "warnings": {str(index): said for index, said in row.warnings.items()},
            "beneficiary_id": None,
            "changes": [],
            "conflicts": [],
        } | found

    def _told(
        self, person: KnownPerson, field: ImportField, value: Any, *, is_conflict: bool = False
    ) -> list[Any]:
        """Whoever may not open the file neither reads what it holds nor chooses to replace it."""
        words, stored, is_open = self.directory.words, person.values.get(field), person.may_be_replaced
        ours = words(field, stored) if is_open or stored is None else HIDDEN
        is_locked = is_conflict and not person.may_replace(field)
        return [str(field), field.label, ours, words(field, value), is_locked]

    def _is_beyond_rights(self, row: ReadRow, fields: Iterable[ImportField]) -> bool:
        problems = beyond_rights(self.viewer, self.directory, row.values, fields)
        row.problems.update({self._columns[field]: problem for field, problem in problems.items()})
        return bool(problems)

    def _at_real_hours(self, row: ReadRow) -> ReadRow:
        """Appointments at an hour that the clock of the consortium does show that day."""
        for field in APPOINTMENT_FIELDS:
            if isinstance(said := row.values.get(field), datetime):
                row.values[field], warning = real_hour(self.viewer.time_zone, said)
                if warning:
                    row.warnings[self._columns[field]] = warning
        return row


def asked_of(values: Values) -> Asked:
    """What a line is looked for by."""
    return Asked(key_of(values), values.get(ImportField.JALONS_ID))  # type: ignore[arg-type]  # an int


def key_of(values: Values) -> MatchKey:
    """What a line is compared by."""
    birth_name, usual_name, first_names = (str(values.get(field, "")) for field in _NAMES)
    numbers = [(origin, str(values[field])) for field, origin in IDENTIFIER_FIELDS.items() if field in values]
    born_on: Any = values.get(ImportField.BIRTH_DATE)
    commune: Any = values.get(ImportField.COMMUNE)
    names = birth_name, usual_name, first_names
    return match_key(*names, born_on, identifiers=numbers, commune_code=commune)


_NAMES = (ImportField.BIRTH_NAME, ImportField.USUAL_NAME, ImportField.FIRST_NAMES)
