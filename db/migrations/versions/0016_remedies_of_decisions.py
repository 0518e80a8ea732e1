"""Regulatory commissions: remedies told with a decision, a notification that was corrected."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ADDED = {"commission_body": "remedies", "agenda_point": "notification_note"}


def upgrade() -> None:
    """What each body says of remedies; why a notification was written again."""
    for table, name in ADDED.items():
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Nothing of it is kept."""
    for table, name in ADDED.items():
        op.drop_column(table, name)
