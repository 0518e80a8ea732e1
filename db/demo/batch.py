"""Rows waiting to be inserted in bulk: a hundred thousand people are several million rows."""

import json
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Column, Connection, Dialect, Table, insert, text
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from db.models import Base
from domain.identifiers import new_id

Row = dict[str, Any]

_PARIS = ZoneInfo("Europe/Paris")


@cache
def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), _PARIS).astimezone(UTC)


@cache
def instant(day: date, minutes: int = 6 * 60) -> datetime:
    """That day in Paris, so many minutes after midnight; early when the hour does not matter."""
    return _midnight(day) + timedelta(minutes=minutes)


class Batch:
    """The rows of one consortium, opened that day, inserted in the order of their foreign keys."""

    def __init__(self, session: Session, consortium_id: int, opened_on: date) -> None:
        self.session = session
        self.consortium_id = consortium_id
        self.opened_on = opened_on
        self._rows: dict[Table, list[Row]] = {table: [] for table in Base.metadata.sorted_tables}
        self._blank = {table: _blank_row(table) | self._owner(table) for table in self._rows}

    def add(self, model: type[Base], on: date, by: int | None, **values: Any) -> int:
        """Queue a row written on that day by that professional; return its identifier (`id`: a known one)."""
        table = model.__table__
        assert isinstance(table, Table)
        identifier: int = values.get("id") or new_id()
        written_at = instant(on)
        row = self._blank[table] | values
        row.update(id=identifier, created_at=written_at, created_by=by, updated_at=written_at, updated_by=by)
        self._rows[table].append(row)
        return identifier

    def add_plain(self, model: type[Base], **values: Any) -> None:
        """Queue a row of a table that has neither identifier nor author."""
        table = model.__table__
        assert isinstance(table, Table)
        self._rows[table].append(self._blank[table] | values)

    def flush(self) -> None:
        """Insert what waits."""
        connection = self.session.connection()
        insert_rows = _copy_rows if connection.dialect.name == "postgresql" else _insert_rows
        for table, rows in self._rows.items():
            if rows:
                insert_rows(connection, table, rows)
                rows.clear()

    def refresh_statistics(self) -> None:
        """Say what is there: PostgreSQL reads whole the tables it believes empty, SQLite guesses indexes."""
        self.session.execute(text("analyze"))

    def _owner(self, table: Table) -> Row:
        return {"consortium_id": self.consortium_id} if "consortium_id" in table.c else {}


def _insert_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Column by column, the same day made ready once: a third less time than one by one, on 10,000 people."""
    dialect, names = connection.dialect, list(rows[0])
    statement = insert(table).compile(dialect=dialect, column_keys=names)
    ready = [_ready(table.c[name], [row[name] for row in rows], dialect) for name in names]
    connection.exec_driver_sql(str(statement), list(zip(*ready, strict=True)))


def _ready(column: Column[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """These values as the driver takes them."""
    processor = column.type.dialect_impl(dialect).bind_processor(dialect)
    if processor is None:
        return values
    return list(map(processor if isinstance(column.type, JSON) else cache(processor), values))


def _copy_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """PostgreSQL's own bulk load: half the time of inserts, measured on a hundred thousand people."""
    statement = f"copy {table.name} ({', '.join(rows[0])}) from stdin"  # names of our own models
    lists = [column.name for column in table.columns if isinstance(column.type, JSON)]
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((row | {name: json.dumps(row[name]) for name in lists}).values())


def _blank_row(table: Table) -> Row:
    """Every column, empty or at its default: the rows of a bulk insert must all look alike."""
    return {column.name: _default(column) for column in table.columns}


def _default(column: Column[Any]) -> Any:
    """A fixed value, or a list or an object that nobody changes before it is written."""
    if isinstance(column.default, CallableColumnDefault) and isinstance(column.type, JSON):
        make: Any = column.default.arg
        return make(None)
    return column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
