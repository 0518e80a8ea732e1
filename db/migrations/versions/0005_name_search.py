"""Search inside names, through trigrams."""

from collections.abc import Sequence

from db.migrations.objects import create_name_search, drop_name_search

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    create_name_search()


def downgrade() -> None:
    drop_name_search()
