"""Migrated databases: one template made once per session, one copy for each use."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.services import postgresql
from tests.services.shared import Shared, run

SECRET = "a-secret-for-tests-only-never-for-production"
KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Database:
    """An address, and the folder of files that go with it (accounts of the demonstration)."""

    url: str
    data_dir: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that uses this database, and nothing of the developer's own."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("JALONS_")}
        ours = {
            "JALONS_SECRET": SECRET,
            "JALONS_DATABASE_URL": self.url,
            "JALONS_DATA_DIR": str(self.data_dir),
        }
        return inherited | ours


def copy_of_template(shared: Shared, kind: str, name: str, *, people: int | None = 0) -> Database:
    """A database of this worker: migrated, with a demonstration of this size; empty if people is None."""
    copy = _database(shared, kind, shared.corner / name)
    _copy(shared, _template(shared, kind, people), copy)
    return copy


def jalons(database: Database, *arguments: str) -> str:
    """Run `python -m db …` on this database; return what it printed."""
    environment = {**database.environment, "JALONS_DEMO": "1"}
    return run(sys.executable, "-m", "tests.services.commands", "db", *arguments, environment=environment)


def drop(shared: Shared, database: Database) -> None:
    """Delete a database that a test no longer needs."""
    shutil.rmtree(database.data_dir)
    if database.url.startswith("postgresql"):
        postgresql.execute(_server(shared), f'DROP DATABASE "{_name(database)}" WITH (FORCE)')


def _template(shared: Shared, kind: str, people: int | None) -> Database:
    name = f"template_{kind}_{people}"
    template = _database(shared, kind, shared.folder / name)
    shared.once(name, lambda: _make_template(shared, kind, template, people))
    return template


def _make_template(shared: Shared, kind: str, template: Database, people: int | None) -> str:
    if people:
        _copy(shared, _template(shared, kind, 0), template)
        return jalons(template, "load-demo", "--people", str(people))
    template.data_dir.mkdir()
    if kind == "postgresql":
        postgresql.execute(_server(shared), f'CREATE DATABASE "{_name(template)}"')
    return template.url if people is None else jalons(template, "migrate")


def _copy(shared: Shared, source: Database, target: Database) -> None:
    shutil.copytree(source.data_dir, target.data_dir, ignore=shutil.ignore_patterns("*.db*"))
    if target.url.startswith("postgresql"):
        postgresql.execute(_server(shared), f'CREATE DATABASE "{_name(target)}" TEMPLATE "{_name(source)}"')
        return
    with closing(sqlite3.connect(_path(source))) as old, closing(sqlite3.connect(_path(target))) as new:
        old.backup(new)


def _database(shared: Shared, kind: str, folder: Path) -> Database:
    if kind == "sqlite":
        return Database(f"sqlite:///{folder / 'jalons.db'}", folder)
    name = "_".join(folder.relative_to(shared.folder).parts)
    return Database(f"{_server(shared)}/{name}", folder)


def _server(shared: Shared) -> str:
    return shared.once("postgresql", lambda: postgresql.start(shared))


def _name(database: Database) -> str:
    return database.url.rpartition("/")[2]


def _path(database: Database) -> str:
    return database.url.removeprefix("sqlite:///")
