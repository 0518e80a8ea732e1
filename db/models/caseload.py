"""The caseload as it is listed: one line a person."""

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, belongs_to, enum_type, sorted_text
from domain.follow_up import Track


class CaseloadEntry(Base):
    """The person's line in the caseload: facts copied from her latest support period (ADR 4).

    Written only by db/actions/caseload_entries.py, in the transaction of the change; `python -m db check`
    recomputes it. Only dated facts are copied: what depends on today is decided when the list is read.
    """

    __tablename__ = "caseload_entry"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        belongs_to("support_period_id", "support_period"),
        belongs_to("referent_id", "professional"),
        belongs_to("structure_id", "structure"),
        Index(None, "consortium_id", "sort_name", "beneficiary_id"),
        Index(None, "consortium_id", "entered_on"),
        Index(None, "consortium_id", "exited_on"),
        Index(None, "consortium_id", "paused_on"),
        Index(None, "consortium_id", "birth_date"),
        Index("ix_caseload_entry_commune", "consortium_id", "commune_code", "sort_name", "beneficiary_id"),
        Index(None, "consortium_id", "referent_id", "sort_name"),
        Index(None, "consortium_id", "structure_id", "sort_name"),
        Index(None, "consortium_id", "track", "sort_name"),
        Index(None, "consortium_id", "last_contact_on"),
        Index(None, "consortium_id", "review_due_on"),
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
