"""The person accompanied: who she is, how to reach her, who follows her, and her line in the caseload."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import (
    Base,
    ConsortiumOwned,
    Versioned,
    belongs_to,
    belongs_to_consortium,
    enum_type,
    one_open,
    sorted_text,
)
from domain.follow_up import EntryOrigin, ExitReason, PauseReason, SharePurpose, Track
from domain.people import Channel, Civility, IdentifierOrigin, Public

_LIVE_SHARE = ("ended_on", "objected_on", "started_on", "beneficiary_id")  # a structure may share thousands


class Beneficiary(ConsortiumOwned, Versioned, Base):
    """Identity told once. `search_name` and `sort_name` follow domain.names.normalise_name."""

    __tablename__ = "beneficiary"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("owner_structure_id", "structure"),
        belongs_to("reserved_structure_id", "structure"),
        CheckConstraint(
            "(sharing_objected_on is null) = (reserved_structure_id is null)", name="objection_pair"
        ),
        Index(None, "consortium_id", "sort_name"),
        Index(None, "consortium_id", "commune_code"),
        Index(None, "consortium_id", "birth_date", "sort_name"),
    )

    civility: Mapped[Civility] = mapped_column(enum_type(Civility, "civility"), default=Civility.UNSPECIFIED)
    birth_name: Mapped[str] = mapped_column(String(120))
    usual_name: Mapped[str] = mapped_column(String(120), default="")
    first_names: Mapped[str] = mapped_column(String(120))
    birth_date: Mapped[date | None]
    search_name: Mapped[str] = mapped_column(sorted_text(400))
    sort_name: Mapped[str] = mapped_column(sorted_text(260))
    phone: Mapped[str] = mapped_column(String(30), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    postal_code: Mapped[str | None] = mapped_column(String(5))
    commune_code: Mapped[str | None] = mapped_column(String(5), ForeignKey("commune.code"))
    preferred_channel: Mapped[Channel | None] = mapped_column(enum_type(Channel, "preferred_channel"))
    do_not_leave_message: Mapped[bool] = mapped_column(default=False)
    do_not_write_to_address: Mapped[bool] = mapped_column(default=False)
    interpreter_language: Mapped[str] = mapped_column(String(60), default="")
    owner_structure_id: Mapped[int]
    sharing_objected_on: Mapped[date | None]
    reserved_structure_id: Mapped[int | None]
    informed_on: Mapped[date | None]
    limited_on: Mapped[date | None]  # she asked that her data be kept as it is: nobody writes
    litigation_on: Mapped[date | None]  # a dispute holds her file: it is not anonymised
    anonymised_on: Mapped[date | None]  # only dates and choices are left, for figures
    merged_into_id: Mapped[int | None]  # the file that replaced this one: read by nobody from then on

    @property
    def last_name(self) -> str:
        """The name she goes by: usual name, else birth name."""
        return self.usual_name or self.birth_name


class BeneficiaryPublic(ConsortiumOwned, Base):
    """A public the person belongs to."""

    __tablename__ = "beneficiary_public"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        Index(None, "consortium_id", "beneficiary_id", "public", unique=True),
        Index(None, "consortium_id", "public", "beneficiary_id"),
    )

    beneficiary_id: Mapped[int]
    public: Mapped[Public] = mapped_column(enum_type(Public, "public"))


class ExternalIdentifier(ConsortiumOwned, Base):
    """The person's number elsewhere, by origin: indexed, not unique (errors exist), never NIR."""

    __tablename__ = "external_identifier"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        Index(None, "consortium_id", "value", "beneficiary_id"),
        Index(None, "consortium_id", "beneficiary_id"),
    )

    beneficiary_id: Mapped[int]
    origin: Mapped[IdentifierOrigin] = mapped_column(enum_type(IdentifierOrigin, "origin"))
    value: Mapped[str] = mapped_column(sorted_text(40))


class SupportPeriod(ConsortiumOwned, Versioned, Base):
    """One stay in the caseload, from entry to exit; a person may come back later."""

    __tablename__ = "support_period"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        CheckConstraint("(exited_on is null) = (exit_reason is null)", name="exit_pair"),
        CheckConstraint("exited_on >= entered_on", name="dates"),
        CheckConstraint("review_rhythm_days between 7 and 400", name="review_rhythm"),
        Index(None, "consortium_id", "beneficiary_id", "entered_on"),
        one_open("uq_support_period_open", "beneficiary_id", closed_by="exited_on"),
    )

    beneficiary_id: Mapped[int]
    entered_on: Mapped[date]
    entry_origin: Mapped[EntryOrigin] = mapped_column(enum_type(EntryOrigin, "entry_origin"))
    track: Mapped[Track | None] = mapped_column(enum_type(Track, "track"))
    review_rhythm_days: Mapped[int | None]
    exited_on: Mapped[date | None]
    exit_reason: Mapped[ExitReason | None] = mapped_column(enum_type(ExitReason, "exit_reason"))
    exit_words: Mapped[str] = mapped_column(String(80), default="")


class Pause(ConsortiumOwned, Versioned, Base):
    """A pause of the follow-up: its reason, its expected end, its real end."""

    __tablename__ = "pause"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        CheckConstraint("expected_end_on > started_on", name="expected_end"),
        CheckConstraint("ended_on >= started_on", name="dates"),
        one_open("uq_pause_open", "support_period_id", closed_by="ended_on"),
        Index(None, "consortium_id", "support_period_id"),
    )

    support_period_id: Mapped[int]
    reason: Mapped[PauseReason] = mapped_column(enum_type(PauseReason, "reason"))
    reason_words: Mapped[str] = mapped_column(String(80), default="")
    started_on: Mapped[date]
    expected_end_on: Mapped[date]
    ended_on: Mapped[date | None]


class GroupMember(ConsortiumOwned, Versioned, Base):
    """The share: a structure, or one of its professionals, in a person's follow-up group."""

    __tablename__ = "group_member"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        belongs_to("structure_id", "structure"),
        belongs_to("professional_id", "professional"),
        CheckConstraint("ended_on >= started_on", name="dates"),
        Index(None, "consortium_id", "professional_id", "beneficiary_id"),
        Index("ix_group_member_structure_shares", "consortium_id", "structure_id", *_LIVE_SHARE),
        Index(None, "consortium_id", "beneficiary_id"),
    )

    beneficiary_id: Mapped[int]
    structure_id: Mapped[int]
    professional_id: Mapped[int | None]
    purpose: Mapped[SharePurpose] = mapped_column(
        enum_type(SharePurpose, "purpose"), default=SharePurpose.SUPPORT
    )
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    objected_on: Mapped[date | None]


class ReferentAssignment(ConsortiumOwned, Base):
    """The référent of a support period and the former ones; only one is active at a time."""

    __tablename__ = "referent_assignment"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("professional_id", "professional"),
        CheckConstraint("ended_on >= started_on", name="dates"),
        one_open("uq_referent_assignment_active", "support_period_id", closed_by="ended_on"),
        Index(None, "consortium_id", "support_period_id"),
        Index(None, "consortium_id", "professional_id"),
    )

    support_period_id: Mapped[int]
    professional_id: Mapped[int]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
