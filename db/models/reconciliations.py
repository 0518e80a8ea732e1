"""Two files that may be about the same person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, enum_type
from domain.reconciliations import ReconciliationStatus


class Reconciliation(ConsortiumOwned, Versioned, Base):
    """Found by an entry or an import, decided by the coordination; `moved` undoes a link."""

    __tablename__ = "reconciliation"
    __table_args__ = (
        belongs_to("first_id", "beneficiary"),
        belongs_to("second_id", "beneficiary"),
        belongs_to("found_by", "professional"),
        belongs_to("decided_by", "professional"),
        CheckConstraint("first_id <> second_id", name="two_people"),
        Index(None, "consortium_id", "first_id", "second_id", unique=True),
        Index(None, "consortium_id", "second_id"),
        Index(None, "consortium_id", "status", "created_at"),
    )

    first_id: Mapped[int]
    second_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    status: Mapped[ReconciliationStatus] = mapped_column(
        enum_type(ReconciliationStatus, "status"), default=ReconciliationStatus.OPEN
    )
    found_by: Mapped[int]
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    moved: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
