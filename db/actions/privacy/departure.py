"""A consortium that leaves: everything it owns is copied into one archive, counted, then deleted."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Select, Table, delete, func, select
from sqlalchemy.orm import Session

from db.actions.privacy.retention import without_append_only
from db.models import Base
from db.models.consortia import Consortium
from domain.errors import DomainError

# What opens an account stays with nobody: a copy of it would be of use to a thief alone.
SECRETS = frozenset({"password_hash", "token_hash", "totp_secret", "recovery_digests"})
AT_ONCE = 1000
Counts = dict[str, int]


def owned_tables() -> list[Table]:
    """Every table of consortia, those that others point to first; the consortium itself leads them."""
    owner = Consortium.__tablename__
    return [
        table for table in Base.metadata.sorted_tables if table.name == owner or "consortium_id" in table.c
    ]


def count_owned(session: Session, consortium_id: int) -> Counts:
    """How many rows each table holds of this consortium."""
    counted = {
        table.name: select(func.count()).select_from(table).where(_is_owned(table, consortium_id))
        for table in owned_tables()
    }
    return {name: session.scalar(count) or 0 for name, count in counted.items()}


def export_owned(session: Session, consortium_id: int, archive: Path) -> Counts:
    """One file of JSON lines and one CSV a table; how many rows were written, read again from the archive."""
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for table in owned_tables():
            columns = [column for column in table.c if column.name not in SECRETS]
            rows = select(*columns).where(_is_owned(table, consortium_id))
            _pack(session, packed, table.name, rows)
    return _count_packed(archive)


def delete_owned(session: Session, consortium_id: int, exported: Counts) -> None:
    """Delete exactly what was exported; DomainError, and nothing deleted, when somebody wrote meanwhile."""
    with without_append_only(session):
        for table in reversed(owned_tables()):
            gone = session.execute(delete(table).where(_is_owned(table, consortium_id)))
            if gone.rowcount != exported[table.name]:  # type: ignore[attr-defined]  # a CursorResult
                raise DomainError(f"{table.name} a changé pendant l’export : rien n’est effacé, recommencez.")


def _is_owned(table: Table, consortium_id: int) -> Any:
    name = "id" if table.name == Consortium.__tablename__ else "consortium_id"
    return table.c[name] == consortium_id


def _pack(session: Session, packed: ZipFile, name: str, rows: Select[Any]) -> None:
    with packed.open(f"{name}.jsonl", "w") as file:
        for row in _mappings(session, rows):
            file.write(json.dumps(dict(row), default=str, ensure_ascii=False).encode() + b"\n")
    with packed.open(f"{name}.csv", "w") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(rows.selected_columns.keys())
        table.writerows([_cell(value) for value in row.values()] for row in _mappings(session, rows))


def _mappings(session: Session, rows: Select[Any]) -> Iterator[Any]:
    return iter(session.execute(rows, execution_options={"yield_per": AT_ONCE}).mappings())


def _cell(value: Any) -> Any:
    """A spreadsheet computes no text of somebody."""
    if isinstance(value, dict | list):
        return json.dumps(value, default=str, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _count_packed(archive: Path) -> Counts:
    with ZipFile(archive) as packed:
        found = {}
        for table in owned_tables():
            with packed.open(f"{table.name}.jsonl") as lines:
                found[table.name] = sum(1 for _line in lines)
    return found
