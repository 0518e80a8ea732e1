"""Audit journal: append-only, chained."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant, make_append_only, unmake_append_only

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=True),
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("session_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "event",
            sa.Enum(
                "sign_in",
                "sign_out",
                "password_change",
                "read",
                "search",
                "create",
                "update",
                "export",
                "reveal",
                "access_request",
                name="event",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "done",
                "refused",
                "failed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("object_kind", sa.String(length=40), nullable=True),
        sa.Column("object_id", sa.BigInteger(), nullable=True),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=True),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_audit_entry_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "sequence", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_entry_consortium_id_beneficiary_id_occurred_at"),
            ["consortium_id", "beneficiary_id", "occurred_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_audit_entry_consortium_id_professional_id_occurred_at"),
            ["consortium_id", "professional_id", "occurred_at"],
            unique=False,
        )

    op.create_table(
        "audit_head",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_audit_head_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", name=op.f("pk_audit_head")),
    )
    build_wall(["audit_entry", "audit_head"])
    grant(["audit_entry"], "select, insert")
    grant(["audit_head"], "select, insert, update")
    make_append_only("audit_entry")


def downgrade() -> None:
    unmake_append_only("audit_entry")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_consortium_id_professional_id_occurred_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_consortium_id_beneficiary_id_occurred_at"))

    op.drop_table("audit_entry")
