"""A big file of people or of services checked while somebody else works: how long, and what others feel."""

import csv
import io
from collections.abc import Callable
from random import Random
from threading import Thread
from time import perf_counter
from typing import Any

from sqlalchemy.orm import Session

from bench.window import Run
from db.actions.imports.decisions import drop_run
from db.actions.offer.loads import drop_load
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary
from db.queries.scopes import visible_beneficiaries
from db.worker import Task, run_apart
from domain.access import Viewer
from domain.imports.model import MAX_LINES, ImportField, ReadingChoices
from domain.people import IdentifierOrigin
from tests.db.offer_loading import V1, many

COLUMNS = [
    ImportField.BIRTH_NAME,
    ImportField.FIRST_NAMES,
    ImportField.BIRTH_DATE,
    ImportField.PHONE,
    ImportField.POSTAL_CODE,
    ImportField.ENTERED_ON,
    ImportField.PUBLICS,
]


def big_file(viewer: Viewer, people: int) -> tuple[bytes, int]:
    """Half of it people already known, in the file's own spelling; with its number of lines."""
    lines = min(people, MAX_LINES)
    statement = visible_beneficiaries(viewer).where(Beneficiary.birth_date.is_not(None)).limit(lines)
    with read_session(viewer) as session:
        known = session.execute(
            statement.with_only_columns(
                Beneficiary.birth_name, Beneficiary.first_names, Beneficiary.birth_date, Beneficiary.phone
            )
        ).all()
    rng = Random(66)
    written = io.StringIO()
    file = csv.writer(written, delimiter=";")
    file.writerow([column.label for column in COLUMNS])
    for turn in range(lines):
        person = known[turn % len(known)]
        born_on = person.birth_date if turn % 2 else person.birth_date.replace(day=rng.randint(2, 28))
        name = person.birth_name.upper() if turn % 2 else f"{person.first_names} {turn % 26 * 'a'}b"
        told = (f"{born_on:%d/%m/%Y}", person.phone, "66000", "12/05/2026", "RSA")
        file.writerow([name, person.first_names, *told])
    return written.getvalue().encode(), lines


def preview_beside(check: Callable[[], float], work: Callable[[int], Run]) -> tuple[float, list[Run]]:
    """Check a file in its process while `work` goes on: milliseconds, and the runs meanwhile."""
    ended: list[float] = []
    thread = Thread(target=lambda: ended.append(check()))
    thread.start()
    runs: list[Run] = []
    while thread.is_alive():
        runs.append(work(len(runs)))
    thread.join()
    return ended[0], runs


def check_people(viewer: Viewer, content: bytes) -> float:
    """As a click on « Vérifier le fichier » does; the import is then given up."""
    about: dict[str, Any] = {"choices": ReadingChoices(), "columns": COLUMNS, "name": "liste.csv"}
    about |= {"origin": IdentifierOrigin.OTHER, "structure_id": viewer.structure_id}
    return _timed(viewer, drop_run, Task.PREVIEW, content=content, is_complete=False, **about)


def check_services(viewer: Viewer, count: int) -> float:
    """The same of a file of services."""
    return _timed(viewer, drop_load, Task.OFFER_PREVIEW, files=[(V1, many(count))], is_complete=False)


def _timed(viewer: Viewer, drop: Callable[[Session, Viewer, int], object], task: Task, **asked: Any) -> float:
    started = perf_counter()
    *_, last = run_apart(viewer, task, **asked)
    taken = (perf_counter() - started) * 1000
    with write_session(viewer) as session:
        drop(session, viewer, last.result or 0)
    return taken
