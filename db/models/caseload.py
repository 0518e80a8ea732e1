"""The caseload as it is listed: one line a person."""

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, belongs_to, enum_type, sorted_text
from domain.follow_up import Track

# Every list and count also asks these: read in the index itself, an exact count of 80,000 people takes 11 ms.
_ALWAYS_ASKED = ("exited_on", "reserved_structure_id")


def _listed_by(column: str, *then: str) -> Index:
    return Index(f"ix_caseload_entry_{column}", "consortium_id", column, *then, *_ALWAYS_ASKED)


class CaseloadEntry(Base):
    """The person's line in the caseload: facts copied from her latest support period (ADR 4).

    Written only by db/actions/caseload_entries.py and caseload_bulk.py, in the transaction of the change;
    `python -m db check` recomputes it. Only dated facts are copied: what depends on today is decided when the
    list is read.
    """

    __tablename__ = "caseload_entry"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        belongs_to("support_period_id", "support_period"),
        belongs_to("referent_id", "professional"),
        belongs_to("structure_id", "structure"),
        Index(None, "consortium_id", "support_period_id"),
        _listed_by("sort_name", "beneficiary_id"),
        _listed_by("entered_on"),
        _listed_by("birth_date"),
        _listed_by("last_contact_on"),
        _listed_by("review_due_on"),
        _listed_by("commune_code", "sort_name", "beneficiary_id"),
        _listed_by("referent_id", "sort_name"),
        _listed_by("structure_id", "sort_name"),
        _listed_by("track", "sort_name"),
        Index("ix_caseload_entry_paused_on", "consortium_id", "paused_on"),
        Index("ix_caseload_entry_exited_on", "consortium_id", *_ALWAYS_ASKED, "paused_on", "pause_ended_on"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    beneficiary_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    support_period_id: Mapped[int]
    reserved_structure_id: Mapped[int | None]
    sort_name: Mapped[str] = mapped_column(sorted_text(260))
    birth_date: Mapped[date | None]
    commune_code: Mapped[str | None] = mapped_column(String(5))
    track: Mapped[Track | None] = mapped_column(enum_type(Track, "track"))
    entered_on: Mapped[date]
    exited_on: Mapped[date | None]
    paused_on: Mapped[date | None]
    pause_ended_on: Mapped[date | None]
    referent_id: Mapped[int | None]
    structure_id: Mapped[int | None]
    last_contact_on: Mapped[date | None]
    last_review_on: Mapped[date | None]
    review_due_on: Mapped[date | None]
    contract_ends_on: Mapped[date | None]
    refreshed_at: Mapped[datetime]
