"""Bodies, their members, and their meetings."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, belongs_to_consortium, enum_type
from domain.commissions.bodies import USUAL_MINUTES
from domain.commissions.words import Attendance, CommissionFamily, MeetingState, MemberDuty, Reply
from domain.identifiers import new_id


class CommissionBody(ConsortiumOwned, Versioned, Base):
    """A commission: whom it looks at, how it concludes, what its quorum is.

    `communes`: codes of its perimeter, empty for the whole territory; `quorum` and `endings`: see
    domain.commissions.bodies, kept as JSON because they are always read and written whole. `remedies`: how a
    decision is contested, regulatory bodies only; empty for the usual words.
    """

    __tablename__ = "commission_body"
    __table_args__ = (
        belongs_to_consortium(),
        CheckConstraint("minutes between 5 and 120", name="minutes"),
        Index(None, "consortium_id", "name", unique=True),
    )

    name: Mapped[str] = mapped_column(String(120))
    family: Mapped[CommissionFamily] = mapped_column(
        enum_type(CommissionFamily, "family"), default=CommissionFamily.SOLUTIONS
    )
    communes: Mapped[list[str]] = mapped_column(JSON, default=list)
    motives: Mapped[list[str]] = mapped_column(JSON, default=list)
    colleges: Mapped[list[str]] = mapped_column(JSON, default=list)
    quorum: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    endings: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    minutes: Mapped[int] = mapped_column(default=USUAL_MINUTES)
    place: Mapped[str] = mapped_column(String(200), default="")
    rules: Mapped[str] = mapped_column(Text, default="")
    remedies: Mapped[str] = mapped_column(Text, default="", server_default="")
    is_active: Mapped[bool] = mapped_column(default=True)


class CommissionMember(ConsortiumOwned, Versioned, Base):
    """A person or a function that sits in a body; an account is not needed.

    `substitute_for_id`: the member this one may replace; `confidentiality_on`: when she undertook it.
    """

    __tablename__ = "commission_member"
    __table_args__ = (
        belongs_to("body_id", "commission_body"),
        belongs_to("professional_id", "professional"),
        belongs_to("structure_id", "structure"),
        belongs_to("substitute_for_id", "commission_member"),
        CheckConstraint("professional_id is not null or name <> ''", name="who"),
        Index(None, "consortium_id", "body_id"),
        Index(None, "consortium_id", "professional_id", "body_id"),
    )

    body_id: Mapped[int]
    professional_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(150), default="")
    function: Mapped[str] = mapped_column(String(150), default="")
    structure_id: Mapped[int | None]
    organisation: Mapped[str] = mapped_column(String(200), default="")
    college: Mapped[str] = mapped_column(String(120), default="")
    duty: Mapped[MemberDuty] = mapped_column(enum_type(MemberDuty, "duty"), default=MemberDuty.MEMBER)
    is_voting: Mapped[bool] = mapped_column(default=True)
    substitute_for_id: Mapped[int | None]
    email: Mapped[str] = mapped_column(String(200), default="")
    confidentiality_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class CommissionMeeting(ConsortiumOwned, Versioned, Base):
    """A meeting of a body; `meets_on` is the day of `starts_at` where the consortium is.

    `current_since`: since when the time of the current point runs; empty while nothing is looked at.
    """

    __tablename__ = "commission_meeting"
    __table_args__ = (
        belongs_to("body_id", "commission_body"),
        belongs_to("secretary_id", "commission_member"),
        belongs_to("chair_id", "commission_member"),
        CheckConstraint("minutes between 5 and 120", name="minutes"),
        CheckConstraint("state_reason <> '' or state not in ('postponed', 'cancelled')", name="reason_pair"),
        Index(None, "consortium_id", "body_id", "meets_on"),
        Index(None, "consortium_id", "meets_on"),
    )

    body_id: Mapped[int]
    starts_at: Mapped[datetime]
    meets_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[MeetingState] = mapped_column(
        enum_type(MeetingState, "state"), default=MeetingState.CREATED
    )
    state_reason: Mapped[str] = mapped_column(String(300), default="")
    minutes: Mapped[int] = mapped_column(default=USUAL_MINUTES)
    secretary_id: Mapped[int | None]
    chair_id: Mapped[int | None]
    convened_on: Mapped[date | None]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    closed_on: Mapped[date | None]
    current_point_id: Mapped[int | None]
    current_since: Mapped[datetime | None]


class MeetingSeat(ConsortiumOwned, Versioned, Base):
    """A member convened to a meeting: the answer, then who sat."""

    __tablename__ = "meeting_seat"
    __table_args__ = (
        belongs_to("meeting_id", "commission_meeting"),
        belongs_to("member_id", "commission_member"),
        Index(None, "consortium_id", "meeting_id", "member_id", unique=True),
    )

    meeting_id: Mapped[int]
    member_id: Mapped[int]
    convened_on: Mapped[date | None]
    reply: Mapped[Reply | None] = mapped_column(enum_type(Reply, "reply"))
    attendance: Mapped[Attendance | None] = mapped_column(enum_type(Attendance, "attendance"))
    replaced_by: Mapped[str] = mapped_column(String(150), default="")


class SharedScreen(Base):
    """What the projector shows of a meeting, and all that it may read: nothing here names the person.

    Written with each change of the meeting, in the same transaction (domain.commissions.sheets.Screen as
    JSON); `changes` grows each time. Empty before the meeting opens and once it has ended.
    """

    __tablename__ = "shared_screen"
    __table_args__ = (belongs_to("meeting_id", "commission_meeting"),)

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changes: Mapped[int] = mapped_column(default=0)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Projection(Base):
    """A shared screen: a token of its own for one meeting, read-only; only its hash is stored.

    Found before any consortium is known, so it stands outside the tenant wall, like a sign-in session.
    """

    __tablename__ = "projection"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consortium_id", "meeting_id"], ["commission_meeting.consortium_id", "commission_meeting.id"]
        ),
        Index(None, "consortium_id", "meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    consortium_id: Mapped[int]
    meeting_id: Mapped[int]
    opened_by: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
