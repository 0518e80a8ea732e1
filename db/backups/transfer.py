"""From SQLite to PostgreSQL: every row of every table, counted and compared on both sides."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.orm import Session

from db import schema
from db.backups.places import base_at
from db.models import Base
from db.models.audit import AuditHead
from db.queries.audit_chain import find_broken_line
from domain.errors import DomainError

_ROWS_AT_ONCE = 5_000
_OTHER_WAY = "Le transfert va d’une base SQLite (celle des réglages) à une base PostgreSQL."
_OLD = "La base de départ n’est pas à jour\u00a0: python -m db migrate, puis recommencez."
_NOT_EMPTY = "La base d’arrivée contient déjà des données\u00a0: {table}."
_NOT_MIGRATED = "La base d’arrivée n’a pas les tables de cette version\u00a0: python -m db migrate, sur elle."
_DIFFERENT = "La table {table} diffère à l’arrivée\u00a0: rien n’est gardé."
_BROKEN = "Le journal du consortium {consortium} ne se vérifie pas à l’arrivée\u00a0: rien n’est gardé."


def transfer(source_address: str, target_address: str, report: Callable[[str], None]) -> int:
    """Copy a SQLite database into a migrated PostgreSQL one that is empty; return the number of rows.

    One transaction on each side: the target holds everything, compared, or nothing. The reference data
    that the migration of the target put there is replaced by the source's.
    """
    if not source_address.startswith("sqlite") or not target_address.startswith("postgresql"):
        raise DomainError(_OTHER_WAY)
    with base_at(source_address) as source, base_at(target_address) as target:
        _require_ready(source, target)
        with source.connect().execution_options(readonly=True) as old, target.begin() as new:
            tables = Base.metadata.sorted_tables
            for table in reversed(tables):
                _require_empty(new, table)
                new.execute(table.delete())
            rows = 0
            for table in tables:
                rows += _copy(old, new, table)
                _require_same(old, new, table)
                report(f"{table.name}\u00a0: copiée et comparée")
            _require_chains(new)
    return rows


def _require_ready(source: Engine, target: Engine) -> None:
    if not schema.is_up_to_date(source):
        raise DomainError(_OLD)
    if not schema.is_up_to_date(target):
        raise DomainError(_NOT_MIGRATED)


def _require_empty(new: Connection, table: Table) -> None:
    """Only what a migration puts there by itself may be: tables outside every consortium."""
    is_owned = "consortium_id" in table.columns
    if is_owned and new.execute(select(table).limit(1)).first():
        raise DomainError(_NOT_EMPTY.format(table=table.name))


def _copy(old: Connection, new: Connection, table: Table) -> int:
    """One COPY a table: keys to rows of the same table are checked at its end. Return the number of rows."""
    cursor = new.connection.cursor()
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    dialect = new.dialect
    to_stored = [one.type.dialect_impl(dialect).bind_processor(dialect) or _same for one in table.columns]
    count = 0
    with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in _rows(old, table):
            copy.write_row([process(value) for process, value in zip(to_stored, row, strict=True)])
            count += 1
    return count


def _same(value: Any) -> Any:
    return value


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    options = {"yield_per": _ROWS_AT_ONCE}
    for row in connection.execution_options(**options).execute(select(table)):
        yield tuple(row)


def _require_same(old: Connection, new: Connection, table: Table) -> None:
    if _sum(old, table) != _sum(new, table):
        raise DomainError(_DIFFERENT.format(table=table.name))


def _sum(connection: Connection, table: Table) -> tuple[int, int]:
    """Number of rows, and a sum of their hashes: the order of the rows is of no account."""
    count = total = 0
    for row in _rows(connection, table):
        digest = hashlib.blake2b(repr(row).encode(), digest_size=16).digest()
        total = (total + int.from_bytes(digest)) % 2**128
        count += 1
    return count, total


def _require_chains(new: Connection) -> None:
    with Session(new) as session:
        for head in session.scalars(select(AuditHead)).all():
            if find_broken_line(session, head.consortium_id) is not None:
                raise DomainError(_BROKEN.format(consortium=head.consortium_id))
