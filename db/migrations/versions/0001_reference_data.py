"""Reference data: official geography, territories, vocabulary."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import create_application_role, grant

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "region",
    "departement",
    "epci",
    "commune",
    "commune_postal_code",
    "territory",
    "territory_departement",
    "vocabulary_term",
)


def upgrade() -> None:
    op.create_table(
        "epci",
        sa.Column("siren", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("siren", name=op.f("pk_epci")),
    )
    op.create_table(
        "region",
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
    )
    op.create_table(
        "territory",
        sa.Column("id", sa.String(length=5), nullable=False),
        sa.Column("wave", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("published_name", sa.String(length=250), nullable=False),
        sa.Column("official_name", sa.String(length=250), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("official_code", sa.String(length=20), nullable=False),
        sa.Column("call_on", sa.Date(), nullable=True),
        sa.Column("selected_label", sa.String(length=40), nullable=False),
        sa.Column("remarks", sa.String(length=500), nullable=True),
        sa.CheckConstraint("wave in (1, 2, 3)", name=op.f("ck_territory_wave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("official_code", name=op.f("uq_territory_official_code")),
    )
    op.create_table(
        "vocabulary_term",
        sa.Column("vocabulary", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        sa.Column("label", sa.String(length=250), nullable=False),
        sa.Column("description", sa.String(length=1000), nullable=True),
        sa.PrimaryKeyConstraint("vocabulary", "code", name=op.f("pk_vocabulary_term")),
    )
    op.create_table(
        "departement",
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("region_code", sa.String(length=3), nullable=False),
        sa.Column("zone", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_departement_region_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_departement")),
    )
    op.create_table(
        "commune",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "search_name",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("departement_code", sa.String(length=3), nullable=True),
        sa.Column("parent_code", sa.String(length=5), nullable=True),
        sa.Column("epci_siren", sa.String(length=9), nullable=True),
        sa.Column("population", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["departement_code"], ["departement.code"], name=op.f("fk_commune_departement_code")
        ),
        sa.ForeignKeyConstraint(["epci_siren"], ["epci.siren"], name=op.f("fk_commune_epci_siren")),
        sa.ForeignKeyConstraint(["parent_code"], ["commune.code"], name=op.f("fk_commune_parent_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_commune")),
    )
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commune_departement_code"), ["departement_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_commune_epci_siren"), ["epci_siren"], unique=False)
        batch_op.create_index(batch_op.f("ix_commune_search_name"), ["search_name"], unique=False)

    op.create_table(
        "territory_departement",
        sa.Column("territory_id", sa.String(length=5), nullable=False),
        sa.Column("departement_code", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["departement_code"], ["departement.code"], name=op.f("fk_territory_departement_departement_code")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_territory_departement_territory_id")
        ),
        sa.PrimaryKeyConstraint("territory_id", "departement_code", name=op.f("pk_territory_departement")),
    )
    op.create_table(
        "commune_postal_code",
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["commune.code"], name=op.f("fk_commune_postal_code_commune_code")
        ),
        sa.PrimaryKeyConstraint("commune_code", "postal_code", name=op.f("pk_commune_postal_code")),
    )
    create_application_role()
    grant(TABLES, "select")


def downgrade() -> None:
    op.drop_table("commune_postal_code")
    op.drop_table("territory_departement")
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commune_search_name"))
        batch_op.drop_index(batch_op.f("ix_commune_epci_siren"))
        batch_op.drop_index(batch_op.f("ix_commune_departement_code"))

    op.drop_table("commune")
    op.drop_table("departement")
    op.drop_table("vocabulary_term")
    op.drop_table("territory")
    op.drop_table("region")
    op.drop_table("epci")
