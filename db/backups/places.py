"""Where a restored database goes: an empty place, or in place of another one that is kept aside."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, make_url, text

from db.backups.copies import load_postgresql
from db.engine import build_engine
from db.migrations.objects import MAKE_ROLE
from domain import clock
from domain.errors import DomainError

_OCCUPIED = "Il y a déjà une base à cet endroit\u00a0: --force la met de côté et la remplace."
_IN_USE = "Jalons est en marche sur cette base\u00a0: arrêtez-le d’abord."
_ASIDE = "avant_restauration_%Y%m%dT%H%M%S"
_NEIGHBOURS = ("", "-wal", "-shm")  # SQLite's file, and what it has not moved into it yet


def put_back(copy: Path, address: str, *, is_forced: bool) -> AbstractContextManager[Engine]:
    """Load this copy at this address and give its engine; what fails inside puts the former one back."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _in_file(copy, Path(url.database or ""), is_forced)
    return _in_server(copy, address, is_forced)


@contextmanager
def _in_file(copy: Path, place: Path, is_forced: bool) -> Iterator[Engine]:
    aside = place.with_name(f"{place.name}.{clock.now().strftime(_ASIDE)}")
    if place.exists() and place.stat().st_size:
        _require(is_forced)
        _require_stopped(place)
    _move(place, aside)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(copy, place)
    place.chmod(0o600)
    try:
        with base_at(f"sqlite:///{place}") as engine:
            yield engine
    except BaseException:
        _move(place, copy)
        _move(aside, place)
        raise


@contextmanager
def _in_server(copy: Path, address: str, is_forced: bool) -> Iterator[Engine]:
    aside = clock.now().strftime(_ASIDE).lower()
    with base_at(address) as engine:
        is_occupied = bool(inspect(engine).get_table_names())
        if is_occupied:
            _require(is_forced)
        with _beside(engine, aside):
            load_postgresql(address, copy)
            yield engine
        if not is_occupied:
            _run(engine, f"drop schema {aside} cascade")


@contextmanager
def _beside(engine: Engine, aside: str) -> Iterator[None]:
    """The tables in place take another name; they take theirs again if what follows fails."""
    extensions = [f"alter extension {name} set schema public" for name in _extensions(engine)]
    _run(engine, MAKE_ROLE, f"alter schema public rename to {aside}", "create schema public", *extensions)
    try:
        yield
    except BaseException:
        back = [words.replace("public", aside) for words in extensions]
        _run(engine, *back, "drop schema public cascade", f"alter schema {aside} rename to public")
        raise


@contextmanager
def base_at(address: str) -> Iterator[Engine]:
    """The database of this address, and no connection to it left behind."""
    engine = build_engine(address)
    try:
        yield engine
    finally:
        engine.dispose()


def _require(is_forced: bool) -> None:
    if not is_forced:
        raise DomainError(_OCCUPIED)


def _require_stopped(place: Path) -> None:
    """Nobody else has this file open: a server would go on writing in the one that is set aside."""
    with closing(sqlite3.connect(place, timeout=1)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            connection.execute("BEGIN EXCLUSIVE").close()
        except sqlite3.OperationalError:
            raise DomainError(_IN_USE) from None
        except sqlite3.DatabaseError:
            return  # no longer a database: that is why it is replaced


def _move(source: Path, target: Path) -> None:
    for suffix in _NEIGHBOURS:
        neighbour = source.with_name(source.name + suffix)
        if neighbour.exists():
            shutil.move(neighbour, target.with_name(target.name + suffix))


def _extensions(engine: Engine) -> list[str]:
    """Those whose objects live with the tables: both the former base and the new one need them."""
    living = "select extname from pg_extension where extnamespace = 'public'::regnamespace"
    with engine.connect() as connection:
        return list(connection.scalars(text(living)))


def _run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
