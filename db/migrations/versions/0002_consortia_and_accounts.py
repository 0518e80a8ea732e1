"""Consortia with their sheet, structures, professionals and what signs them in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant, open_to_national

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SHEET_TABLES = (
    "sheet_item",
    "member_organisation",
    "project_team_post",
    "axis",
    "axis_action",
    "target_public",
    "target_public_axis",
)

TENANT_TABLES = (
    "structure",
    "professional",
    "professional_role",
)

SIGN_IN_TABLES = (
    "credential",
    "sign_in_session",
    "sign_in_throttle",
)


def upgrade() -> None:
    op.create_table(
        "sign_in_throttle",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("window_started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_throttle")),
    )
    op.create_table(
        "consortium",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("territory_id", sa.String(length=5), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("scheme_name", sa.String(length=60), nullable=False),
        sa.Column("review_rhythm_days", sa.BigInteger(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("perimeter", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("target_public_intro", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("review_rhythm_days between 7 and 400", name=op.f("ck_consortium_review_rhythm")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_consortium_territory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consortium")),
        sa.UniqueConstraint("territory_id", name=op.f("uq_consortium_territory_id")),
    )
    op.create_table(
        "axis",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["consortium_id"], ["consortium.id"], name=op.f("fk_axis_consortium_id")),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_axis")),
        sa.UniqueConstraint("id", name=op.f("uq_axis_id")),
    )
    with op.batch_alter_table("axis", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_axis_consortium_id_number"), ["consortium_id", "number"], unique=True
        )

    op.create_table(
        "member_organisation",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "college",
            sa.Enum(
                "local_authorities",
                "employment_service",
                "state",
                "operators",
                "social_protection",
                "training",
                "associations",
                "companies",
                "other",
                name="college",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "circle",
            sa.Enum("inner", "wider", name="circle", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_member_organisation_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_member_organisation")),
        sa.UniqueConstraint("id", name=op.f("uq_member_organisation_id")),
    )
    op.create_table(
        "project_team_post",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=False),
        sa.Column("headcount", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("headcount > 0", name=op.f("ck_project_team_post_headcount")),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_project_team_post_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_project_team_post")),
        sa.UniqueConstraint("id", name=op.f("uq_project_team_post_id")),
    )
    op.create_table(
        "sheet_item",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contribution",
                "cross_cutting",
                "schedule",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_sheet_item_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_sheet_item")),
        sa.UniqueConstraint("id", name=op.f("uq_sheet_item_id")),
    )
    with op.batch_alter_table("sheet_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sheet_item_consortium_id_kind_rank"),
            ["consortium_id", "kind", "rank"],
            unique=False,
        )

    op.create_table(
        "target_public",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "public",
            sa.Enum(
                "rsa",
                "young",
                "disabled_worker",
                "long_term_unemployed",
                "qpv",
                "zrr",
                "senior",
                "single_parent",
                "to_be_met",
                name="public",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_target_public_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_target_public")),
        sa.UniqueConstraint("id", name=op.f("uq_target_public_id")),
    )
    op.create_table(
        "axis_action",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("axis_id", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "axis_id"],
            ["axis.consortium_id", "axis.id"],
            name=op.f("fk_axis_action_consortium_id_axis_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_axis_action_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_axis_action")),
        sa.UniqueConstraint("id", name=op.f("uq_axis_action_id")),
    )
    with op.batch_alter_table("axis_action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_axis_action_consortium_id_axis_id_rank"),
            ["consortium_id", "axis_id", "rank"],
            unique=False,
        )

    op.create_table(
        "structure",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "department",
                "france_travail",
                "mission_locale",
                "cap_emploi",
                "caf",
                "msa",
                "ccas",
                "association",
                "integration_company",
                "training_body",
                "plie",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("member_organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["commune_code"], ["commune.code"], name=op.f("fk_structure_commune_code")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "member_organisation_id"],
            ["member_organisation.consortium_id", "member_organisation.id"],
            name=op.f("fk_structure_consortium_id_member_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_structure_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_structure")),
        sa.UniqueConstraint("id", name=op.f("uq_structure_id")),
    )
    op.create_table(
        "target_public_axis",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("target_public_id", sa.BigInteger(), nullable=False),
        sa.Column("axis_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "axis_id"],
            ["axis.consortium_id", "axis.id"],
            name=op.f("fk_target_public_axis_consortium_id_axis_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "target_public_id"],
            ["target_public.consortium_id", "target_public.id"],
            name=op.f("fk_target_public_axis_consortium_id_target_public_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_target_public_axis_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_target_public_axis")),
        sa.UniqueConstraint("id", name=op.f("uq_target_public_axis_id")),
    )
    with op.batch_alter_table("target_public_axis", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_target_public_axis_consortium_id_target_public_id_axis_id"),
            ["consortium_id", "target_public_id", "axis_id"],
            unique=True,
        )

    op.create_table(
        "professional",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("first_name", sa.String(length=100), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("function", sa.String(length=150), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "social", "professional", name="field", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_professional_consortium_id_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_professional_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_professional")),
        sa.UniqueConstraint("id", name=op.f("uq_professional_id")),
    )
    with op.batch_alter_table("professional", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_professional_consortium_id_structure_id"),
            ["consortium_id", "structure_id"],
            unique=False,
        )

    op.create_table(
        "credential",
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("consortium_id", sa.BigInteger(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("password_hash", sa.String(length=100), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("login = lower(login)", name=op.f("ck_credential_login_lower")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_credential_consortium_id_professional_id"),
        ),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_credential")),
        sa.UniqueConstraint("professional_id", name=op.f("uq_credential_professional_id")),
    )
    op.create_table(
        "professional_role",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "caseworker",
                "structure_manager",
                "coordinator",
                "data_protection",
                "commission_secretary",
                "steering",
                "administrator",
                "national",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_professional_role_consortium_id_professional_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_professional_role")),
        sa.UniqueConstraint("id", name=op.f("uq_professional_role_id")),
    )
    with op.batch_alter_table("professional_role", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_professional_role_consortium_id_professional_id_role"),
            ["consortium_id", "professional_id", "role"],
            unique=True,
        )

    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("consortium_id", sa.BigInteger(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_sign_in_session_consortium_id_professional_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_session_professional_id"), ["professional_id"], unique=False
        )
    build_wall(["consortium"], key="id")
    build_wall([*SHEET_TABLES, *TENANT_TABLES])
    open_to_national(["consortium", *SHEET_TABLES])
    # Read before the consortium is known, the sign-in tables stand outside the wall: no names in them.
    grant(["consortium", *SHEET_TABLES, *TENANT_TABLES, *SIGN_IN_TABLES], "select, insert, update, delete")


def downgrade() -> None:
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_professional_id"))

    op.drop_table("sign_in_session")
    with op.batch_alter_table("professional_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_professional_role_consortium_id_professional_id_role"))

    op.drop_table("professional_role")
    op.drop_table("credential")
    with op.batch_alter_table("professional", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_professional_consortium_id_structure_id"))

    op.drop_table("professional")
    with op.batch_alter_table("target_public_axis", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_public_axis_consortium_id_target_public_id_axis_id"))

    op.drop_table("target_public_axis")
    op.drop_table("structure")
    with op.batch_alter_table("axis_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_axis_action_consortium_id_axis_id_rank"))

    op.drop_table("axis_action")
    op.drop_table("target_public")
    with op.batch_alter_table("sheet_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_item_consortium_id_kind_rank"))

    op.drop_table("sheet_item")
    op.drop_table("project_team_post")
    op.drop_table("member_organisation")
    with op.batch_alter_table("axis", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_axis_consortium_id_number"))

    op.drop_table("axis")
    op.drop_table("consortium")
    op.drop_table("sign_in_throttle")
