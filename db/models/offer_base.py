"""What structures and services of the offer have in common: where they are, where they come from."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Float, String, Text
from sqlalchemy.orm import Mapped, mapped_column


class Located:
    """Where it is and how to reach it; latitude and longitude in degrees, both or none."""

    address: Mapped[str] = mapped_column(String(300), default="")
    address_more: Mapped[str] = mapped_column(String(300), default="")
    postal_code: Mapped[str | None] = mapped_column(String(5))
    commune_code: Mapped[str | None] = mapped_column(String(5))
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    opening_hours: Mapped[str] = mapped_column(Text, default="")


class Loaded:
    """Where it comes from. `loaded`: what the last file said; `corrected`: fields changed here since, kept.

    `missing_since_on`: the first complete file of its source that did not hold it any more.
    """

    source: Mapped[str] = mapped_column(String(80))
    external_id: Mapped[str] = mapped_column(String(200))
    source_url: Mapped[str] = mapped_column(String(500), default="")
    updated_on: Mapped[date]
    loaded: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    corrected: Mapped[list[str]] = mapped_column(JSON, default=list)
    missing_since_on: Mapped[date | None]
