"""Long work in a process of its own, so that the screens of the others stay quick: `python -m db.worker`.

The parent sends who asks and what on the child's input; the child answers one JSON line per step. When the
browser leaves, nobody listens any more and the work goes on. One at a time per server: ids and load.
"""

import fcntl
import gc
import json
import pickle
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import IO, Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from db.actions.imports.confirm import confirm_import
from db.actions.imports.preview import ImportRequest, preview_import
from db.actions.imports.undo import undo_import
from db.actions.offer.loads import confirm_load
from db.actions.offer.previews import preview_load
from db.engine import ReadSessionFactory, connect, write_session
from domain.access import Viewer
from domain.errors import DomainError
from domain.identifiers import IdGenerator, use_generator
from settings import SERVERS, get_settings

PROJECT = Path(__file__).resolve().parents[1]
_MEMORY, _CPU_SECONDS = 2_000_000_000, 900
CHANGED_MEANWHILE = "Un dossier a changé pendant ce temps : rien n’a été écrit. Recommencez."


class Task(StrEnum):
    """What can be asked of a worker."""

    PREVIEW = "preview"
    CONFIRM = "confirm"
    UNDO = "undo"
    OFFER_PREVIEW = "offer_preview"
    OFFER_CONFIRM = "offer_confirm"


@dataclass(frozen=True)
class Progress:
    """Share done, from 0 to 1; the last one carries the run or load of a preview, whom an undo left."""

    share: float
    result: int | None = None


class WorkerFailedError(Exception):
    """The child ended without an answer: a bug, or a limit of the machine."""


def run_apart(viewer: Viewer, task: Task, **arguments: Any) -> Iterator[Progress]:
    """Do this task for the viewer and tell how far it is; DomainError when it is refused."""
    url = ReadSessionFactory.kw["bind"].url.render_as_string(hide_password=False)
    command = (sys.executable, "-m", "db.worker")
    child = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdin as asked:
        pickle.dump((url, viewer, task, arguments), asked)
    try:
        yield from _told_by(child.stdout)
    finally:
        Thread(target=child.wait, daemon=True).start()  # it may outlive the one who listens
    if child.wait() != 0:
        raise WorkerFailedError(f"the worker ended with {child.returncode}")


def _told_by(answers: IO[bytes]) -> Iterator[Progress]:
    with answers:
        for line in answers:
            answer = json.loads(line)
            if "refused" in answer:
                raise DomainError(answer["refused"])
            yield Progress(**answer)


def main() -> None:
    """The child: one task, then the end."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would write names and the secret on the disk
    sys.excepthook = _say_where
    gc.set_threshold(
        100_000, 50, 100
    )  # 50,000 lines in memory: a third of the time went in looking for garbage
    url, viewer, task, arguments = pickle.load(sys.stdin.buffer)  # from our own parent
    settings = get_settings()
    use_generator(IdGenerator(lambda: time.time_ns() // 1_000_000, SERVERS + settings.node))
    connect(url)
    with (settings.data_dir / "worker.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            result = _do(viewer, task, arguments)
        except DomainError as refusal:
            _say(refused=str(refusal))
        else:
            _say(share=1.0, result=result)


def _do(viewer: Viewer, task: Task, arguments: dict[str, Any]) -> int | None:
    if task == Task.PREVIEW:
        return preview_import(viewer, ImportRequest(**arguments), _report)
    if task == Task.OFFER_PREVIEW:
        return preview_load(viewer, report=_report, **arguments)
    try:
        with write_session(viewer) as session:
            if task == Task.UNDO:
                return undo_import(session, viewer, arguments["run_id"], _report)
            if task == Task.OFFER_CONFIRM:
                confirm_load(session, viewer, arguments["load_id"], _report)
                return None
            confirm_import(session, viewer, arguments["run_id"], _report)
    except (IntegrityError, StaleDataError) as error:
        raise DomainError(CHANGED_MEANWHILE) from error
    return None


def _say_where(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """A crash is logged by its kind and its place: its words may quote somebody's file."""
    places = [
        f"{Path(step.filename).relative_to(PROJECT)}:{step.lineno} {step.name}"
        for step in traceback.extract_tb(trace)
        if Path(step.filename).is_relative_to(PROJECT) and ".venv" not in step.filename
    ]
    sys.stderr.write(json.dumps({"event": "worker_error", "error": kind.__name__, "where": places}) + "\n")


def _report(share: float) -> None:
    _say(share=share)


def _say(**answer: Any) -> None:
    with suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
