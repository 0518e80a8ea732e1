"""Reasons of pause and exit that a consortium offers."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to_consortium, enum_type
from domain.reasons import ReasonKind


class ReasonChoice(ConsortiumOwned, Versioned, Base):
    """A national reason switched on or off (no words), or a local wording counted as a national reason."""

    __tablename__ = "reason_choice"
    __table_args__ = (
        belongs_to_consortium(),
        Index(None, "consortium_id", "kind", "national_value", "words", unique=True),
    )

    kind: Mapped[ReasonKind] = mapped_column(enum_type(ReasonKind, "kind"))
    national_value: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(String(80), default="")
    is_offered: Mapped[bool] = mapped_column(default=True)
    rank: Mapped[int] = mapped_column(default=1)
