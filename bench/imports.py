"""A big file checked while somebody else works: how long it takes, and what it costs the others."""

import csv
import io
from collections.abc import Callable
from random import Random
from threading import Thread
from time import perf_counter

from bench.window import Run
from db.actions.imports.decisions import drop_run
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary
from db.queries.scopes import visible_beneficiaries
from db.worker import Task, run_apart
from domain.access import Viewer
from domain.imports.model import MAX_LINES, ImportField, ReadingChoices
from domain.people import IdentifierOrigin

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


def preview_beside(viewer: Viewer, people: int, work: Callable[[int], Run]) -> tuple[int, float, list[Run]]:
    """Check the file in its process while `work` goes on: lines, milliseconds, and the runs meanwhile."""
    content, lines = big_file(viewer, people)
    ended: list[float] = []
    thread = Thread(target=lambda: ended.append(_preview_ms(viewer, content)))
    thread.start()
    runs: list[Run] = []
    while thread.is_alive():
        runs.append(work(len(runs)))
    thread.join()
    return lines, ended[0], runs


def _preview_ms(viewer: Viewer, content: bytes) -> float:
    """As a click on « Vérifier le fichier » does; the import is then given up."""
    started = perf_counter()
    *_, last = run_apart(
        viewer,
        Task.PREVIEW,
        content=content,
        name="liste.csv",
        choices=ReadingChoices(),
        columns=COLUMNS,
        origin=IdentifierOrigin.OTHER,
        is_complete=False,
        structure_id=viewer.structure_id,
    )
    taken = (perf_counter() - started) * 1000
    with write_session(viewer) as session:
        drop_run(session, viewer, last.result or 0)
    return taken
