"""A database as one file and back: SQLite's own online copy, `pg_dump` and `pg_restore`."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

from domain.errors import DomainError
from settings import environment_with

_DAMAGED = "La copie est abîmée\u00a0: {problem}"
_NO_TOOL = "« {tool} » manque\u00a0: installez les outils de PostgreSQL (postgresql-client)."


def copy_out(address: str, target: Path, *, snapshot: str | None = None) -> None:
    """Copy the database of this address while others go on writing in it.

    `snapshot`: the PostgreSQL snapshot to read, so that what is counted beside is what is copied.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        _copy_sqlite(Path(url.database or ""), target)
        return
    options = [f"--snapshot={snapshot}"] if snapshot else []
    _run(url, "pg_dump", "--format=custom", "--compress=0", "--no-owner", f"--file={target}", *options)


def load_postgresql(address: str, copy: Path) -> None:
    """Load a copy into an empty PostgreSQL database: whole, or not at all."""
    url = make_url(address)
    _run(url, "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(copy))


def check_sqlite(copy: Path) -> None:
    """Raise DomainError unless SQLite finds this file whole."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            (problem,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        problem = str(error)
    if problem != "ok":
        raise DomainError(_DAMAGED.format(problem=problem))


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, without its neighbours


def _run(url: URL, tool: str, *options: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment: arguments are read by everybody."""
    if shutil.which(tool) is None:
        raise DomainError(_NO_TOOL.format(tool=tool))
    place = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    target = f"--dbname={place.render_as_string()}"
    environment = environment_with(PGPASSWORD=url.password) if url.password else None
    done = subprocess.run([tool, target, *options], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise DomainError(f"{tool}\u00a0: {done.stderr.strip()[:500]}")
