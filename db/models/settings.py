"""What a consortium sets: its thresholds, and its page for the steering committee."""

from datetime import date

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to_consortium


class ConsortiumSetting(ConsortiumOwned, Versioned, Base):
    """A threshold that differs from the national default (domain.thresholds)."""

    __tablename__ = "consortium_setting"
    __table_args__ = (belongs_to_consortium(), Index(None, "consortium_id", "code", unique=True))

    code: Mapped[str] = mapped_column(String(120))
    value: Mapped[int]


class SteeringPage(ConsortiumOwned, Versioned, Base):
    """The page of the steering committee: the figures chosen, in order, and when it last met."""

    __tablename__ = "steering_page"
    __table_args__ = (belongs_to_consortium(), Index(None, "consortium_id", unique=True))

    figures: Mapped[list[str]] = mapped_column(JSON, default=list)
    last_held_on: Mapped[date | None]
    message: Mapped[str] = mapped_column(Text, default="")
