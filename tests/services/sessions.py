"""Database sessions of tests: one rolled-back connection for the application and for the test itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from db.engine import ReadSessionFactory, SessionFactory

_FACTORIES = (SessionFactory, ReadSessionFactory)
_OWNER = "test-owner"
_FORGET_VIEWER = "SET LOCAL ROLE NONE; RESET ALL"
_NOT_COUNTED = (
    "PRAGMA",
    "BEGIN",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "SET LOCAL",
    "RESET",
    "SELECT SET_CONFIG",
)


class OwnerSession(Session):
    """Reads and writes everything, as the owner of the tables, even inside a block of the application."""

    def flush(self, objects: Any = None) -> None:
        """Write as the owner, when there is something to write."""
        if not (self.new or self.dirty or self.deleted):
            return
        with _as_owner(self.connection()):
            super().flush(objects)


@contextmanager
def rolled_back_connection(engine: Engine) -> Iterator[Connection]:
    """Every session of the application joins this connection; nothing that they write remains."""
    before = [dict(factory.kw) for factory in _FACTORIES]
    with engine.connect() as connection:
        transaction = connection.begin()
        for factory in _FACTORIES:
            factory.configure(bind=connection, join_transaction_mode="create_savepoint")
            event.listen(factory, "after_transaction_end", _forget_viewer)
        try:
            yield connection
        finally:
            for factory, options in zip(_FACTORIES, before, strict=True):
                event.remove(factory, "after_transaction_end", _forget_viewer)
                factory.kw.clear()
                factory.configure(**options)
            if transaction.is_active:  # unless the test kept what it built
                transaction.rollback()


@contextmanager
def undone_at_the_end(connection: Connection) -> Iterator[Connection]:
    """The same connection: what is written meanwhile is undone, what was already there stays."""
    with connection.begin_nested() as savepoint:
        yield connection
        savepoint.rollback()


@contextmanager
def owner_session(connection: Connection) -> Iterator[Session]:
    """A session for factories and direct assertions; what it asks is read afresh, never from its memory."""
    with OwnerSession(
        connection, join_transaction_mode="create_savepoint", expire_on_commit=False
    ) as session:
        event.listen(session, "do_orm_execute", _read_as_owner)
        session.connection()  # its savepoint must enclose those of the application, not end with one of them
        yield session


def is_counted(connection: Connection, statement: str, context: Any) -> bool:
    """True for the SQL that budgets count: work of the application's own, asked as the application."""
    is_identity = context is not None and context.execution_options.get("identity_lookup")
    is_plumbing = statement.lstrip().upper().startswith(_NOT_COUNTED) or "audit_" in statement.lower()
    return not (is_identity or is_plumbing or connection.info.get(_OWNER))


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The SQL that the application sends, but for identity, tenant setting, transactions and audit."""
    statements: list[str] = []

    def record(
        connection: Connection, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool
    ) -> None:
        if is_counted(connection, statement, context):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", record)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", record)


def _read_as_owner(state: ORMExecuteState) -> Any:
    with _as_owner(state.session.connection()):
        options = {"populate_existing": True} if state.is_select else {}
        return state.invoke_statement(execution_options=options)


@contextmanager
def _as_owner(connection: Connection) -> Iterator[None]:
    """Leave the application's role for one statement, then take it back (PostgreSQL)."""
    was_owner = connection.info.get(_OWNER, False)
    connection.info[_OWNER] = True
    try:
        role = _role(connection)
        if role != "none":
            connection.exec_driver_sql("SET LOCAL ROLE NONE")
        yield
        if role != "none":
            connection.exec_driver_sql(f"SET LOCAL ROLE {role}")
    finally:
        connection.info[_OWNER] = was_owner


def _role(connection: Connection) -> str:
    if connection.dialect.name != "postgresql":
        return "none"
    return str(connection.exec_driver_sql("SELECT current_setting('role')").scalar_one())


def _forget_viewer(session: Session, transaction: SessionTransaction) -> None:
    """What a real COMMIT does to `SET LOCAL`, and the release of a savepoint does not."""
    connection = session.get_bind()
    if (
        transaction.parent is None
        and connection.dialect.name == "postgresql"
        and isinstance(connection, Connection)
    ):
        connection.exec_driver_sql(_FORGET_VIEWER)
