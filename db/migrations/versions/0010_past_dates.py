"""Figures at past dates and over periods: appointments beside stays, lapses of reviews, first dates."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("attendance_line", "review_lapse")
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
    "first_referent_on",
    "paused_on",
    "pause_ended_on",
    "contract_starts_on",
    "contract_ends_on",
    "first_contract_on",
    "first_diagnosis_on",
    "last_diagnosis_on",
    "last_diagnosis_id",
    "last_review_on",
    "rhythm_days",
    "first_oriented_on",
    "first_signed_on",
    "first_honoured_on",
    "needs",
    "first_needs",
    "referred",
]
ADDED = ["first_referent_on", "first_contract_on"]
OF_REFERENT = ["consortium_id", "referent_id"]
PRESENT = ["entered_on", "next_entered_on", "exited_on", "reserved_structure_id"]
BY_REFERENT = "ix_path_line_consortium_id_referent_id"

SENT = ["consortium_id", "support_period_id", "sent_on"]
OF_JOB = ["consortium_id", "support_period_id", "step_id"]
REPLACED = {  # by wider ones, below
    "ix_referral_consortium_id_support_period_id_sent_on": ("referral", SENT),
    "ix_job_check_consortium_id_support_period_id_step_id_months": ("job_check", [*OF_JOB, "months"]),
}
SEARCHED = {  # a local theme, the contacts made lately, the answers of a stay: in the index alone
    "ix_diagnosis_theme_needs": ("diagnosis_theme", ["theme", "retained_state", "diagnosis_id"]),
    "ix_job_check_of_stay": (
        "job_check",
        [*OF_JOB[1:], "due_on", "months", "made_on", "is_in_job", "id"],
    ),
    "ix_job_check_made": ("job_check", ["made_on", "support_period_id"]),
    "ix_referral_of_stay": ("referral", [*SENT[1:], "answered_on"]),
}


def upgrade() -> None:
    op.create_table(
        "attendance_line",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("appointment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("reserved_structure_id", sa.BigInteger(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("next_entered_on", sa.Date(), nullable=True),
        sa.Column("takes_place_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "honoured",
                "excused",
                "not_excused",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_attendance_line_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint(
            "consortium_id",
            "beneficiary_id",
            "support_period_id",
            "appointment_id",
            name=op.f("pk_attendance_line"),
        ),
        sqlite_with_rowid=False,
    )
    attended = ["consortium_id", "structure_id", "takes_place_on", "status", "next_on", *PRESENT]
    attended.remove("exited_on")
    op.create_index("ix_attendance_line_counted", "attendance_line", attended)
    op.create_table(
        "review_lapse",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_review_lapse_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint(
            "consortium_id", "beneficiary_id", "support_period_id", "from_on", name=op.f("pk_review_lapse")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_review_lapse_at", "review_lapse", ["consortium_id", "until_on", "from_on", "support_period_id"]
    )
    for column in ADDED:
        op.add_column("path_line", sa.Column(column, sa.Date(), nullable=True))
    op.drop_index("ix_path_line_counted", "path_line")
    op.create_index("ix_path_line_counted", "path_line", COUNTED)
    op.drop_index(op.f(BY_REFERENT), "path_line")
    op.create_index("ix_path_line_of_referent", "path_line", [*OF_REFERENT, *PRESENT])
    for name, (table, _columns) in REPLACED.items():
        op.drop_index(op.f(name), table)
    for name, (table, columns) in SEARCHED.items():
        op.create_index(name, table, ["consortium_id", *columns])
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def downgrade() -> None:
    for name, (table, _columns) in SEARCHED.items():
        op.drop_index(name, table)
    for name, (table, columns) in REPLACED.items():
        op.create_index(op.f(name), table, columns)
    op.drop_index("ix_path_line_of_referent", "path_line")
    op.create_index(op.f(BY_REFERENT), "path_line", OF_REFERENT)
    op.drop_index("ix_path_line_counted", "path_line")
    op.create_index("ix_path_line_counted", "path_line", [one for one in COUNTED if one not in ADDED])
    for column in ADDED:
        op.drop_column("path_line", column)
    for table in reversed(TABLES):
        op.drop_table(table)
