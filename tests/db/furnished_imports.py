"""Two runs of the coordination: one to confirm, one to undo."""

from typing import Any

from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.imports import ImportedValues, ImportRow, ImportRun
from domain.identifiers import new_id
from domain.imports.model import ImportField, Outcome, RunStatus, Verdict
from domain.people import IdentifierOrigin
from tests.factories import NOW

COLUMNS = [ImportField.BIRTH_NAME, ImportField.FIRST_NAMES]


def add_imports(session: Session, person: Beneficiary, importer: Professional) -> None:
    """A preview with a conflict to settle, and a complete list that no longer names the person."""
    key = {"consortium_id": person.consortium_id}
    waiting = _add_run(session, importer, RunStatus.PREVIEWED, confirmed_at=None)
    done = _add_run(session, importer, RunStatus.DONE, confirmed_at=NOW)
    conflict = [["phone", "Téléphone", "06", "07", False]]
    session.add_all(
        [
            _line(waiting, 2, Verdict.NEW),
            _line(waiting, 3, Verdict.UPDATE, beneficiary_id=person.id, conflicts=conflict),
            _line(done, 2, Verdict.ERROR, outcome=Outcome.LEFT),
            ImportedValues(
                **key,
                beneficiary_id=person.id,
                origin=done.origin,
                run_id=done.id,
                values={"birth_name": person.birth_name},
                imported_at=NOW,
            ),
        ]
    )
    session.flush()


def _add_run(session: Session, importer: Professional, status: RunStatus, **values: Any) -> ImportRun:
    run = ImportRun(
        consortium_id=importer.consortium_id,
        id=new_id(),
        professional_id=importer.id,
        structure_id=importer.structure_id,
        file_name="liste.csv",
        digest="0" * 64,
        origin=IdentifierOrigin.MSA,
        is_complete=True,
        status=status,
        headings=["Nom", "Prénom"],
        columns=[str(column) for column in COLUMNS],
        counts={"new": 1},
        audit_sequence=0,
        **values,
    )
    session.add(run)
    session.flush()
    return run


def _line(run: ImportRun, number: int, verdict: Verdict, **values: Any) -> ImportRow:
    said: dict[str, Any] = {
        "cells": ["Puig", "Zoé"],
        "values": {"birth_name": "Puig", "first_names": "Zoé"},
        "problems": {},
        "warnings": {},
        "changes": [],
        "conflicts": [],
    }
    key = {"consortium_id": run.consortium_id, "run_id": run.id, "line_number": number}
    return ImportRow(**key, verdict=verdict, **(said | values))
