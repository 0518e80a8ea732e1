"""Files of services that somebody dropped, and campaigns of checks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, belongs_to_consortium, enum_type
from domain.offer.loads import LoadKind, LoadStatus, LoadVerdict


class OfferLoad(ConsortiumOwned, Versioned, Base):
    """A file of services that somebody dropped; `is_complete`: what it does not hold any more has gone."""

    __tablename__ = "offer_load"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("professional_id", "professional"),
        Index(None, "consortium_id", "created_at"),
    )

    professional_id: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    is_complete: Mapped[bool] = mapped_column(default=False)
    status: Mapped[LoadStatus] = mapped_column(enum_type(LoadStatus, "status"))
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    confirmed_at: Mapped[datetime | None]


class OfferLoadRow(Base):
    """A line of the file: what was read, what is wrong, what would change.

    `line_number`: OfferLine.key, by file then by line.
    `cells`: as written; `values`: official fields of v1, typed as JSON; `problems` and `warnings`: by
    official field; `changes`: [official field, before, after].
    """

    __tablename__ = "offer_load_row"
    __table_args__ = (
        belongs_to("load_id", "offer_load"),
        Index(None, "consortium_id", "load_id", "verdict", "line_number"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    load_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[LoadKind] = mapped_column(enum_type(LoadKind, "kind"))
    external_id: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    verdict: Mapped[LoadVerdict] = mapped_column(enum_type(LoadVerdict, "verdict"))
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    problems: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    warnings: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    changes: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)


class CheckCampaign(ConsortiumOwned, Versioned, Base):
    """A call to every structure to check its services by a date; one open at a time."""

    __tablename__ = "check_campaign"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("professional_id", "professional"),
        CheckConstraint("closes_on >= opened_on", name="dates"),
        Index(None, "consortium_id", "opened_on"),
    )

    opened_on: Mapped[date]
    closes_on: Mapped[date]
    message: Mapped[str] = mapped_column(Text, default="")
    professional_id: Mapped[int]
    ended_on: Mapped[date | None]
