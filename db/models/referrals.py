"""From a need to a solution: referrals with their answer, and new offers designed together."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, belongs_to_consortium, enum_type
from domain.identifiers import new_id
from domain.offer.words import NewOfferStage, ReferralStatus, RefusalReason

_COUNTED = ("support_period_id", "theme", "status", "answered_on", "closed_on")


class Referral(ConsortiumOwned, Versioned, Base):
    """A person referred to a service, and what came back.

    `structure_id`: the member of the consortium that answers; empty when the service is outside of it, and
    who referred types the answer. `theme`: category of the need that it meets. `needed_since_on`: since when
    the need is known. `answered_on`: the first answer (yes, not yet, no); `starts_on`: agreed with it.
    """

    __tablename__ = "referral"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("service_id", "service"),
        belongs_to("structure_id", "structure"),
        belongs_to("diagnosis_id", "diagnosis"),
        belongs_to("step_id", "step"),
        belongs_to("professional_id", "professional"),
        belongs_to("answered_by_id", "professional"),
        CheckConstraint("(refusal is not null) = (status = 'refused')", name="refusal_pair"),
        CheckConstraint("answered_on >= sent_on", name="dates"),
        Index("ix_referral_of_stay", "consortium_id", "support_period_id", "sent_on", "answered_on"),
        Index(None, "consortium_id", "service_id", "status"),
        Index(None, "consortium_id", "structure_id", "status", "sent_on"),
        Index(None, "consortium_id", "professional_id", "status"),
        # Figures of a period read this index alone: reasons are long.
        Index("ix_referral_sent", "consortium_id", "sent_on", *_COUNTED),
        Index(None, "consortium_id", "answered_on"),
    )

    support_period_id: Mapped[int]
    service_id: Mapped[int]
    structure_id: Mapped[int | None]
    diagnosis_id: Mapped[int | None]
    theme: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(Text)
    needed_since_on: Mapped[date | None]
    availability: Mapped[str] = mapped_column(String(300), default="")
    professional_id: Mapped[int]
    status: Mapped[ReferralStatus] = mapped_column(
        enum_type(ReferralStatus, "status"), default=ReferralStatus.SENT
    )
    sent_on: Mapped[date]
    expires_on: Mapped[date]
    reminded_on: Mapped[date | None]
    received_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None]
    answer_words: Mapped[str] = mapped_column(Text, default="")
    refusal: Mapped[RefusalReason | None] = mapped_column(enum_type(RefusalReason, "refusal"))
    starts_on: Mapped[date | None]
    started_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    step_id: Mapped[int | None]


class NewOffer(ConsortiumOwned, Versioned, Base):
    """An offer that partners design together; `evidence`: figures that showed the need, as read that day."""

    __tablename__ = "new_offer"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("owner_id", "professional"),
        belongs_to("service_id", "service"),
        Index(None, "consortium_id", "stage"),
    )

    title: Mapped[str] = mapped_column(String(200))
    theme: Mapped[str | None] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text, default="")
    target_public: Mapped[str] = mapped_column(String(300), default="")
    area: Mapped[str] = mapped_column(String(200), default="")
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    stage: Mapped[NewOfferStage] = mapped_column(
        enum_type(NewOfferStage, "stage"), default=NewOfferStage.IDEA
    )
    next_step: Mapped[str] = mapped_column(String(300), default="")
    next_step_on: Mapped[date | None]
    owner_id: Mapped[int | None]
    service_id: Mapped[int | None]
    evaluation: Mapped[str] = mapped_column(Text, default="")


class NewOfferStructure(Base):
    """A structure that takes part in a new offer."""

    __tablename__ = "new_offer_structure"
    __table_args__ = (
        belongs_to("new_offer_id", "new_offer"),
        belongs_to("structure_id", "structure"),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    new_offer_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    structure_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class NewOfferTurn(ConsortiumOwned, Base):
    """A stage that a new offer reached, when, and what was decided."""

    __tablename__ = "new_offer_turn"
    __table_args__ = (belongs_to("new_offer_id", "new_offer"), Index(None, "consortium_id", "new_offer_id"))

    new_offer_id: Mapped[int]
    stage: Mapped[NewOfferStage] = mapped_column(enum_type(NewOfferStage, "stage"))
    reached_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text, default="")


class NewOfferChange(Base):
    """Old and new value, in words, of a field of a new offer."""

    __tablename__ = "new_offer_change"
    __table_args__ = (
        belongs_to("new_offer_id", "new_offer"),
        belongs_to("professional_id", "professional"),
        Index(None, "consortium_id", "new_offer_id", "changed_at"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    new_offer_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(60))
    old_value: Mapped[str] = mapped_column(Text, default="")
    new_value: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime]
    professional_id: Mapped[int]
