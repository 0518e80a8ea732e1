"""The SQL that a run of a page sends: captured, then replayed bare, as the application role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from db.engine import SessionFactory, enter_consortium
from domain.identifiers import new_id
from tests.services.sessions import is_counted

_STARTED_AT_ID = new_id()  # the demonstration's identifiers are older, those of the gestures newer
_WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Sent:
    """One statement as it reached the driver."""

    sql: str
    parameters: Any
    is_many: bool
    is_counted: bool


@dataclass
class Capture:
    """What was sent, in order."""

    statements: list[Sent] = field(default_factory=list)

    @property
    def count(self) -> int:
        """As budgets count them."""
        return sum(sent.is_counted for sent in self.statements)

    @property
    def is_write(self) -> bool:
        """True when something was written, besides the audit journal."""
        return any(sent.sql.lstrip().upper().startswith(_WRITES) for sent in self.statements)


@contextmanager
def captured() -> Iterator[Capture]:
    """Collect what is replayed: the statements that budgets count, by the rule that tests assert, and what
    reads the journal, which they leave out with what writes it.
    """
    capture = Capture()

    def record(
        connection: Connection, _cursor: Any, sql: str, parameters: Any, context: Any, is_many: bool
    ) -> None:
        counts = is_counted(connection, sql, context)
        if counts or _reads_journal(sql, context):
            capture.statements.append(Sent(sql, parameters, is_many, counts))

    event.listen(Engine, "before_cursor_execute", record)
    try:
        yield capture
    finally:
        event.remove(Engine, "before_cursor_execute", record)


def _reads_journal(sql: str, context: Any) -> bool:
    is_identity = context is not None and context.execution_options.get("identity_lookup")
    asked = sql.lstrip().upper()
    return not is_identity and asked.startswith("SELECT") and "AUDIT_" in asked and "FOR UPDATE" not in asked


def replay_ms(capture: Capture, consortium_id: int) -> float:
    """Milliseconds of these statements on a raw cursor, inside the tenant wall; a write with its commit."""
    fresh = _fresh_parameters(capture)
    with SessionFactory() as session:
        enter_consortium(session, consortium_id)
        cursor = session.connection().connection.cursor()
        started = perf_counter()
        for sent, parameters in zip(capture.statements, fresh, strict=True):
            (cursor.executemany if sent.is_many else cursor.execute)(sent.sql, parameters)
            if cursor.description:
                cursor.fetchall()
        _end(session, is_write=capture.is_write)
        return (perf_counter() - started) * 1000


def _end(session: Session, *, is_write: bool) -> None:
    (session.commit if is_write else session.rollback)()


def _fresh_parameters(capture: Capture) -> list[Any]:
    """The same values, but for what the run created: its identifiers become new ones at each replay."""
    known: dict[int, int] = {}

    def renewed(value: Any) -> Any:
        is_new = isinstance(value, int) and value > _STARTED_AT_ID
        return known.setdefault(value, new_id()) if is_new else value

    def walk(parameters: Any) -> Any:
        if isinstance(parameters, dict):
            return {name: renewed(value) for name, value in parameters.items()}
        if isinstance(parameters, list | tuple):
            return [walk(value) for value in parameters]
        return renewed(parameters)

    return [walk(sent.parameters) for sent in capture.statements]
