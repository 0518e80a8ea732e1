"""What a professional keeps of her own screen."""

from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to


class SavedView(ConsortiumOwned, Versioned, Base):
    """A named set of caseload filters, kept for oneself or shared with one's structure."""

    __tablename__ = "saved_view"
    __table_args__ = (
        belongs_to("professional_id", "professional"),
        Index(None, "consortium_id", "professional_id", "name", unique=True),
    )

    professional_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    filters: Mapped[dict[str, Any]] = mapped_column(JSON)
    columns: Mapped[list[str]] = mapped_column(JSON, default=list)
    sort: Mapped[str | None] = mapped_column(String(30))
    is_shared: Mapped[bool] = mapped_column(default=False)
