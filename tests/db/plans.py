"""What the application sends, and how the database means to answer it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

Sent = list[tuple[str, Any]]
_PLUMBING = ("PRAGMA", "BEGIN", "SET LOCAL", "SELECT SET_CONFIG", "EXPLAIN")


@contextmanager
def sent() -> Iterator[Sent]:
    """The statements, with their parameters, but for transactions and the tenant setting."""
    statements: Sent = []

    def record(_connection: Connection, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.upper().startswith(_PLUMBING):
            statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", record)
    yield statements
    event.remove(Engine, "before_cursor_execute", record)


def plan(session: Session, statement: str, parameters: Any) -> list[str]:
    """The lines of the plan, as the session's own role and in its consortium."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row.detail for row in rows]
    return list(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars())
