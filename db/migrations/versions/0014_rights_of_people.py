"""Rights of people: their requests, urgent access, limitation, retention; where a purged journal starts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("urgent_access", "person_request")
MONTHS = {"retention_months": "24", "journal_months": "12"}
DAYS = ("limited_on", "litigation_on", "anonymised_on")


def upgrade() -> None:
    """Two tables, the dates of a file that is frozen, held or anonymised, two durations, the anchor."""
    for day in DAYS:
        op.add_column("beneficiary", sa.Column(day, sa.Date(), nullable=True))
    for name, months in MONTHS.items():
        op.add_column("consortium", sa.Column(name, sa.BigInteger(), nullable=False, server_default=months))
    op.add_column(
        "audit_head", sa.Column("start_sequence", sa.BigInteger(), nullable=False, server_default="0")
    )
    for name in ("start_mac", "start_seal"):
        op.add_column("audit_head", sa.Column(name, sa.String(length=64), nullable=False, server_default=""))
    _create_urgent_access()
    _create_person_request()
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def _create_urgent_access() -> None:
    op.create_table(
        "urgent_access",
        *_owned(),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("urgent_access"),
        _points_to("urgent_access", "professional_id", "professional"),
        sa.CheckConstraint("ends_at > started_at", name=op.f("ck_urgent_access_dates")),
    )
    of_reader = ["consortium_id", "professional_id", "ends_at", "beneficiary_id"]
    _index("urgent_access", of_reader, ["consortium_id", "started_at"], ["consortium_id", "beneficiary_id"])


def _create_person_request() -> None:
    op.create_table(
        "person_request",
        *_owned(),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        _choice("kind", "access", "rectification", "limitation", "opposition", "erasure"),
        _choice("state", "open", "accepted", "refused"),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        *_keys("person_request"),
        sa.CheckConstraint(
            "(state = 'open') = (answered_on is null)", name=op.f("ck_person_request_answer_pair")
        ),
    )
    _index("person_request", ["consortium_id", "state", "due_on"], ["consortium_id", "beneficiary_id"])


def _owned() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
    )


def _choice(name: str, *values: str) -> sa.Column[str]:
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    return (
        _points_to(table, "beneficiary_id", "beneficiary"),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_consortium_id_{column}")
    return sa.ForeignKeyConstraint(
        ["consortium_id", column], [f"{target}.consortium_id", f"{target}.id"], name=name
    )


def _index(table: str, *indexes: list[str]) -> None:
    for columns in indexes:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    for name in ("start_seal", "start_mac", "start_sequence"):
        op.drop_column("audit_head", name)
    for name in MONTHS:
        op.drop_column("consortium", name)
    for day in DAYS:
        op.drop_column("beneficiary", day)
