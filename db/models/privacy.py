"""What people ask about their data, and the files opened in urgency."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, enum_type
from domain.privacy import RequestKind, RequestState


class UrgentAccess(ConsortiumOwned, Base):
    """A file read in full until `ends_at`, never written, by somebody outside the follow-up group."""

    __tablename__ = "urgent_access"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        belongs_to("professional_id", "professional"),
        CheckConstraint("ends_at > started_at", name="dates"),
        Index(None, "consortium_id", "professional_id", "ends_at", "beneficiary_id"),
        Index(None, "consortium_id", "started_at"),
        Index(None, "consortium_id", "beneficiary_id"),
    )

    beneficiary_id: Mapped[int]
    professional_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(500))
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class PersonRequest(ConsortiumOwned, Versioned, Base):
    """A person's request about her data, and what was answered."""

    __tablename__ = "person_request"
    __table_args__ = (
        belongs_to("beneficiary_id", "beneficiary"),
        CheckConstraint("(state = 'open') = (answered_on is null)", name="answer_pair"),
        Index(None, "consortium_id", "state", "due_on"),
        Index(None, "consortium_id", "beneficiary_id"),
    )

    beneficiary_id: Mapped[int]
    kind: Mapped[RequestKind] = mapped_column(enum_type(RequestKind, "kind"))
    state: Mapped[RequestState] = mapped_column(enum_type(RequestState, "state"), default=RequestState.OPEN)
    received_on: Mapped[date]
    due_on: Mapped[date]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(String(1000), default="")
