"""Accounts: second factor, first passwords that serve once, last sign-in and failures since."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    added: dict[str, list[sa.Column[Any]]] = {
        "credential": [
            sa.Column("password_expires_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("failures", sa.BigInteger(), nullable=False, server_default="0"),
            sa.Column("totp_secret", sa.String(300), nullable=True),
            sa.Column("totp_confirmed_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("totp_last_step", sa.BigInteger(), nullable=False, server_default="0"),
            sa.Column("recovery_digests", sa.Text(), nullable=False, server_default=""),
        ],
        "sign_in_session": [
            sa.Column("previous_sign_in_at", sa.DateTime(timezone=True), nullable=True),
            sa.Column("failures_before", sa.BigInteger(), nullable=False, server_default="0"),
        ],
        "consortium": [
            sa.Column("requires_second_factor", sa.Boolean(), nullable=False, server_default=sa.false()),
        ],
    }
    for table, columns in added.items():
        for column in columns:
            op.add_column(table, column)


def downgrade() -> None:
    op.drop_column("consortium", "requires_second_factor")
    for column in ("failures_before", "previous_sign_in_at"):
        op.drop_column("sign_in_session", column)
    for column in (
        "recovery_digests",
        "totp_last_step",
        "totp_confirmed_at",
        "totp_secret",
        "failures",
        "last_sign_in_at",
        "password_expires_at",
    ):
        op.drop_column("credential", column)
