"""An import as the screens receive it: plain values, no table."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain.imports.model import Decision, ImportField, Outcome, RunStatus, Verdict
from domain.people import IdentifierOrigin


class Change(NamedTuple):
    """One value that the file brings: what Jalons holds (empty: nothing), what the file says, in words."""

    field: str
    label: str
    stored: str
    imported: str
    is_locked: bool = False  # a conflict that this importer may not settle: ours is kept


@dataclass(frozen=True)
class RunView:
    """One import; `counts` has a number per verdict before it is confirmed, per outcome after."""

    id: int
    file_name: str
    origin: IdentifierOrigin
    is_complete: bool
    status: RunStatus
    structure: str
    imported_by: str
    created_at: datetime
    confirmed_at: datetime | None
    undone_at: datetime | None
    headings: list[str]
    columns: list[ImportField | None]
    counts: dict[str, int]
    may_undo: bool
    is_mine: bool


@dataclass(frozen=True)
class RowView:
    """One line of the file; problems and warnings by index of column."""

    line_number: int
    verdict: Verdict
    decision: Decision | None
    outcome: Outcome | None
    beneficiary_id: int | None
    who: str
    reason: str
    cells: list[str]
    problems: dict[int, str]
    warnings: dict[int, str]
    changes: list[Change]
    conflicts: list[Change]
    replaced: list[str]


@dataclass(frozen=True)
class Disappeared:
    """Somebody still followed whom a recurring file no longer names."""

    beneficiary_id: int
    name: str
    referent: str
    last_seen_on: date


@dataclass(frozen=True)
class ValueSource:
    """Where a value of the identity comes from, while it still is what the source said."""

    field: ImportField
    origin: IdentifierOrigin
    imported_at: datetime

    @property
    def label(self) -> str:
        """The field in words."""
        return self.field.label
