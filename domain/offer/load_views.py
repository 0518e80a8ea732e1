"""A load of services as the screens receive it: plain values, no table."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain.offer.loads import LoadKind, LoadStatus, LoadVerdict


@dataclass(frozen=True)
class LoadView:
    """One load; `counts`: lines by verdict, and « missing » services."""

    id: int
    file_name: str
    is_complete: bool
    status: LoadStatus
    loaded_by: str
    created_at: datetime
    confirmed_at: datetime | None
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, verdict: LoadVerdict) -> int:
        """How many lines of the file have this verdict."""
        return self.counts.get(str(verdict), 0)


@dataclass(frozen=True)
class LoadRowView:
    """One line, numbered in its own file.

    Problems and warnings by official field; changes: [official field, before, after].
    """

    line_number: int
    kind: LoadKind
    external_id: str
    name: str
    verdict: LoadVerdict
    cells: dict[str, Any]
    problems: dict[str, str]
    warnings: dict[str, str]
    changes: list[list[Any]]


@dataclass(frozen=True)
class MissingService:
    """An open service that the last complete file of its source did not hold."""

    id: int
    name: str
    structure: str
    source: str
    missing_since_on: date
    may_close: bool
