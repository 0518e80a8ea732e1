"""Regulatory commissions: decision of the authority, hearing, notification."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ADDED: dict[str, dict[str, sa.types.TypeEngine[str]]] = {
    "agenda_point": {
        "decided_by": sa.String(150),
        "decision_reason": sa.Text(),
        "notified_means": sa.String(40),
    },
    "commission_case": {"hearing": sa.String(40), "observations": sa.Text()},
}


def upgrade() -> None:
    """Who decided and why, how it was notified; whether she was heard."""
    for table, columns in ADDED.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=""))


def downgrade() -> None:
    """Nothing of it is kept."""
    for table, columns in ADDED.items():
        for name in columns:
            op.drop_column(table, name)
