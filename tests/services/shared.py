"""What the workers of one test session share: a folder, and services started once, when first needed."""

import fcntl
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


class ServiceError(Exception):
    """A service that tests need cannot be had; the message says how to get it."""


@dataclass(frozen=True)
class Shared:
    """The folder of the session, and this worker's own corner in it."""

    folder: Path
    worker: str

    @property
    def corner(self) -> Path:
        """Files of this worker only."""
        corner = self.folder / self.worker
        corner.mkdir(exist_ok=True)
        return corner

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Held by one worker at a time."""
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def once(self, name: str, make: Callable[[], str]) -> str:
        """The value made by the first worker that asked; a failure is remembered too, and raised for all."""
        record = self.folder / f"{name}.json"
        with self.lock(name):
            if not record.exists():
                record.write_text(json.dumps(_attempt(make)))
        outcome = json.loads(record.read_text())
        if "error" in outcome:
            raise ServiceError(outcome["error"])
        return str(outcome["value"])

    def known(self, name: str) -> str | None:
        """The value already made under this name, if any."""
        record = self.folder / f"{name}.json"
        value = json.loads(record.read_text()).get("value") if record.exists() else None
        return None if value is None else str(value)


def new_shared_folder() -> Path:
    """A folder that another user (postgres) may cross but not list."""
    folder = Path(tempfile.mkdtemp(prefix="jalons-tests-"))
    folder.chmod(0o711)
    return folder


def remove_shared_folder(folder: Path) -> None:
    """Delete everything that the session wrote."""
    shutil.rmtree(folder, ignore_errors=True)


def run(*command: str | Path, environment: Mapping[str, str] | None = None, timeout: float = 300) -> str:
    """Run a command from the project's folder; raise ServiceError with the end of its output."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=PROJECT, env=environment, timeout=timeout, check=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        output = getattr(error, "output", None) or ""
        raise ServiceError(f"{' '.join(words)}: {error}\n{output[-4000:]}") from error
    return done.stdout


def _attempt(make: Callable[[], str]) -> dict[str, str]:
    try:
        return {"value": make()}
    except ServiceError as error:
        return {"error": str(error)}
