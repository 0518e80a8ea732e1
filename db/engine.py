"""Connections and the two ways of using them: read_session(viewer) and write_session(viewer).

SQLite: WAL, writes begin IMMEDIATE (a deferred one loses updates or fails at once), reads are `query_only`.
PostgreSQL: each transaction drops to the application role and names its consortium, so that row-level
security repeats the tenant wall below the application (ADR 3).
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from db.models.base import Traced
from db.refusals import refusals_told, sign_refusal
from domain import clock
from domain.access import Role, Viewer
from domain.audit import AuditEvent

APPLICATION_ROLE = "jalons_app"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=60000",
    "cache_size=-32768",
)

T = TypeVar("T")
_TOGETHER = "may_read_together"
_READERS = ThreadPoolExecutor(4, "read")  # for the whole process: others keep most of the connections
SessionFactory = sessionmaker(expire_on_commit=False)
ReadSessionFactory = sessionmaker(expire_on_commit=False, autoflush=False)


def connect(url: str) -> Engine:
    """Build the engine for this address and make the sessions use it."""
    engine = build_engine(url)
    SessionFactory.configure(bind=engine)
    ReadSessionFactory.configure(bind=engine.execution_options(readonly=True, postgresql_readonly=True))
    return engine


def build_engine(url: str) -> Engine:
    """An engine with the transactions that this application needs; its errors never quote values."""
    if url.startswith("sqlite"):
        engine = create_engine(
            url,
            pool_size=10,
            max_overflow=50,
            hide_parameters=True,
            connect_args={"timeout": 60, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.execute("SET jit = off")  # compiling the figures of a dashboard takes five times their reading
    connection.execute("SET work_mem = '32MB'")  # a line a person, sorted or grouped, without a file
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    is_read = connection.get_execution_options().get("readonly", False)
    connection.exec_driver_sql(f"PRAGMA query_only={int(is_read)}")
    connection.exec_driver_sql("BEGIN" if is_read else "BEGIN IMMEDIATE")


@contextmanager
def read_session(viewer: Viewer) -> Iterator[Session]:
    """A session that only reads, inside the viewer's consortium; nothing it does is kept."""
    with refusals_told(partial(_sign_refusal, viewer, AuditEvent.READ)), ReadSessionFactory() as session:
        enter_consortium(session, viewer.consortium_id, is_national=viewer.has(Role.NATIONAL))
        session.info[_TOGETHER] = isinstance(session.get_bind(), Engine)
        yield session


def read_together(session: Session, viewer: Viewer, reads: Iterable[Callable[[Session], T]]) -> list[T]:
    """What each of these gives, in order: read at once, each on a connection of its own.

    For figures that take long; each sees the data of its own instant. In turn inside a change, and for what
    one of these reads in its turn asks.
    """
    if not session.info.get(_TOGETHER):
        return [read(session) for read in reads]

    def alone(read: Callable[[Session], T]) -> T:
        with read_session(viewer) as own:
            own.info.update(session.info, **{_TOGETHER: False})
            return read(own)

    return list(_READERS.map(alone, reads))


def read_as(viewer: Viewer, query: Callable[..., Any], *about: Any, **values: Any) -> Any:
    """What this query gives her: one read of a page, in a transaction of its own."""
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


@contextmanager
def write_session(viewer: Viewer) -> Iterator[Session]:
    """One user action, one transaction: committed when the block ends well, undone otherwise."""
    tell = partial(_sign_refusal, viewer, AuditEvent.UPDATE)
    with refusals_told(tell), SessionFactory.begin() as session:
        session.info["author_id"] = viewer.professional_id
        enter_consortium(session, viewer.consortium_id, is_national=viewer.has(Role.NATIONAL))
        yield session


def _sign_refusal(viewer: Viewer, event: AuditEvent, error: Exception) -> None:
    """What was refused left nothing behind: its line has a transaction of its own."""
    with SessionFactory.begin() as session:
        enter_consortium(session, viewer.consortium_id)
        sign_refusal(session, viewer, error, event)


def is_write(session: Session) -> bool:
    """True for a session of write_session, which names its author."""
    return "author_id" in session.info


@contextmanager
def sign_in_session(*, is_readonly: bool = False) -> Iterator[Session]:
    """A transaction on the sign-in tables, before any consortium is known; the tenant wall stays shut."""
    factory = ReadSessionFactory if is_readonly else SessionFactory
    with factory.begin() as session:
        _drop_privileges(session)
        yield session


def enter_consortium(session: Session, consortium_id: int, *, is_national: bool = False) -> None:
    """Name the consortium of this transaction to PostgreSQL's row-level security."""
    if session.get_bind().dialect.name != "postgresql":
        return
    _drop_privileges(session)
    session.execute(
        text(
            "select set_config('jalons.consortium_id', :consortium_id, true),"
            " set_config('jalons.is_national', :is_national, true)"
        ),
        {"consortium_id": str(consortium_id), "is_national": "on" if is_national else ""},
    )


def _drop_privileges(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"set local role {APPLICATION_ROLE}"))


@event.listens_for(Session, "before_flush")
def _trace_author(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Fill who wrote a row and when, from the session's author."""
    author_id = session.info.get("author_id")
    for record in session.new:
        if isinstance(record, Traced):
            record.created_at = record.created_at or clock.now()
            record.created_by = record.created_by or author_id
            record.updated_at = record.created_at
            record.updated_by = record.created_by
    for record in session.dirty:
        if isinstance(record, Traced) and session.is_modified(record):
            record.updated_at = clock.now()
            record.updated_by = author_id
