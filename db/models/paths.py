"""What a support period is made of: orientations, plan, contracts, steps."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, enum_type
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    ContractKind,
    ObjectiveStatus,
    StepKind,
    StepOutcome,
    Track,
)

# What delays read of all of them, in the order of stays, without reading their texts.
_HELD = ("starts_on", "ends_on", "person_signed_on", "structure_signed_on")
_MOMENTS = ("ended_on", "started_on", "planned_on")


class Orientation(ConsortiumOwned, Versioned, Base):
    """A decision of track and of the structure in charge; the latest one holds.

    `is_vulnerable`: a vulnerability was recorded, so that a social track is looked at again later.
    """

    __tablename__ = "orientation"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("structure_id", "structure"),
        CheckConstraint("notified_on >= decided_on", name="dates"),
        Index(None, "consortium_id", "support_period_id", "decided_on"),
    )

    support_period_id: Mapped[int]
    track: Mapped[Track] = mapped_column(enum_type(Track, "track"))
    structure_id: Mapped[int]
    decided_on: Mapped[date]
    notified_on: Mapped[date | None]
    is_vulnerable: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(Text, default="")


class Objective(ConsortiumOwned, Versioned, Base):
    """An objective of the plan; `theme` is a data·inclusion category code."""

    __tablename__ = "objective"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        Index(None, "consortium_id", "support_period_id"),
    )

    support_period_id: Mapped[int]
    theme: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    set_on: Mapped[date]
    status: Mapped[ObjectiveStatus] = mapped_column(
        enum_type(ObjectiveStatus, "status"), default=ObjectiveStatus.OPEN
    )


class PlanAction(ConsortiumOwned, Versioned, Base):
    """An action of an objective: done by a professional, a structure, or the person when neither is named."""

    __tablename__ = "plan_action"
    __table_args__ = (
        belongs_to("objective_id", "objective"),
        belongs_to("owner_id", "professional"),
        belongs_to("structure_id", "structure"),
        CheckConstraint("(done_on is not null) = (status = 'done')", name="done_pair"),
        CheckConstraint("owner_id is null or structure_id is null", name="one_owner"),
        Index(None, "consortium_id", "objective_id"),
    )

    objective_id: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int | None]
    structure_id: Mapped[int | None]
    deadline_on: Mapped[date | None]
    status: Mapped[ActionStatus] = mapped_column(
        enum_type(ActionStatus, "status"), default=ActionStatus.TO_DO
    )
    origin: Mapped[ActionOrigin] = mapped_column(enum_type(ActionOrigin, "origin"))
    done_on: Mapped[date | None]


class EngagementContract(ConsortiumOwned, Versioned, Base):
    """A contract of the person, or its renewal; hours are per week."""

    __tablename__ = "engagement_contract"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("renewed_contract_id", "engagement_contract"),
        CheckConstraint("ends_on > starts_on", name="dates"),
        CheckConstraint("weekly_hours_agreed between 0 and 40", name="hours_agreed"),
        CheckConstraint("weekly_hours_planned between 0 and 40", name="hours_planned"),
        Index("ix_engagement_contract_of_stay", "consortium_id", "support_period_id", *_HELD),
        Index(None, "consortium_id", "renewed_contract_id"),  # or removing a contract reads them all
    )

    support_period_id: Mapped[int]
    kind: Mapped[ContractKind] = mapped_column(
        enum_type(ContractKind, "kind"), default=ContractKind.ENGAGEMENT
    )
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    person_signed_on: Mapped[date | None]
    structure_signed_on: Mapped[date | None]
    weekly_hours_agreed: Mapped[int | None]
    weekly_hours_planned: Mapped[int | None]
    renewed_contract_id: Mapped[int | None]


class Step(ConsortiumOwned, Versioned, Base):
    """A step of the path: planned, started, ended."""

    __tablename__ = "step"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        CheckConstraint("planned_on is not null or started_on is not null", name="a_date"),
        CheckConstraint("ended_on >= started_on", name="dates"),
        CheckConstraint("ended_on is null or started_on is not null", name="started_before_end"),
        CheckConstraint("hours between 0 and 5000", name="hours"),
        Index(None, "consortium_id", "support_period_id"),
        Index("ix_step_of_kind", "consortium_id", "kind", "support_period_id", *_MOMENTS),
    )

    support_period_id: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(enum_type(StepKind, "kind"))
    title: Mapped[str] = mapped_column(String(200), default="")
    provider: Mapped[str] = mapped_column(String(200), default="")
    planned_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    outcome: Mapped[StepOutcome | None] = mapped_column(enum_type(StepOutcome, "outcome"))
    hours: Mapped[int | None]


_OF_CHECK = ("due_on", "months", "made_on", "is_in_job", "id")  # is the job over, said by its index alone


class JobCheck(ConsortiumOwned, Versioned, Base):
    """The contact to make so many months after a job started: planned by itself, then made (ADR 13).

    `step_id`: the job; empty when the person left for a job that no step tells.
    """

    __tablename__ = "job_check"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("step_id", "step"),
        belongs_to("professional_id", "professional"),
        CheckConstraint("months in (1, 3, 6)", name="months"),
        CheckConstraint("(made_on is null) = (is_in_job is null)", name="made_pair"),
        CheckConstraint("(made_on is null) = (professional_id is null)", name="made_by_pair"),
        CheckConstraint("made_on >= started_on", name="dates"),
        Index("ix_job_check_of_stay", "consortium_id", "support_period_id", "step_id", *_OF_CHECK),
        Index(None, "consortium_id", "due_on", "support_period_id"),
        Index("ix_job_check_made", "consortium_id", "made_on", "support_period_id"),
    )

    support_period_id: Mapped[int]
    step_id: Mapped[int | None]
    started_on: Mapped[date]
    months: Mapped[int]
    due_on: Mapped[date]
    made_on: Mapped[date | None]
    is_in_job: Mapped[bool | None]
    words: Mapped[str] = mapped_column(String(500), default="")
    professional_id: Mapped[int | None]
