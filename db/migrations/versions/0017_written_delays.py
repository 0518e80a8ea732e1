"""Delays and contacts of the first months in a job, written down beside stays."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("delay_line", "job_line")
ENTERED, EXITED = "ix_path_line_entered", "ix_path_line_exited"
BY_EXIT = "ix_path_line_consortium_id_exited_on"
FROM_ENTRY = [
    "consortium_id",
    "entered_on",
    "next_entered_on",
    "exited_on",
    "reserved_structure_id",
    "structure_id",
    "beneficiary_id",
    "support_period_id",
    "first_oriented_on",
    "first_honoured_on",
    "first_diagnosis_on",
]
STRUCTURES = ["reserved_structure_id", "structure_id"]
DELAYED = ["pair", "started_on", "ended_on", "exited_on", "entered_on", *STRUCTURES]
IN_JOB = ["due_on", "months", "made_on", "is_in_job", "over_on", "next_on", *STRUCTURES]


def upgrade() -> None:
    op.create_table(
        "delay_line",
        *_of_stay(),
        sa.Column("pair", sa.String(length=60), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("exited_on", sa.Date(), nullable=True),
        *_constraints("delay_line", "pair", "started_on"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_delay_line_counted", "delay_line", ["consortium_id", *DELAYED])
    op.create_table(
        "job_line",
        *_of_stay(),
        sa.Column("job_check_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("months", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("is_in_job", sa.Boolean(), nullable=True),
        sa.Column("over_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        *_constraints("job_line", "job_check_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_job_line_counted", "job_line", ["consortium_id", *IN_JOB])
    op.drop_index(ENTERED, "path_line")
    op.create_index(ENTERED, "path_line", FROM_ENTRY)
    op.drop_index(op.f(BY_EXIT), "path_line")
    of_exit = ["exited_on", "next_exited_on", "exit_reason", *STRUCTURES]
    op.create_index(EXITED, "path_line", ["consortium_id", *of_exit])
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def _of_stay() -> list[sa.Column[Any]]:
    keys = ("consortium_id", "beneficiary_id", "support_period_id")
    return [
        *(sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in keys),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in STRUCTURES),
    ]


def _constraints(table: str, *keys: str) -> list[sa.Constraint]:
    of_person = ["consortium_id", "beneficiary_id"]
    return [
        sa.ForeignKeyConstraint(
            of_person,
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f(f"fk_{table}_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint(*of_person, "support_period_id", *keys, name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    op.drop_index(EXITED, "path_line")
    op.create_index(op.f(BY_EXIT), "path_line", ["consortium_id", "exited_on"])
    op.drop_index(ENTERED, "path_line")
    op.create_index(ENTERED, "path_line", [one for one in FROM_ENTRY if one != "next_entered_on"])
    for table in reversed(TABLES):
        op.drop_table(table)
