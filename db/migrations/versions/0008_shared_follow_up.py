"""Shared follow-up: alerts, job checks, lines for dashboards, settings of a consortium."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, fill_appointment_days, fill_needs, grant

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


TABLES = ("consortium_setting", "steering_page", "alert_fact", "alert_put_off", "path_line", "job_check")
ADDED = {
    "review": ("obstacles", "next_step"),
    "orientation": ("is_vulnerable",),
    "diagnosis": ("needs", "first_needs"),
    "audit_head": ("changes",),
    "appointment": ("takes_place_on",),
}


COUNTED = [
    "consortium_id",
    "structure_id",
    "entered_on",
    "next_entered_on",
    "exited_on",
    "next_exited_on",
    "exit_reason",
    "reserved_structure_id",
    "beneficiary_id",
    "support_period_id",
    "birth_date",
    "commune_code",
    "track",
    "referent_id",
    "referent_since_on",
    "paused_on",
    "pause_ended_on",
    "contract_starts_on",
    "contract_ends_on",
    "first_diagnosis_on",
    "last_diagnosis_on",
    "last_diagnosis_id",
    "last_review_on",
    "rhythm_days",
]


def upgrade() -> None:
    op.create_table(
        "consortium_setting",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_consortium_setting_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_consortium_setting")),
        sa.UniqueConstraint("id", name=op.f("uq_consortium_setting_id")),
    )
    op.create_index(
        op.f("ix_consortium_setting_consortium_id_code"),
        "consortium_setting",
        ["consortium_id", "code"],
        unique=True,
    )
    op.create_table(
        "steering_page",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("last_held_on", sa.Date(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_steering_page_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_steering_page")),
        sa.UniqueConstraint("id", name=op.f("uq_steering_page_id")),
    )
    op.create_index(op.f("ix_steering_page_consortium_id"), "steering_page", ["consortium_id"], unique=True)
    op.create_table(
        "alert_fact",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "no_contact",
                "missed",
                "review",
                "no_next_step",
                "step_not_started",
                "contract_ending",
                "no_referent",
                "diagnosis_missing",
                "diagnosis_old",
                "in_job_1",
                "in_job_3",
                "in_job_6",
                "orientation_late",
                "contract_late",
                "social_review",
                "vulnerable_review",
                "pause_ended",
                name="rule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fact_on", sa.Date(), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_alert_fact_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "beneficiary_id", "rule", name=op.f("pk_alert_fact")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_alert_fact_consortium_id_rule_fact_on_beneficiary_id"),
        "alert_fact",
        ["consortium_id", "rule", "fact_on", "beneficiary_id"],
        unique=False,
    )
    op.create_table(
        "alert_put_off",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "no_contact",
                "missed_appointments",
                "review_overdue",
                "no_next_step",
                "step_not_started",
                "contract_ending",
                "no_referent",
                "diagnosis_missing",
                "in_job_contact_due",
                "orientation_late",
                "contract_late",
                "social_track_review",
                "pause_ended",
                name="code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("put_off_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_alert_put_off_consortium_id_beneficiary_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_alert_put_off_consortium_id_professional_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_alert_put_off")),
        sa.UniqueConstraint("id", name=op.f("uq_alert_put_off_id")),
    )
    op.create_index(
        op.f("ix_alert_put_off_consortium_id_beneficiary_id_code_until_on"),
        "alert_put_off",
        ["consortium_id", "beneficiary_id", "code", "until_on"],
        unique=False,
    )
    op.create_table(
        "path_line",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        sa.Column("reserved_structure_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "sort_name",
            sa.String(length=260).with_variant(sa.String(length=260, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
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
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("referent_id", sa.BigInteger(), nullable=True),
        sa.Column("referent_since_on", sa.Date(), nullable=True),
        sa.Column(
            "entry_origin",
            sa.Enum(
                "rights_opened",
                "partner",
                "self",
                "outreach",
                "transfer",
                name="entry_origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("next_entered_on", sa.Date(), nullable=True),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("next_exited_on", sa.Date(), nullable=True),
        sa.Column(
            "exit_reason",
            sa.Enum(
                "lasting_job",
                "business",
                "transition_job",
                "qualifying_training",
                "moved",
                "rights_ended",
                "retired",
                "person_choice",
                "unreachable",
                "deceased",
                "other",
                name="exit_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("pause_ended_on", sa.Date(), nullable=True),
        sa.Column("contract_starts_on", sa.Date(), nullable=True),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("first_diagnosis_on", sa.Date(), nullable=True),
        sa.Column("last_diagnosis_on", sa.Date(), nullable=True),
        sa.Column("last_diagnosis_id", sa.BigInteger(), nullable=True),
        sa.Column("last_review_on", sa.Date(), nullable=True),
        sa.Column("rhythm_days", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_path_line_consortium_id_beneficiary_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_path_line_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "support_period_id", name=op.f("pk_path_line")),
    )
    op.create_index(
        op.f("ix_path_line_consortium_id_beneficiary_id_entered_on"),
        "path_line",
        ["consortium_id", "beneficiary_id", "entered_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_path_line_consortium_id_entered_on"),
        "path_line",
        ["consortium_id", "entered_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_path_line_consortium_id_exited_on"),
        "path_line",
        ["consortium_id", "exited_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_path_line_consortium_id_referent_id"),
        "path_line",
        ["consortium_id", "referent_id"],
        unique=False,
    )
    op.create_index("ix_path_line_counted", "path_line", COUNTED, unique=False)
    op.create_table(
        "job_check",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("months", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("is_in_job", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(made_on is null) = (is_in_job is null)", name=op.f("ck_job_check_made_pair")),
        sa.CheckConstraint(
            "(made_on is null) = (professional_id is null)", name=op.f("ck_job_check_made_by_pair")
        ),
        sa.CheckConstraint("made_on >= started_on", name=op.f("ck_job_check_dates")),
        sa.CheckConstraint("months in (1, 3, 6)", name=op.f("ck_job_check_months")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_job_check_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "step_id"],
            ["step.consortium_id", "step.id"],
            name=op.f("fk_job_check_consortium_id_step_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_job_check_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_job_check")),
        sa.UniqueConstraint("id", name=op.f("uq_job_check_id")),
    )
    op.create_index(
        op.f("ix_job_check_consortium_id_due_on_support_period_id"),
        "job_check",
        ["consortium_id", "due_on", "support_period_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_job_check_consortium_id_support_period_id_step_id_months"),
        "job_check",
        ["consortium_id", "support_period_id", "step_id", "months"],
        unique=False,
    )
    op.add_column(
        "appointment", sa.Column("takes_place_on", sa.Date(), nullable=False, server_default="1970-01-01")
    )
    op.create_index(
        "ix_appointment_attendance",
        "appointment",
        ["consortium_id", "status", "takes_place_on", "support_period_id"],
        unique=False,
    )
    op.create_index(
        "ix_appointment_of_stay",
        "appointment",
        ["consortium_id", "support_period_id", "status", "takes_place_on"],
        unique=False,
    )
    op.add_column("audit_head", sa.Column("changes", sa.BigInteger(), nullable=False, server_default="0"))

    with op.batch_alter_table("axis_action") as batch:
        batch.add_column(
            sa.Column(
                "progress",
                sa.Enum(
                    "to_start",
                    "in_progress",
                    "done",
                    "delayed",
                    "dropped",
                    name="progress",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
    op.add_column("diagnosis", sa.Column("needs", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("diagnosis", sa.Column("first_needs", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_diagnosis_in_force",
        "diagnosis",
        [
            "consortium_id",
            "support_period_id",
            "validated_on",
            "superseded_on",
            "is_joint",
            "explored_count",
            "compared_count",
            "divergent_count",
            "needs",
            "first_needs",
            "id",
        ],
        unique=False,
    )
    op.add_column(
        "orientation", sa.Column("is_vulnerable", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("review", sa.Column("obstacles", sa.Text(), nullable=False, server_default=""))
    op.add_column("review", sa.Column("next_step", sa.Text(), nullable=False, server_default=""))
    fill_appointment_days()
    fill_needs()
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def downgrade() -> None:
    op.drop_index("ix_appointment_attendance", "appointment")
    op.drop_index("ix_appointment_of_stay", "appointment")
    op.drop_index("ix_diagnosis_in_force", "diagnosis")
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)
    with op.batch_alter_table("axis_action") as batch:
        batch.drop_constraint(op.f("ck_axis_action_progress"), type_="check")
        batch.drop_column("progress")
    for table in reversed(TABLES):
        op.drop_table(table)
