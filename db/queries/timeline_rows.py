"""What every part of the timeline shares: its columns, and rows of the person's own stays."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, String, cast, literal, null, select, tuple_


def row_of(lane: str, code: Any, starts_on: Any, ends_on: Any = None, detail: Any = "") -> list[Any]:
    """An event of this lane, every column as text."""
    return [
        literal(lane).label("lane"),
        cast(code, String).label("code"),
        cast(starts_on, String).label("starts_on"),
        cast(null() if ends_on is None else ends_on, String).label("ends_on"),
        cast(detail, String).label("detail"),
    ]


def in_file(table: Any, periods: CTE) -> ColumnElement[bool]:
    """Not joined: SQLite would read a whole table first, to sieve it, once more is asked of its rows."""
    of_period = tuple_(table.consortium_id, table.support_period_id)
    return of_period.in_(select(periods.c.consortium_id, periods.c.id))
