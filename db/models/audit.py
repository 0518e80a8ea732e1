"""The audit journal (references only, append-only, keyed chain) and the history of changed values."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, belongs_to, belongs_to_consortium, enum_type
from domain.audit import AuditEvent, AuditOutcome
from domain.identifiers import new_id


class AuditEntry(Base):
    """Who did what, when, on which reference; `mac` signs the line and the one before it."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        belongs_to_consortium(),
        Index(None, "consortium_id", "beneficiary_id", "occurred_at"),
        Index(None, "consortium_id", "professional_id", "occurred_at"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    occurred_at: Mapped[datetime]
    professional_id: Mapped[int | None]
    structure_id: Mapped[int | None]
    session_id: Mapped[int | None]
    event: Mapped[AuditEvent] = mapped_column(enum_type(AuditEvent, "event"))
    outcome: Mapped[AuditOutcome] = mapped_column(enum_type(AuditOutcome, "outcome"))
    object_kind: Mapped[str | None] = mapped_column(String(40))
    object_id: Mapped[int | None]
    beneficiary_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(String(500), default="")
    mac: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of a consortium's chain, locked while a line is added.

    `start_…`: number and signature of the last line that was purged, sealed so that nobody else moves them.
    `changes` counts the lines that changed data: what was computed from the same count is still true.
    """

    __tablename__ = "audit_head"
    __table_args__ = (belongs_to_consortium(),)

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int]
    mac: Mapped[str] = mapped_column(String(64))
    changes: Mapped[int] = mapped_column(default=0)
    start_sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    start_mac: Mapped[str] = mapped_column(String(64), default="", server_default="")
    start_seal: Mapped[str] = mapped_column(String(64), default="", server_default="")


class ChangeHistory(Base):
    """Old and new value of a field of a person's file; it lives as long as the file."""

    __tablename__ = "change_history"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        Index(None, "consortium_id", "beneficiary_id", "changed_at"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    beneficiary_id: Mapped[int]
    object_kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(60))
    old_value: Mapped[str | None] = mapped_column(Text)
    new_value: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int]
