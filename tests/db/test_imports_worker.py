"""The long work in its own process: told as it goes, all or nothing wherever it is killed."""

import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary
from db.models.imports import ImportRow, ImportRun
from db.queries.imports import get_run, list_run_rows, list_runs
from db.worker import CHANGED_MEANWHILE, Task, WorkerFailedError, run_apart
from domain.access import Role
from domain.errors import DomainError, NotFoundError
from domain.imports.model import ImportField, ReadingChoices, RunStatus
from domain.people import IdentifierOrigin
from tests.db.importing import csv
from tests.factories import make_consortium, make_professional, viewer_for

STEPS = 1_001  # three steps of at most 500 lines
LINES = 501  # two: enough to be killed between them
LETTERS = "abcdefghij"
NAMED = [ImportField.BIRTH_NAME, ImportField.FIRST_NAMES, ImportField.COMMUNE]


@pytest.fixture
def viewer(own_engine):
    """The coordination of a consortium that is really written."""
    with Session(own_engine, expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session, territory_id="3-24")
        return viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))


def crowd_file(lines=LINES):
    """People whose names have nothing in common, as letters count."""
    words = ("".join(LETTERS[int(digit)] for digit in f"{rank:04d}") for rank in range(lines))
    return csv("Nom;Prénom;Commune", *(f"{word};{word[::-1]};Perpignan" for word in words))


def preview(viewer, content):
    return run_apart(
        viewer,
        Task.PREVIEW,
        content=content.encode(),
        name="liste.csv",
        choices=ReadingChoices(),
        columns=NAMED,
        origin=IdentifierOrigin.CAF,
        is_complete=False,
        structure_id=viewer.structure_id,
    )


def confirm(viewer, run_id):
    return run_apart(viewer, Task.CONFIRM, run_id=run_id)


def undo(viewer, run_id):
    return run_apart(viewer, Task.UNDO, run_id=run_id)


def child():
    """The process that this thread has just started."""
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()
    return int(children[-1])


def killed(steps, after):
    """Kill the worker once it has told so many steps, as a machine that loses power would."""
    with suppress(WorkerFailedError):
        for number, _ in enumerate(steps, start=1):
            if number == after:
                os.kill(child(), signal.SIGKILL)


def written(viewer):
    """People, and the state of the only run."""
    with read_session(viewer) as session:
        mine = Beneficiary.consortium_id == viewer.consortium_id
        people = session.scalar(select(func.count()).select_from(Beneficiary).where(mine))
        return people, session.scalars(select(ImportRun.status)).one()


def test_it_tells_how_far_it_is_then_the_run_then_the_import(viewer):
    steps = list(preview(viewer, crowd_file(STEPS)))
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert (len(shares), shares[-1], shares[0]) == (4, 1.0, 500 / STEPS)
    assert list(confirm(viewer, steps[-1].result))[-1].share == 1.0
    assert list(confirm(viewer, steps[-1].result))[-1].share == 1.0
    assert written(viewer) == (STEPS, RunStatus.DONE)


def test_an_import_or_its_undoing_killed_at_any_moment_leaves_all_or_nothing(viewer):
    """T084."""
    run_id = list(preview(viewer, crowd_file()))[-1].result
    for after in (1, 2, 3):
        killed(confirm(viewer, run_id), after)
        assert written(viewer) in {(0, RunStatus.PREVIEWED), (LINES, RunStatus.DONE)}
    list(confirm(viewer, run_id))
    assert written(viewer) == (LINES, RunStatus.DONE)
    killed(undo(viewer, run_id), 2)
    assert written(viewer) in {(0, RunStatus.UNDONE), (LINES, RunStatus.DONE)}
    assert list(undo(viewer, run_id))[-1].result == 0
    assert written(viewer) == (0, RunStatus.UNDONE)


def test_a_preview_killed_in_the_middle_is_neither_seen_nor_confirmed(viewer):
    killed(preview(viewer, crowd_file()), 1)
    assert written(viewer) == (0, RunStatus.PREPARING)
    with read_session(viewer) as session:
        run_id = session.scalars(select(ImportRun.id)).one()
        assert list_runs(session, viewer) == list_run_rows(session, viewer, run_id) == []
        with pytest.raises(NotFoundError):
            get_run(session, viewer, run_id)
    with pytest.raises(DomainError):
        list(confirm(viewer, run_id))


def test_when_nobody_listens_any_more_the_work_goes_on(viewer):
    run_id = list(preview(viewer, crowd_file()))[-1].result
    steps = confirm(viewer, run_id)
    next(steps)
    steps.close()
    assert list(confirm(viewer, run_id))[-1].share == 1.0  # waits for its turn, then finds it done
    assert written(viewer) == (LINES, RunStatus.DONE)


def test_a_file_that_is_refused_is_said_in_french_and_leaves_no_run(viewer):
    with pytest.raises(DomainError, match="Fichier vide"):
        list(preview(viewer, ""))
    with pytest.raises(DomainError, match="relisez ses colonnes"):
        list(preview(viewer, csv("Nom;Prénom", "Puig;Zoé")))
    with read_session(viewer) as session:
        assert session.scalars(select(ImportRun.id)).all() == []


def test_an_error_on_the_last_line_leaves_nothing_of_the_first_ones(viewer):
    run_id = list(preview(viewer, crowd_file()))[-1].result
    spoilt = {"birth_name": "Puig", "first_names": "Zoé", "commune": "99999"}
    with write_session(viewer) as session:
        last = ImportRow.line_number == LINES + 1
        session.execute(update(ImportRow).where(last).values(values=spoilt))
    with pytest.raises(DomainError, match=CHANGED_MEANWHILE[:30]):
        list(confirm(viewer, run_id))
    assert written(viewer) == (0, RunStatus.PREVIEWED)
