"""The offer: services, referrals, new offers; dates and needs that figures read of a stay."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "offer_structure",
    "check_campaign",
    "offer_load",
    "service",
    "new_offer",
    "offer_load_row",
    "service_change",
    "service_prescriber",
    "service_public",
    "service_theme",
    "service_zone",
    "new_offer_change",
    "new_offer_structure",
    "new_offer_turn",
    "referral",
)
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
    "paused_on",
    "pause_ended_on",
    "contract_starts_on",
    "contract_ends_on",
    "first_diagnosis_on",
    "last_diagnosis_on",
    "last_diagnosis_id",
    "last_review_on",
    "rhythm_days",
]
ADDED = ["first_oriented_on", "first_signed_on", "first_honoured_on", "needs", "first_needs", "referred"]

FROM_ENTRY = [
    "consortium_id",
    "entered_on",
    "exited_on",
    "reserved_structure_id",
    "structure_id",
    "beneficiary_id",
    "support_period_id",
    "first_oriented_on",
    "first_honoured_on",
    "first_diagnosis_on",
]
OF_STAY = ["consortium_id", "support_period_id", "starts_on"]
OF_KIND = ["consortium_id", "kind", "support_period_id", "ended_on", "started_on", "planned_on"]
IN_FACT = ["consortium_id", "rule", "fact_on", "beneficiary_id"]
OF_FACT = ["reserved_structure_id", "structure_id"]
BY_FACT = "ix_alert_fact_consortium_id_rule_fact_on_beneficiary_id"
BY_ENTRY = "ix_path_line_consortium_id_entered_on"
BY_START = "ix_engagement_contract_consortium_id_support_period_id_starts_on"


def upgrade() -> None:
    op.create_table(
        "offer_structure",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("accessibility_url", sa.String(length=500), nullable=False),
        sa.Column("networks", sa.JSON(), nullable=False),
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("address_more", sa.String(length=300), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("opening_hours", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("source_url", sa.String(length=500), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("loaded", sa.JSON(), nullable=False),
        sa.Column("corrected", sa.JSON(), nullable=False),
        sa.Column("missing_since_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_offer_structure_consortium_id_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_offer_structure_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_offer_structure")),
        sa.UniqueConstraint("id", name=op.f("uq_offer_structure_id")),
    )
    op.create_index(
        op.f("ix_offer_structure_consortium_id_external_id"),
        "offer_structure",
        ["consortium_id", "external_id"],
        unique=True,
    )
    op.create_index(
        op.f("ix_offer_structure_consortium_id_structure_id"),
        "offer_structure",
        ["consortium_id", "structure_id"],
    )
    op.create_table(
        "check_campaign",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("closes_on >= opened_on", name=op.f("ck_check_campaign_dates")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_check_campaign_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_check_campaign_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_check_campaign")),
        sa.UniqueConstraint("id", name=op.f("uq_check_campaign_id")),
    )
    op.create_index(
        op.f("ix_check_campaign_consortium_id_opened_on"), "check_campaign", ["consortium_id", "opened_on"]
    )
    op.create_table(
        "offer_load",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "previewed",
                "done",
                "dropped",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_offer_load_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_offer_load_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_offer_load")),
        sa.UniqueConstraint("id", name=op.f("uq_offer_load_id")),
    )
    op.create_index(
        op.f("ix_offer_load_consortium_id_created_at"), "offer_load", ["consortium_id", "created_at"]
    )
    op.create_table(
        "service",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("offer_structure_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "search_text",
            sa.String(length=2000).with_variant(sa.String(length=2000, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "support",
                "financial_aid",
                "material_aid",
                "workshop",
                "training",
                "information",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "fee",
            sa.Enum("free", "paid", name="fee", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("fee_details", sa.Text(), nullable=False),
        sa.Column("publics_details", sa.Text(), nullable=False),
        sa.Column("access_conditions", sa.Text(), nullable=False),
        sa.Column("welcome_modes", sa.JSON(), nullable=False),
        sa.Column("is_on_site", sa.Boolean(), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("mobilisation_modes", sa.JSON(), nullable=False),
        sa.Column("mobilised_by", sa.JSON(), nullable=False),
        sa.Column("mobilisation_details", sa.Text(), nullable=False),
        sa.Column("mobilisation_url", sa.String(length=500), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("weekly_hours", sa.Float(precision=53), nullable=True),
        sa.Column("weeks", sa.BigInteger(), nullable=True),
        sa.Column("completeness", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "suspended",
                "closed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("suspended_until_on", sa.Date(), nullable=True),
        sa.Column("places", sa.BigInteger(), nullable=True),
        sa.Column("places_told_on", sa.Date(), nullable=True),
        sa.Column("next_session_on", sa.Date(), nullable=True),
        sa.Column("local_contact", sa.String(length=300), nullable=False),
        sa.Column("internal_note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("address_more", sa.String(length=300), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("opening_hours", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("source_url", sa.String(length=500), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("loaded", sa.JSON(), nullable=False),
        sa.Column("corrected", sa.JSON(), nullable=False),
        sa.Column("missing_since_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "suspended_until_on is null or state = 'suspended'", name=op.f("ck_service_suspended_pair")
        ),
        sa.CheckConstraint("(latitude is null) = (longitude is null)", name=op.f("ck_service_point")),
        sa.CheckConstraint("completeness between 0 and 100", name=op.f("ck_service_completeness")),
        sa.CheckConstraint("places >= 0", name=op.f("ck_service_places")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "checked_by_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_service_consortium_id_checked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "offer_structure_id"],
            ["offer_structure.consortium_id", "offer_structure.id"],
            name=op.f("fk_service_consortium_id_offer_structure_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_service")),
        sa.UniqueConstraint("id", name=op.f("uq_service_id")),
    )
    op.create_index(
        op.f("ix_service_consortium_id_external_id"), "service", ["consortium_id", "external_id"], unique=True
    )
    op.create_index(
        op.f("ix_service_consortium_id_offer_structure_id"),
        "service",
        ["consortium_id", "offer_structure_id"],
    )
    op.create_index(
        "ix_service_catalogue",
        "service",
        ["consortium_id", "state", "name", "id", "latitude", "longitude", "commune_code"],
    )
    op.create_index(
        op.f("ix_service_consortium_id_state_checked_on"), "service", ["consortium_id", "state", "checked_on"]
    )
    op.create_table(
        "new_offer",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("target_public", sa.String(length=300), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "idea",
                "design",
                "test",
                "open",
                "evaluated",
                "dropped",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("next_step", sa.String(length=300), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("service_id", sa.BigInteger(), nullable=True),
        sa.Column("evaluation", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "owner_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_new_offer_consortium_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "service_id"],
            ["service.consortium_id", "service.id"],
            name=op.f("fk_new_offer_consortium_id_service_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_new_offer_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_new_offer")),
        sa.UniqueConstraint("id", name=op.f("uq_new_offer_id")),
    )
    op.create_index(op.f("ix_new_offer_consortium_id_stage"), "new_offer", ["consortium_id", "stage"])
    op.create_table(
        "offer_load_row",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("load_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "structure", "service", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "new",
                "changed",
                "unchanged",
                "error",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "load_id"],
            ["offer_load.consortium_id", "offer_load.id"],
            name=op.f("fk_offer_load_row_consortium_id_load_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "load_id", "line_number", name=op.f("pk_offer_load_row")),
    )
    op.create_index(
        op.f("ix_offer_load_row_consortium_id_load_id_verdict_line_number"),
        "offer_load_row",
        ["consortium_id", "load_id", "verdict", "line_number"],
    )
    op.create_table(
        "service_prescriber",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("structure_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "service_id"],
            ["service.consortium_id", "service.id"],
            name=op.f("fk_service_prescriber_consortium_id_service_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_service_prescriber_consortium_id_structure_id"),
        ),
        sa.PrimaryKeyConstraint(
            "consortium_id", "service_id", "structure_id", name=op.f("pk_service_prescriber")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_service_prescriber_consortium_id_structure_id_service_id"),
        "service_prescriber",
        ["consortium_id", "structure_id", "service_id"],
    )
    op.create_table(
        "service_change",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=False),
        sa.Column("new_value", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_service_change_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "service_id"],
            ["service.consortium_id", "service.id"],
            name=op.f("fk_service_change_consortium_id_service_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_service_change")),
    )
    op.create_index(
        op.f("ix_service_change_consortium_id_service_id_changed_at"),
        "service_change",
        ["consortium_id", "service_id", "changed_at"],
    )
    op.create_table(
        "service_public",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("public", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "service_id"],
            ["service.consortium_id", "service.id"],
            name=op.f("fk_service_public_consortium_id_service_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "service_id", "public", name=op.f("pk_service_public")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_service_public_consortium_id_public_service_id"),
        "service_public",
        ["consortium_id", "public", "service_id"],
    )
    op.create_table(
        "service_theme",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "service_id"],
            ["service.consortium_id", "service.id"],
            name=op.f("fk_service_theme_consortium_id_service_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "service_id", "theme", name=op.f("pk_service_theme")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_service_theme_consortium_id_category_service_id"),
        "service_theme",
        ["consortium_id", "category", "service_id"],
    )
    op.create_table(
        "service_zone",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("service_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "service_id"],
            ["service.consortium_id", "service.id"],
            name=op.f("fk_service_zone_consortium_id_service_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "service_id", "code", name=op.f("pk_service_zone")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_service_zone_consortium_id_code_service_id"),
        "service_zone",
        ["consortium_id", "code", "service_id"],
    )
    op.create_table(
        "new_offer_change",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("new_offer_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=False),
        sa.Column("new_value", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "new_offer_id"],
            ["new_offer.consortium_id", "new_offer.id"],
            name=op.f("fk_new_offer_change_consortium_id_new_offer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_new_offer_change_consortium_id_professional_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_new_offer_change")),
    )
    op.create_index(
        op.f("ix_new_offer_change_consortium_id_new_offer_id_changed_at"),
        "new_offer_change",
        ["consortium_id", "new_offer_id", "changed_at"],
    )
    op.create_table(
        "new_offer_structure",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("new_offer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("structure_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "new_offer_id"],
            ["new_offer.consortium_id", "new_offer.id"],
            name=op.f("fk_new_offer_structure_consortium_id_new_offer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_new_offer_structure_consortium_id_structure_id"),
        ),
        sa.PrimaryKeyConstraint(
            "consortium_id", "new_offer_id", "structure_id", name=op.f("pk_new_offer_structure")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "new_offer_turn",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("new_offer_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "idea",
                "design",
                "test",
                "open",
                "evaluated",
                "dropped",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "new_offer_id"],
            ["new_offer.consortium_id", "new_offer.id"],
            name=op.f("fk_new_offer_turn_consortium_id_new_offer_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_new_offer_turn")),
        sa.UniqueConstraint("id", name=op.f("uq_new_offer_turn_id")),
    )
    op.create_index(
        op.f("ix_new_offer_turn_consortium_id_new_offer_id"),
        "new_offer_turn",
        ["consortium_id", "new_offer_id"],
    )
    op.create_table(
        "referral",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("diagnosis_id", sa.BigInteger(), nullable=True),
        sa.Column("theme", sa.String(length=80), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("needed_since_on", sa.Date(), nullable=True),
        sa.Column("availability", sa.String(length=300), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "sent",
                "received",
                "waiting",
                "accepted",
                "started",
                "ended",
                "refused",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column(
            "refusal",
            sa.Enum(
                "full",
                "not_eligible",
                "unreachable",
                "no_show",
                "not_mobile",
                "busy",
                "other",
                name="refusal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("step_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(refusal is not null) = (status = 'refused')", name=op.f("ck_referral_refusal_pair")
        ),
        sa.CheckConstraint("answered_on >= sent_on", name=op.f("ck_referral_dates")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "answered_by_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_referral_consortium_id_answered_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "diagnosis_id"],
            ["diagnosis.consortium_id", "diagnosis.id"],
            name=op.f("fk_referral_consortium_id_diagnosis_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_referral_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "service_id"],
            ["service.consortium_id", "service.id"],
            name=op.f("fk_referral_consortium_id_service_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "step_id"],
            ["step.consortium_id", "step.id"],
            name=op.f("fk_referral_consortium_id_step_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_referral_consortium_id_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_referral_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_referral")),
        sa.UniqueConstraint("id", name=op.f("uq_referral_id")),
    )
    op.create_index(
        op.f("ix_referral_consortium_id_answered_on"), "referral", ["consortium_id", "answered_on"]
    )
    op.create_index(
        op.f("ix_referral_consortium_id_professional_id_status"),
        "referral",
        ["consortium_id", "professional_id", "status"],
    )
    op.create_index(
        "ix_referral_sent",
        "referral",
        ["consortium_id", "sent_on", "support_period_id", "theme", "status", "answered_on", "closed_on"],
    )
    op.create_index(
        op.f("ix_referral_consortium_id_service_id_status"),
        "referral",
        ["consortium_id", "service_id", "status"],
    )
    op.create_index(
        op.f("ix_referral_consortium_id_structure_id_status_sent_on"),
        "referral",
        ["consortium_id", "structure_id", "status", "sent_on"],
    )
    op.create_index(
        op.f("ix_referral_consortium_id_support_period_id_sent_on"),
        "referral",
        ["consortium_id", "support_period_id", "sent_on"],
    )
    op.add_column("path_line", sa.Column("first_oriented_on", sa.Date(), nullable=True))
    op.add_column("path_line", sa.Column("first_signed_on", sa.Date(), nullable=True))
    op.add_column("path_line", sa.Column("first_honoured_on", sa.Date(), nullable=True))
    op.add_column("path_line", sa.Column("needs", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("path_line", sa.Column("first_needs", sa.BigInteger(), nullable=True))
    op.add_column("path_line", sa.Column("referred", sa.BigInteger(), nullable=False, server_default="0"))
    op.drop_index("ix_path_line_counted", "path_line")
    op.create_index("ix_path_line_counted", "path_line", [*COUNTED, *ADDED])
    op.drop_index(op.f(BY_ENTRY), "path_line")
    op.create_index("ix_path_line_entered", "path_line", FROM_ENTRY)
    for column in OF_FACT:
        op.add_column("alert_fact", sa.Column(column, sa.BigInteger(), nullable=True))
    op.drop_index(op.f(BY_FACT), "alert_fact")
    op.create_index("ix_alert_fact_counted", "alert_fact", [*IN_FACT, *OF_FACT])
    op.drop_index(op.f(BY_START), "engagement_contract")
    signed = [*OF_STAY, "ends_on", "person_signed_on", "structure_signed_on"]
    op.create_index("ix_engagement_contract_of_stay", "engagement_contract", signed)
    op.create_index("ix_step_of_kind", "step", OF_KIND)
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def downgrade() -> None:
    op.drop_index("ix_step_of_kind", "step")
    op.drop_index("ix_engagement_contract_of_stay", "engagement_contract")
    op.create_index(op.f(BY_START), "engagement_contract", OF_STAY)
    op.drop_index("ix_alert_fact_counted", "alert_fact")
    op.create_index(op.f(BY_FACT), "alert_fact", IN_FACT)
    for column in OF_FACT:
        op.drop_column("alert_fact", column)
    op.drop_index("ix_path_line_entered", "path_line")
    op.create_index(op.f(BY_ENTRY), "path_line", FROM_ENTRY[:2])
    op.drop_index("ix_path_line_counted", "path_line")
    op.create_index("ix_path_line_counted", "path_line", COUNTED)
    for column in ADDED:
        op.drop_column("path_line", column)
    for table in reversed(TABLES):
        op.drop_table(table)
