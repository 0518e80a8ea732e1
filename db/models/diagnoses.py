"""The shared diagnostic: versions of the frame, diagnoses, what each professional says of each theme."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import (
    Base,
    ConsortiumOwned,
    Versioned,
    belongs_to,
    belongs_to_consortium,
    enum_type,
    one_open,
)
from domain.access import Field
from domain.diagnosis.words import (
    Agreement,
    DiagnosisStatus,
    DrivingLicence,
    EducationLevel,
    Impact,
    Moment,
    Restriction,
    TemplateStatus,
    ThemeState,
    WorkingTime,
)
from domain.follow_up import Track

# What figures read of a diagnosis, in the index itself: 80,000 of them without reading their texts.
_COUNTS = ("explored_count", "compared_count", "divergent_count")
_IN_FORCE = ("validated_on", "superseded_on", "is_joint", *_COUNTS, "needs", "first_needs", "id")
_ONE_INTERVIEWER = ("consortium_id", "diagnosis_id", "professional_id")
_ONE_ANSWER = ("consortium_id", "diagnosis_id", "theme", "professional_id")


class DiagnosisTemplate(ConsortiumOwned, Versioned, Base):
    """A version of the frame; `content` (domain.diagnosis.template) never changes once published."""

    __tablename__ = "diagnosis_template"
    __table_args__ = (
        belongs_to_consortium(),
        CheckConstraint("(published_on is null) = (status = 'draft')", name="published_pair"),
        CheckConstraint("(retired_on is null) = (status <> 'retired')", name="retired_pair"),
        Index(None, "consortium_id", "number", unique=True),
    )

    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[TemplateStatus] = mapped_column(enum_type(TemplateStatus, "status"))
    written_with: Mapped[str] = mapped_column(Text, default="")
    written_on: Mapped[date | None]
    published_on: Mapped[date | None]
    retired_on: Mapped[date | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class Diagnosis(ConsortiumOwned, Base):
    """A diagnosis of a support period: the person's words, her project, the conclusion.

    Two professionals write in it at once: each field is compared with what its author saw (ADR 11), the row
    has no version. The counts are those of the conclusion; `closed_on`: validated or abandoned. `needs`: bit
    i says that national theme i was retained as a need; `first_needs`: those of the stay's first diagnosis.
    """

    __tablename__ = "diagnosis"
    __table_args__ = (
        belongs_to("support_period_id", "support_period"),
        belongs_to("template_id", "diagnosis_template"),
        belongs_to("copy_of_id", "diagnosis"),
        CheckConstraint("mobility_radius_km between 0 and 500", name="mobility_radius"),
        CheckConstraint("minimum_pay between 0 and 20000", name="minimum_pay"),
        CheckConstraint(
            "(validated_on is not null) = (status in ('validated', 'superseded'))", name="validated_pair"
        ),
        CheckConstraint("(superseded_on is not null) = (status = 'superseded')", name="superseded_pair"),
        one_open("uq_diagnosis_open", "support_period_id", closed_by="closed_on"),
        Index(None, "consortium_id", "support_period_id", "held_on"),
        Index(None, "consortium_id", "held_on", "id"),
        Index(None, "consortium_id", "status", "support_period_id"),
        Index(None, "consortium_id", "template_id"),
        Index(None, "consortium_id", "copy_of_id"),
        Index("ix_diagnosis_in_force", "consortium_id", "support_period_id", *_IN_FORCE),
    )

    support_period_id: Mapped[int]
    template_id: Mapped[int]
    copy_of_id: Mapped[int | None]
    status: Mapped[DiagnosisStatus] = mapped_column(
        enum_type(DiagnosisStatus, "status"), default=DiagnosisStatus.DRAFT
    )
    moment: Mapped[Moment] = mapped_column(enum_type(Moment, "moment"))
    held_on: Mapped[date]
    wants: Mapped[str] = mapped_column(Text, default="")
    jobs: Mapped[list[Any]] = mapped_column(JSON, default=list)
    contract_types: Mapped[list[str]] = mapped_column(JSON, default=list)
    working_time: Mapped[WorkingTime | None] = mapped_column(enum_type(WorkingTime, "working_time"))
    mobility_radius_km: Mapped[int | None]
    mobility_means: Mapped[list[str]] = mapped_column(JSON, default=list)
    driving_licence: Mapped[DrivingLicence | None] = mapped_column(
        enum_type(DrivingLicence, "driving_licence")
    )
    minimum_pay: Mapped[int | None]
    available_on: Mapped[date | None]
    education_level: Mapped[EducationLevel | None] = mapped_column(
        enum_type(EducationLevel, "education_level")
    )
    last_activity: Mapped[str] = mapped_column(Text, default="")
    track: Mapped[Track | None] = mapped_column(enum_type(Track, "track"))
    next_review_on: Mapped[date | None]
    agreement: Mapped[Agreement | None] = mapped_column(enum_type(Agreement, "agreement"))
    person_comment: Mapped[str] = mapped_column(Text, default="")
    explored_count: Mapped[int] = mapped_column(default=0)
    compared_count: Mapped[int] = mapped_column(default=0)
    divergent_count: Mapped[int] = mapped_column(default=0)
    is_joint: Mapped[bool] = mapped_column(default=False)
    needs: Mapped[int] = mapped_column(default=0)
    first_needs: Mapped[int | None]
    validated_on: Mapped[date | None]
    superseded_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class DiagnosisInterviewer(ConsortiumOwned, Base):
    """A professional who takes part, with her field and structure of that day."""

    __tablename__ = "diagnosis_interviewer"
    __table_args__ = (
        belongs_to("diagnosis_id", "diagnosis"),
        belongs_to("professional_id", "professional"),
        belongs_to("structure_id", "structure"),
        Index("ix_diagnosis_interviewer_person", *_ONE_INTERVIEWER, unique=True),
        Index("ix_diagnosis_interviewer_waited", "consortium_id", "professional_id", "validated_at"),
        Index("ix_diagnosis_interviewer_structure", "consortium_id", "structure_id", "diagnosis_id"),
    )

    diagnosis_id: Mapped[int]
    professional_id: Mapped[int]
    field: Mapped[Field] = mapped_column(enum_type(Field, "field"))
    structure_id: Mapped[int]
    joined_at: Mapped[datetime]
    validated_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]


class DiagnosisTheme(ConsortiumOwned, Base):
    """What is shared of a theme: the person's own view, the priority, the position kept."""

    __tablename__ = "diagnosis_theme"
    __table_args__ = (
        belongs_to("diagnosis_id", "diagnosis"),
        CheckConstraint("priority_rank between 1 and 3", name="priority_rank"),
        Index(None, "consortium_id", "diagnosis_id", "theme", unique=True),
        Index("ix_diagnosis_theme_needs", "consortium_id", "theme", "retained_state", "diagnosis_id"),
        Index("ix_diagnosis_theme_retained", "consortium_id", "diagnosis_id", "retained_state", "theme"),
    )

    diagnosis_id: Mapped[int]
    theme: Mapped[str] = mapped_column(String(80))
    person_state: Mapped[ThemeState] = mapped_column(
        enum_type(ThemeState, "person_state"), default=ThemeState.NOT_EXPLORED
    )
    person_words: Mapped[str] = mapped_column(Text, default="")
    priority_rank: Mapped[int | None]
    objective: Mapped[str] = mapped_column(String(300), default="")
    next_steps: Mapped[list[Any]] = mapped_column(JSON, default=list)
    common_state: Mapped[ThemeState | None] = mapped_column(enum_type(ThemeState, "common_state"))
    common_words: Mapped[str] = mapped_column(Text, default="")
    retained_state: Mapped[ThemeState | None] = mapped_column(enum_type(ThemeState, "retained_state"))
    is_divergent: Mapped[bool] = mapped_column(default=False)


class DiagnosisAnswer(ConsortiumOwned, Base):
    """What one professional says of a theme, with her field and structure of that day."""

    __tablename__ = "diagnosis_answer"
    __table_args__ = (
        belongs_to("diagnosis_id", "diagnosis"),
        belongs_to("professional_id", "professional"),
        belongs_to("structure_id", "structure"),
        Index("ix_diagnosis_answer_author", *_ONE_ANSWER, unique=True),
    )

    diagnosis_id: Mapped[int]
    theme: Mapped[str] = mapped_column(String(80))
    professional_id: Mapped[int]
    field: Mapped[Field] = mapped_column(enum_type(Field, "field"))
    structure_id: Mapped[int]
    state: Mapped[ThemeState] = mapped_column(enum_type(ThemeState, "state"), default=ThemeState.NOT_EXPLORED)
    impact: Mapped[Impact | None] = mapped_column(enum_type(Impact, "impact"))
    situations: Mapped[list[str]] = mapped_column(JSON, default=list)
    shared_note: Mapped[str] = mapped_column(Text, default="")
    restricted_note: Mapped[str] = mapped_column(Text, default="")
    restriction: Mapped[Restriction] = mapped_column(
        enum_type(Restriction, "restriction"), default=Restriction.FIELD
    )
    answered_at: Mapped[datetime]
