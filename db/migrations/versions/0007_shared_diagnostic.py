"""The shared diagnostic; a sign-in session that a long interview keeps."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "diagnosis_template",
    "diagnosis",
    "diagnosis_answer",
    "diagnosis_interviewer",
    "diagnosis_theme",
)


def upgrade() -> None:
    op.create_table(
        "diagnosis_template",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "published",
                "retired",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("written_with", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(published_on is null) = (status = 'draft')", name=op.f("ck_diagnosis_template_published_pair")
        ),
        sa.CheckConstraint(
            "(retired_on is null) = (status <> 'retired')", name=op.f("ck_diagnosis_template_retired_pair")
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_diagnosis_template_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_diagnosis_template")),
        sa.UniqueConstraint("id", name=op.f("uq_diagnosis_template_id")),
    )
    op.create_index(
        op.f("ix_diagnosis_template_consortium_id_number"),
        "diagnosis_template",
        ["consortium_id", "number"],
        unique=True,
    )
    op.create_table(
        "diagnosis",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("template_id", sa.BigInteger(), nullable=False),
        sa.Column("copy_of_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "completed",
                "validated",
                "superseded",
                "abandoned",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "moment",
            sa.Enum(
                "entry",
                "intermediate",
                "exit",
                name="moment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("jobs", sa.JSON(), nullable=False),
        sa.Column("contract_types", sa.JSON(), nullable=False),
        sa.Column(
            "working_time",
            sa.Enum(
                "full",
                "part",
                "either",
                name="working_time",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("mobility_radius_km", sa.BigInteger(), nullable=True),
        sa.Column("mobility_means", sa.JSON(), nullable=False),
        sa.Column(
            "driving_licence",
            sa.Enum(
                "none",
                "in_progress",
                "car",
                "other",
                "suspended",
                name="driving_licence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("minimum_pay", sa.BigInteger(), nullable=True),
        sa.Column("available_on", sa.Date(), nullable=True),
        sa.Column(
            "education_level",
            sa.Enum(
                "none",
                "level_3",
                "level_4",
                "level_5",
                "level_6",
                "level_7",
                "foreign",
                name="education_level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("last_activity", sa.Text(), nullable=False),
        sa.Column(
            "track",
            sa.Enum(
                "professional",
                "socio_professional",
                "social",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column(
            "agreement",
            sa.Enum(
                "agrees",
                "partly",
                "disagrees",
                name="agreement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("person_comment", sa.Text(), nullable=False),
        sa.Column("explored_count", sa.BigInteger(), nullable=False),
        sa.Column("compared_count", sa.BigInteger(), nullable=False),
        sa.Column("divergent_count", sa.BigInteger(), nullable=False),
        sa.Column("is_joint", sa.Boolean(), nullable=False),
        sa.Column("validated_on", sa.Date(), nullable=True),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(superseded_on is not null) = (status = 'superseded')", name=op.f("ck_diagnosis_superseded_pair")
        ),
        sa.CheckConstraint(
            "(validated_on is not null) = (status in ('validated', 'superseded'))",
            name=op.f("ck_diagnosis_validated_pair"),
        ),
        sa.CheckConstraint("minimum_pay between 0 and 20000", name=op.f("ck_diagnosis_minimum_pay")),
        sa.CheckConstraint("mobility_radius_km between 0 and 500", name=op.f("ck_diagnosis_mobility_radius")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "copy_of_id"],
            ["diagnosis.consortium_id", "diagnosis.id"],
            name=op.f("fk_diagnosis_consortium_id_copy_of_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_diagnosis_consortium_id_support_period_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "template_id"],
            ["diagnosis_template.consortium_id", "diagnosis_template.id"],
            name=op.f("fk_diagnosis_consortium_id_template_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_diagnosis")),
        sa.UniqueConstraint("id", name=op.f("uq_diagnosis_id")),
    )
    op.create_index(
        op.f("ix_diagnosis_consortium_id_copy_of_id"),
        "diagnosis",
        ["consortium_id", "copy_of_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_diagnosis_consortium_id_held_on_id"),
        "diagnosis",
        ["consortium_id", "held_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_diagnosis_consortium_id_status_support_period_id"),
        "diagnosis",
        ["consortium_id", "status", "support_period_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_diagnosis_consortium_id_support_period_id_held_on"),
        "diagnosis",
        ["consortium_id", "support_period_id", "held_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_diagnosis_consortium_id_template_id"),
        "diagnosis",
        ["consortium_id", "template_id"],
        unique=False,
    )
    op.create_index(
        "uq_diagnosis_open",
        "diagnosis",
        ["consortium_id", "support_period_id"],
        unique=True,
        sqlite_where=sa.text("closed_on is null"),
        postgresql_where=sa.text("closed_on is null"),
    )
    op.create_table(
        "diagnosis_answer",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("diagnosis_id", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "social", "professional", name="field", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("structure_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "not_explored",
                "strength",
                "need",
                "constraint",
                "declined",
                "not_relevant",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "impact",
            sa.Enum(
                "strong",
                "medium",
                "none",
                name="impact",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("situations", sa.JSON(), nullable=False),
        sa.Column("shared_note", sa.Text(), nullable=False),
        sa.Column("restricted_note", sa.Text(), nullable=False),
        sa.Column(
            "restriction",
            sa.Enum(
                "field", "structure", name="restriction", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "diagnosis_id"],
            ["diagnosis.consortium_id", "diagnosis.id"],
            name=op.f("fk_diagnosis_answer_consortium_id_diagnosis_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_diagnosis_answer_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_diagnosis_answer_consortium_id_structure_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_diagnosis_answer")),
        sa.UniqueConstraint("id", name=op.f("uq_diagnosis_answer_id")),
    )
    op.create_index(
        "ix_diagnosis_answer_author",
        "diagnosis_answer",
        ["consortium_id", "diagnosis_id", "theme", "professional_id"],
        unique=True,
    )
    op.create_table(
        "diagnosis_interviewer",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("diagnosis_id", sa.BigInteger(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "social", "professional", name="field", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("structure_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("validated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "diagnosis_id"],
            ["diagnosis.consortium_id", "diagnosis.id"],
            name=op.f("fk_diagnosis_interviewer_consortium_id_diagnosis_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_diagnosis_interviewer_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_diagnosis_interviewer_consortium_id_structure_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_diagnosis_interviewer")),
        sa.UniqueConstraint("id", name=op.f("uq_diagnosis_interviewer_id")),
    )
    op.create_index(
        "ix_diagnosis_interviewer_person",
        "diagnosis_interviewer",
        ["consortium_id", "diagnosis_id", "professional_id"],
        unique=True,
    )
    op.create_index(
        "ix_diagnosis_interviewer_structure",
        "diagnosis_interviewer",
        ["consortium_id", "structure_id", "diagnosis_id"],
        unique=False,
    )
    op.create_index(
        "ix_diagnosis_interviewer_waited",
        "diagnosis_interviewer",
        ["consortium_id", "professional_id", "validated_at"],
        unique=False,
    )
    op.create_table(
        "diagnosis_theme",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("diagnosis_id", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column(
            "person_state",
            sa.Enum(
                "not_explored",
                "strength",
                "need",
                "constraint",
                "declined",
                "not_relevant",
                name="person_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_words", sa.Text(), nullable=False),
        sa.Column("priority_rank", sa.BigInteger(), nullable=True),
        sa.Column("objective", sa.String(length=300), nullable=False),
        sa.Column("next_steps", sa.JSON(), nullable=False),
        sa.Column(
            "common_state",
            sa.Enum(
                "not_explored",
                "strength",
                "need",
                "constraint",
                "declined",
                "not_relevant",
                name="common_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("common_words", sa.Text(), nullable=False),
        sa.Column(
            "retained_state",
            sa.Enum(
                "not_explored",
                "strength",
                "need",
                "constraint",
                "declined",
                "not_relevant",
                name="retained_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("is_divergent", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("priority_rank between 1 and 3", name=op.f("ck_diagnosis_theme_priority_rank")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "diagnosis_id"],
            ["diagnosis.consortium_id", "diagnosis.id"],
            name=op.f("fk_diagnosis_theme_consortium_id_diagnosis_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_diagnosis_theme")),
        sa.UniqueConstraint("id", name=op.f("uq_diagnosis_theme_id")),
    )
    op.create_index(
        op.f("ix_diagnosis_theme_consortium_id_diagnosis_id_theme"),
        "diagnosis_theme",
        ["consortium_id", "diagnosis_id", "theme"],
        unique=True,
    )
    op.create_index(
        "ix_diagnosis_theme_retained",
        "diagnosis_theme",
        ["consortium_id", "diagnosis_id", "retained_state", "theme"],
        unique=False,
    )
    op.add_column("sign_in_session", sa.Column("kept_until", sa.DateTime(timezone=True), nullable=True))
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def downgrade() -> None:
    op.drop_column("sign_in_session", "kept_until")
    for table in reversed(TABLES):
        op.drop_table(table)
