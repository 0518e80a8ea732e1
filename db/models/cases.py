"""Situations brought to a body, what a meeting says of them, its commitments and its minutes."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, Time
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, enum_type
from domain.commissions.words import (
    CaseOrigin,
    CaseState,
    Conclusion,
    MinutesState,
    PersonAttendance,
    PointKind,
    PointState,
)


class CommissionCase(ConsortiumOwned, Versioned, Base):
    """A situation brought to a body (« saisine »).

    `passed_on`: when a meeting examined it. `put_off_on`: when one put it off; it comes back on top.
    `heard_on`, `summoned_on`: regulatory bodies only. `hidden`: parts of the sheet she does not want shown
    when she is in the room.
    """

    __tablename__ = "commission_case"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("body_id", "commission_body"),
        belongs_to("presenter_id", "professional"),
        belongs_to("submitted_by_id", "professional"),
        belongs_to("former_case_id", "commission_case"),
        CheckConstraint("(passed_on is not null) = (state = 'examined')", name="passed_pair"),
        Index(None, "consortium_id", "support_period_id", "submitted_on"),
        Index(None, "consortium_id", "body_id", "state", "submitted_on"),
        Index(None, "consortium_id", "presenter_id", "state"),
    )

    support_period_id: Mapped[int]
    body_id: Mapped[int]
    state: Mapped[CaseState] = mapped_column(enum_type(CaseState, "state"), default=CaseState.WAITING)
    origin: Mapped[CaseOrigin] = mapped_column(enum_type(CaseOrigin, "origin"), default=CaseOrigin.FILE)
    submitted_on: Mapped[date]
    submitted_by_id: Mapped[int]
    former_case_id: Mapped[int | None]
    motive: Mapped[str] = mapped_column(String(120))
    question: Mapped[str] = mapped_column(Text)
    tried: Mapped[str] = mapped_column(Text, default="")
    person_words: Mapped[str] = mapped_column(Text, default="")
    informed_on: Mapped[date | None]
    is_reread: Mapped[bool] = mapped_column(default=False)
    objection: Mapped[str] = mapped_column(Text, default="")
    attendance: Mapped[PersonAttendance] = mapped_column(
        enum_type(PersonAttendance, "attendance"), default=PersonAttendance.UNKNOWN
    )
    represented_by: Mapped[str] = mapped_column(String(150), default="")
    presenter_id: Mapped[int]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[list[str]] = mapped_column(JSON, default=list)
    ready_on: Mapped[date | None]
    put_off_on: Mapped[date | None]
    passed_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(String(300), default="")
    summoned_on: Mapped[date | None]
    heard_on: Mapped[date | None]
    hearing: Mapped[str] = mapped_column(String(40), default="", server_default="")
    observations: Mapped[str] = mapped_column(Text, default="", server_default="")


class AgendaPoint(ConsortiumOwned, Versioned, Base):
    """A point of an agenda, and what came out of it.

    `number` names the situation in this meeting only. `conclusion` is what is counted, `conclusion_words`
    what the body says. `decision`: of the authority, after a regulatory body gave its opinion;
    `decision_reason`: why it differs from it; `notification_note`: what was corrected of its notification.
    """

    __tablename__ = "agenda_point"
    __table_args__ = (
        belongs_to("meeting_id", "commission_meeting"),
        belongs_to("case_id", "commission_case"),
        CheckConstraint("(kind = 'situation') = (case_id is not null)", name="case_pair"),
        CheckConstraint("minutes between 0 and 240", name="minutes"),
        Index(None, "consortium_id", "meeting_id", "rank"),
        Index(None, "consortium_id", "case_id"),
    )

    meeting_id: Mapped[int]
    case_id: Mapped[int | None]
    kind: Mapped[PointKind] = mapped_column(enum_type(PointKind, "kind"))
    state: Mapped[PointState] = mapped_column(enum_type(PointState, "state"), default=PointState.PLANNED)
    rank: Mapped[int]
    number: Mapped[int | None]
    minutes: Mapped[int]
    fixed_at: Mapped[time | None] = mapped_column(Time)
    spent_seconds: Mapped[int] = mapped_column(default=0)
    is_revealed: Mapped[bool] = mapped_column(default=False)
    is_person_present: Mapped[bool] = mapped_column(default=False)
    conclusion: Mapped[Conclusion | None] = mapped_column(enum_type(Conclusion, "conclusion"))
    conclusion_words: Mapped[str] = mapped_column(String(120), default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    aside: Mapped[list[int]] = mapped_column(JSON, default=list)
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_blank: Mapped[int | None]
    decision: Mapped[str] = mapped_column(String(300), default="")
    decided_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(String(150), default="", server_default="")
    decision_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    notified_on: Mapped[date | None]
    notified_means: Mapped[str] = mapped_column(String(40), default="", server_default="")
    notification_note: Mapped[str] = mapped_column(Text, default="", server_default="")


class Commitment(ConsortiumOwned, Base):
    """A commitment taken in a meeting: an action of the person's plan, of origin « commission »."""

    __tablename__ = "commitment"
    __table_args__ = (
        belongs_to("meeting_id", "commission_meeting"),
        belongs_to("point_id", "agenda_point"),
        belongs_to("case_id", "commission_case"),
        belongs_to("action_id", "plan_action"),
        Index(None, "consortium_id", "meeting_id"),
        Index(None, "consortium_id", "case_id"),
        Index(None, "consortium_id", "action_id", unique=True),
    )

    meeting_id: Mapped[int]
    point_id: Mapped[int]
    case_id: Mapped[int]
    action_id: Mapped[int]
    taken_on: Mapped[date]


class MeetingMinutes(ConsortiumOwned, Versioned, Base):
    """The record of decisions: `content` is what was validated, and never changes after.

    `reason`: why it annuls and replaces the former one, which is kept.
    """

    __tablename__ = "meeting_minutes"
    __table_args__ = (
        belongs_to("meeting_id", "commission_meeting"),
        belongs_to("validated_by_id", "professional"),
        CheckConstraint("(validated_at is null) = (state = 'draft')", name="validated_pair"),
        CheckConstraint("number = 1 or reason <> ''", name="reason"),
        Index(None, "consortium_id", "meeting_id", "number", unique=True),
    )

    meeting_id: Mapped[int]
    number: Mapped[int]
    state: Mapped[MinutesState] = mapped_column(enum_type(MinutesState, "state"), default=MinutesState.DRAFT)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(300), default="")
    validated_at: Mapped[datetime | None]
    validated_by_id: Mapped[int | None]
