"""What happens between the person and the professionals: contacts, appointments, reviews, notes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, enum_type
from domain.access import Field
from domain.follow_up import AppointmentStatus, NoteVisibility, Presence
from domain.people import Channel


class Contact(ConsortiumOwned, Versioned, Base):
    """A call, message, visit or letter, and whether the person was reached."""

    __tablename__ = "contact"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("professional_id", "professional"),
        Index(None, "consortium_id", "support_period_id", "happened_on"),
    )

    support_period_id: Mapped[int]
    happened_on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel"))
    is_reached: Mapped[bool]
    sentence: Mapped[str] = mapped_column(String(500), default="")
    professional_id: Mapped[int]


class Appointment(ConsortiumOwned, Versioned, Base):
    """An appointment with one or two professionals; an honoured one may stand for a review.

    `takes_place_on`: the day of `starts_at` where the consortium is, for what is counted in days.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("professional_id", "professional"),
        belongs_to("second_professional_id", "professional"),
        CheckConstraint("duration_minutes between 5 and 600", name="duration"),
        CheckConstraint("not counts_as_review or status = 'honoured'", name="review_honoured"),
        CheckConstraint("second_professional_id <> professional_id", name="two_professionals"),
        Index(None, "consortium_id", "support_period_id", "starts_at"),
        Index(None, "consortium_id", "professional_id", "starts_at"),
        Index(None, "consortium_id", "second_professional_id", "starts_at"),
        Index("ix_appointment_attendance", "consortium_id", "status", "takes_place_on", "support_period_id"),
        Index("ix_appointment_of_stay", "consortium_id", "support_period_id", "status", "takes_place_on"),
    )

    support_period_id: Mapped[int]
    starts_at: Mapped[datetime]
    takes_place_on: Mapped[date]
    duration_minutes: Mapped[int] = mapped_column(default=45)
    place: Mapped[str] = mapped_column(String(200), default="")
    purpose: Mapped[str] = mapped_column(String(200), default="")
    professional_id: Mapped[int]
    second_professional_id: Mapped[int | None]
    status: Mapped[AppointmentStatus] = mapped_column(
        enum_type(AppointmentStatus, "status"), default=AppointmentStatus.PLANNED
    )
    counts_as_review: Mapped[bool] = mapped_column(default=False)


class Review(ConsortiumOwned, Versioned, Base):
    """A « point de situation »: what moved (`summary`), what stands in the way, what comes next and when."""

    __tablename__ = "review"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("professional_id", "professional"),
        CheckConstraint("next_review_on > held_on", name="dates"),
        Index(None, "consortium_id", "support_period_id", "held_on"),
    )

    support_period_id: Mapped[int]
    held_on: Mapped[date]
    presence: Mapped[Presence] = mapped_column(enum_type(Presence, "presence"))
    summary: Mapped[str] = mapped_column(Text, default="")
    obstacles: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    next_review_on: Mapped[date | None]
    professional_id: Mapped[int]


class Note(ConsortiumOwned, Versioned, Base):
    """A professional's note; a restricted one carries the field or structure it is restricted to."""

    __tablename__ = "note"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("author_id", "professional"),
        belongs_to("restricted_structure_id", "structure"),
        CheckConstraint(
            "(visibility = 'restricted_field') = (restricted_field is not null)", name="field_pair"
        ),
        CheckConstraint(
            "(visibility = 'restricted_structure') = (restricted_structure_id is not null)",
            name="structure_pair",
        ),
        Index(None, "consortium_id", "support_period_id", "written_on"),
    )

    support_period_id: Mapped[int]
    written_on: Mapped[date]
    author_id: Mapped[int]
    visibility: Mapped[NoteVisibility] = mapped_column(enum_type(NoteVisibility, "visibility"))
    restricted_field: Mapped[Field | None] = mapped_column(enum_type(Field, "restricted_field"))
    restricted_structure_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
