"""Imports of people: the run, its lines while they can be corrected or undone, what each source last said."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, belongs_to_consortium, enum_type
from domain.imports.model import Decision, ImportField, Outcome, RunStatus, Verdict
from domain.people import IdentifierOrigin


class ImportRun(ConsortiumOwned, Versioned, Base):
    """One file dropped by somebody; every row it writes carries its `confirmed_at` as creation (ADR 10)."""

    __tablename__ = "import_run"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("professional_id", "professional"),
        belongs_to("structure_id", "structure"),
        Index(None, "consortium_id", "professional_id", "created_at"),
    )

    professional_id: Mapped[int]
    structure_id: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    origin: Mapped[IdentifierOrigin] = mapped_column(enum_type(IdentifierOrigin, "origin"))
    is_complete: Mapped[bool] = mapped_column(default=False)
    status: Mapped[RunStatus] = mapped_column(enum_type(RunStatus, "status"), default=RunStatus.PREPARING)
    headings: Mapped[list[str]] = mapped_column(JSON)
    columns: Mapped[list[str | None]] = mapped_column(JSON)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    confirmed_at: Mapped[datetime | None]
    audit_sequence: Mapped[int | None]
    undone_at: Mapped[datetime | None]


class ImportRow(Base):
    """A line of the file: what was read, whom it is about, what is decided, what it replaced."""

    __tablename__ = "import_row"
    __table_args__ = (
        belongs_to("run_id", "import_run"),
        Index(None, "consortium_id", "run_id", "verdict", "line_number"),
        Index(None, "consortium_id", "run_id", "beneficiary_id"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    run_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verdict: Mapped[Verdict] = mapped_column(enum_type(Verdict, "verdict"))
    decision: Mapped[Decision | None] = mapped_column(enum_type(Decision, "decision"))
    outcome: Mapped[Outcome | None] = mapped_column(enum_type(Outcome, "outcome"))
    beneficiary_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    cells: Mapped[list[str]] = mapped_column(JSON)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    problems: Mapped[dict[str, str]] = mapped_column(JSON)
    warnings: Mapped[dict[str, str]] = mapped_column(JSON)
    changes: Mapped[list[list[Any]]] = mapped_column(JSON)
    conflicts: Mapped[list[list[Any]]] = mapped_column(JSON)
    replaced: Mapped[list[str]] = mapped_column(JSON, default=list)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ImportHeading(ConsortiumOwned, Base):
    """What a heading meant last time in this consortium; no field: ignored on purpose."""

    __tablename__ = "import_heading"
    __table_args__ = (belongs_to_consortium(), Index(None, "consortium_id", "key", unique=True))

    key: Mapped[str] = mapped_column(String(120))
    field: Mapped[ImportField | None] = mapped_column(enum_type(ImportField, "field"))


class ImportedValues(Base):
    """What a source last said of a person: a value that still equals it was not typed by hand since."""

    __tablename__ = "imported_values"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        belongs_to("run_id", "import_run"),
        Index(None, "consortium_id", "origin", "run_id"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    beneficiary_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[IdentifierOrigin] = mapped_column(enum_type(IdentifierOrigin, "origin"), primary_key=True)
    run_id: Mapped[int]
    values: Mapped[dict[str, str]] = mapped_column(JSON)
    imported_at: Mapped[datetime]
