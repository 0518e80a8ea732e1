"""People, follow-up groups, paths and exchanges."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, create_contact_order, grant

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "beneficiary",
    "beneficiary_public",
    "external_identifier",
    "support_period",
    "pause",
    "group_member",
    "referent_assignment",
    "caseload_entry",
    "orientation",
    "objective",
    "plan_action",
    "engagement_contract",
    "step",
    "contact",
    "appointment",
    "review",
    "note",
    "saved_view",
    "change_history",
)


def upgrade() -> None:
    op.create_table(
        "beneficiary",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "civility",
            sa.Enum(
                "madam",
                "sir",
                "unspecified",
                name="civility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("birth_name", sa.String(length=120), nullable=False),
        sa.Column("usual_name", sa.String(length=120), nullable=False),
        sa.Column("first_names", sa.String(length=120), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column(
            "search_name",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sort_name",
            sa.String(length=260).with_variant(sa.String(length=260, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column(
            "preferred_channel",
            sa.Enum(
                "call",
                "sms",
                "email",
                "visit",
                "letter",
                name="preferred_channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("do_not_leave_message", sa.Boolean(), nullable=False),
        sa.Column("do_not_write_to_address", sa.Boolean(), nullable=False),
        sa.Column("interpreter_language", sa.String(length=60), nullable=False),
        sa.Column("owner_structure_id", sa.BigInteger(), nullable=False),
        sa.Column("sharing_objected_on", sa.Date(), nullable=True),
        sa.Column("reserved_structure_id", sa.BigInteger(), nullable=True),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(sharing_objected_on is null) = (reserved_structure_id is null)",
            name=op.f("ck_beneficiary_objection_pair"),
        ),
        sa.ForeignKeyConstraint(["commune_code"], ["commune.code"], name=op.f("fk_beneficiary_commune_code")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "owner_structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_beneficiary_consortium_id_owner_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "reserved_structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_beneficiary_consortium_id_reserved_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_beneficiary_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_beneficiary")),
        sa.UniqueConstraint("id", name=op.f("uq_beneficiary_id")),
    )
    with op.batch_alter_table("beneficiary", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_beneficiary_consortium_id_birth_date_sort_name"),
            ["consortium_id", "birth_date", "sort_name"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_beneficiary_consortium_id_commune_code"),
            ["consortium_id", "commune_code"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_beneficiary_consortium_id_sort_name"), ["consortium_id", "sort_name"], unique=False
        )

    op.create_table(
        "beneficiary_public",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
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
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_beneficiary_public_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_beneficiary_public")),
        sa.UniqueConstraint("id", name=op.f("uq_beneficiary_public_id")),
    )
    with op.batch_alter_table("beneficiary_public", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_beneficiary_public_consortium_id_beneficiary_id_public"),
            ["consortium_id", "beneficiary_id", "public"],
            unique=True,
        )
        batch_op.create_index(
            batch_op.f("ix_beneficiary_public_consortium_id_public_beneficiary_id"),
            ["consortium_id", "public", "beneficiary_id"],
            unique=False,
        )

    op.create_table(
        "change_history",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        sa.Column("object_kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=True),
        sa.Column("new_value", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_change_history_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_change_history")),
    )
    with op.batch_alter_table("change_history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_change_history_consortium_id_beneficiary_id_changed_at"),
            ["consortium_id", "beneficiary_id", "changed_at"],
            unique=False,
        )

    op.create_table(
        "external_identifier",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "department",
                "france_travail",
                "caf",
                "msa",
                "mission_locale",
                "cap_emploi",
                "other",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "value",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_external_identifier_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_external_identifier")),
        sa.UniqueConstraint("id", name=op.f("uq_external_identifier_id")),
    )
    with op.batch_alter_table("external_identifier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_external_identifier_consortium_id_beneficiary_id"),
            ["consortium_id", "beneficiary_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_external_identifier_consortium_id_value_beneficiary_id"),
            ["consortium_id", "value", "beneficiary_id"],
            unique=False,
        )

    op.create_table(
        "group_member",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        sa.Column("structure_id", sa.BigInteger(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "support",
                "assessment",
                "solution",
                "step",
                "in_job",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("objected_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_group_member_dates")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_group_member_consortium_id_beneficiary_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_group_member_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_group_member_consortium_id_structure_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("id", name=op.f("uq_group_member_id")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_group_member_consortium_id_beneficiary_id"),
            ["consortium_id", "beneficiary_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_group_member_consortium_id_professional_id_beneficiary_id"),
            ["consortium_id", "professional_id", "beneficiary_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_group_member_structure_shares",
            ["consortium_id", "structure_id", "ended_on", "objected_on", "started_on", "beneficiary_id"],
            unique=False,
        )

    op.create_table(
        "saved_view",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_saved_view_consortium_id_professional_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("id", name=op.f("uq_saved_view_id")),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_view_consortium_id_professional_id_name"),
            ["consortium_id", "professional_id", "name"],
            unique=True,
        )

    op.create_table(
        "support_period",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column(
            "entry_origin",
            sa.Enum(
                "rights_opened",
                "partner",
                "self",
                "outreach",
                "transfer",
                name="entry_origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "track",
            sa.Enum(
                "professional",
                "socio_professional",
                "social",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("review_rhythm_days", sa.BigInteger(), nullable=True),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column(
            "exit_reason",
            sa.Enum(
                "lasting_job",
                "business",
                "transition_job",
                "qualifying_training",
                "moved",
                "rights_ended",
                "retired",
                "person_choice",
                "unreachable",
                "deceased",
                "other",
                name="exit_reason",
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
        sa.CheckConstraint(
            "(exited_on is null) = (exit_reason is null)", name=op.f("ck_support_period_exit_pair")
        ),
        sa.CheckConstraint("exited_on >= entered_on", name=op.f("ck_support_period_dates")),
        sa.CheckConstraint(
            "review_rhythm_days between 7 and 400", name=op.f("ck_support_period_review_rhythm")
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_support_period_consortium_id_beneficiary_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_support_period")),
        sa.UniqueConstraint("id", name=op.f("uq_support_period_id")),
    )
    with op.batch_alter_table("support_period", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_support_period_consortium_id_beneficiary_id_entered_on"),
            ["consortium_id", "beneficiary_id", "entered_on"],
            unique=False,
        )
        batch_op.create_index(
            "uq_support_period_open",
            ["consortium_id", "beneficiary_id"],
            unique=True,
            sqlite_where=sa.text("exited_on is null"),
            postgresql_where=sa.text("exited_on is null"),
        )

    op.create_table(
        "appointment",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_minutes", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("second_professional_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "honoured",
                "excused",
                "not_excused",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("counts_as_review", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "not counts_as_review or status = 'honoured'", name=op.f("ck_appointment_review_honoured")
        ),
        sa.CheckConstraint("duration_minutes between 5 and 600", name=op.f("ck_appointment_duration")),
        sa.CheckConstraint(
            "second_professional_id <> professional_id", name=op.f("ck_appointment_two_professionals")
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_appointment_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "second_professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_appointment_consortium_id_second_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_appointment_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("id", name=op.f("uq_appointment_id")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_appointment_consortium_id_professional_id_starts_at"),
            ["consortium_id", "professional_id", "starts_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_appointment_consortium_id_support_period_id_starts_at"),
            ["consortium_id", "support_period_id", "starts_at"],
            unique=False,
        )

    op.create_table(
        "caseload_entry",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("reserved_structure_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "sort_name",
            sa.String(length=260).with_variant(sa.String(length=260, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column(
            "track",
            sa.Enum(
                "professional",
                "socio_professional",
                "social",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("pause_ended_on", sa.Date(), nullable=True),
        sa.Column("referent_id", sa.BigInteger(), nullable=True),
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("last_review_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_caseload_entry_consortium_id_beneficiary_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "referent_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_caseload_entry_consortium_id_referent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_caseload_entry_consortium_id_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_caseload_entry_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "beneficiary_id", name=op.f("pk_caseload_entry")),
    )
    with op.batch_alter_table("caseload_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_caseload_entry_sort_name",
            ["consortium_id", "sort_name", "beneficiary_id", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_entered_on",
            ["consortium_id", "entered_on", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_birth_date",
            ["consortium_id", "birth_date", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_last_contact_on",
            ["consortium_id", "last_contact_on", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_review_due_on",
            ["consortium_id", "review_due_on", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_commune_code",
            [
                "consortium_id",
                "commune_code",
                "sort_name",
                "beneficiary_id",
                "exited_on",
                "reserved_structure_id",
            ],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_referent_id",
            ["consortium_id", "referent_id", "sort_name", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_structure_id",
            ["consortium_id", "structure_id", "sort_name", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_caseload_entry_track",
            ["consortium_id", "track", "sort_name", "exited_on", "reserved_structure_id"],
            unique=False,
        )
        batch_op.create_index("ix_caseload_entry_paused_on", ["consortium_id", "paused_on"], unique=False)
        batch_op.create_index(
            "ix_caseload_entry_exited_on",
            ["consortium_id", "exited_on", "reserved_structure_id", "paused_on", "pause_ended_on"],
            unique=False,
        )
    create_contact_order()

    op.create_table(
        "contact",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "call",
                "sms",
                "email",
                "visit",
                "letter",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.String(length=500), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_contact_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_contact_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_contact")),
        sa.UniqueConstraint("id", name=op.f("uq_contact_id")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_consortium_id_support_period_id_happened_on"),
            ["consortium_id", "support_period_id", "happened_on"],
            unique=False,
        )

    op.create_table(
        "engagement_contract",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "engagement",
                "cer",
                "ppae",
                "pacea",
                "cej",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("person_signed_on", sa.Date(), nullable=True),
        sa.Column("structure_signed_on", sa.Date(), nullable=True),
        sa.Column("weekly_hours_agreed", sa.BigInteger(), nullable=True),
        sa.Column("weekly_hours_planned", sa.BigInteger(), nullable=True),
        sa.Column("renewed_contract_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_engagement_contract_dates")),
        sa.CheckConstraint(
            "weekly_hours_agreed between 0 and 40", name=op.f("ck_engagement_contract_hours_agreed")
        ),
        sa.CheckConstraint(
            "weekly_hours_planned between 0 and 40", name=op.f("ck_engagement_contract_hours_planned")
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "renewed_contract_id"],
            ["engagement_contract.consortium_id", "engagement_contract.id"],
            name=op.f("fk_engagement_contract_consortium_id_renewed_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_engagement_contract_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_engagement_contract")),
        sa.UniqueConstraint("id", name=op.f("uq_engagement_contract_id")),
    )
    with op.batch_alter_table("engagement_contract", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_engagement_contract_consortium_id_support_period_id_starts_on"),
            ["consortium_id", "support_period_id", "starts_on"],
            unique=False,
        )

    op.create_table(
        "note",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "shared",
                "restricted_field",
                "restricted_structure",
                "memo",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "restricted_field",
            sa.Enum(
                "social",
                "professional",
                name="restricted_field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("restricted_structure_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(visibility = 'restricted_field') = (restricted_field is not null)",
            name=op.f("ck_note_field_pair"),
        ),
        sa.CheckConstraint(
            "(visibility = 'restricted_structure') = (restricted_structure_id is not null)",
            name=op.f("ck_note_structure_pair"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "author_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_note_consortium_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "restricted_structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_note_consortium_id_restricted_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_note_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_note")),
        sa.UniqueConstraint("id", name=op.f("uq_note_id")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_note_consortium_id_support_period_id_written_on"),
            ["consortium_id", "support_period_id", "written_on"],
            unique=False,
        )

    op.create_table(
        "objective",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "reached",
                "dropped",
                name="status",
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
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_objective_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_objective")),
        sa.UniqueConstraint("id", name=op.f("uq_objective_id")),
    )
    with op.batch_alter_table("objective", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_objective_consortium_id_support_period_id"),
            ["consortium_id", "support_period_id"],
            unique=False,
        )

    op.create_table(
        "orientation",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "track",
            sa.Enum(
                "professional",
                "socio_professional",
                "social",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("structure_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("notified_on >= decided_on", name=op.f("ck_orientation_dates")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_orientation_consortium_id_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_orientation_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_orientation")),
        sa.UniqueConstraint("id", name=op.f("uq_orientation_id")),
    )
    with op.batch_alter_table("orientation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_orientation_consortium_id_support_period_id_decided_on"),
            ["consortium_id", "support_period_id", "decided_on"],
            unique=False,
        )

    op.create_table(
        "pause",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "health",
                "family",
                "caregiver",
                "housing",
                "away",
                "other",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("expected_end_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_pause_dates")),
        sa.CheckConstraint("expected_end_on > started_on", name=op.f("ck_pause_expected_end")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_pause_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_pause")),
        sa.UniqueConstraint("id", name=op.f("uq_pause_id")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pause_consortium_id_support_period_id"),
            ["consortium_id", "support_period_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_pause_open",
            ["consortium_id", "support_period_id"],
            unique=True,
            sqlite_where=sa.text("ended_on is null"),
            postgresql_where=sa.text("ended_on is null"),
        )

    op.create_table(
        "referent_assignment",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_referent_assignment_dates")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_referent_assignment_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_referent_assignment_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_referent_assignment")),
        sa.UniqueConstraint("id", name=op.f("uq_referent_assignment_id")),
    )
    with op.batch_alter_table("referent_assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referent_assignment_consortium_id_professional_id"),
            ["consortium_id", "professional_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_referent_assignment_consortium_id_support_period_id"),
            ["consortium_id", "support_period_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_referent_assignment_active",
            ["consortium_id", "support_period_id"],
            unique=True,
            sqlite_where=sa.text("ended_on is null"),
            postgresql_where=sa.text("ended_on is null"),
        )

    op.create_table(
        "review",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "presence",
            sa.Enum(
                "person",
                "person_and_partners",
                "partners",
                name="presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("next_review_on > held_on", name=op.f("ck_review_dates")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_review_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_review_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_review")),
        sa.UniqueConstraint("id", name=op.f("uq_review_id")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_consortium_id_support_period_id_held_on"),
            ["consortium_id", "support_period_id", "held_on"],
            unique=False,
        )

    op.create_table(
        "step",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "immersion",
                "training",
                "job",
                "integration_job",
                "workshop",
                "social_action",
                "business",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "completed",
                "interrupted",
                "not_started",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("hours", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_step_dates")),
        sa.CheckConstraint(
            "ended_on is null or started_on is not null", name=op.f("ck_step_started_before_end")
        ),
        sa.CheckConstraint("hours between 0 and 5000", name=op.f("ck_step_hours")),
        sa.CheckConstraint("planned_on is not null or started_on is not null", name=op.f("ck_step_a_date")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_step_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_step")),
        sa.UniqueConstraint("id", name=op.f("uq_step_id")),
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_step_consortium_id_support_period_id"),
            ["consortium_id", "support_period_id"],
            unique=False,
        )

    op.create_table(
        "plan_action",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("objective_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "to_do",
                "in_progress",
                "done",
                "dropped",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "person",
                "interview",
                "diagnosis",
                "commission",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(done_on is not null) = (status = 'done')", name=op.f("ck_plan_action_done_pair")
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "objective_id"],
            ["objective.consortium_id", "objective.id"],
            name=op.f("fk_plan_action_consortium_id_objective_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "owner_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_plan_action_consortium_id_owner_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_plan_action")),
        sa.UniqueConstraint("id", name=op.f("uq_plan_action_id")),
    )
    with op.batch_alter_table("plan_action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_action_consortium_id_objective_id"),
            ["consortium_id", "objective_id"],
            unique=False,
        )
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def downgrade() -> None:
    with op.batch_alter_table("plan_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_action_consortium_id_objective_id"))

    op.drop_table("plan_action")
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_consortium_id_support_period_id"))

    op.drop_table("step")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_consortium_id_support_period_id_held_on"))

    op.drop_table("review")
    with op.batch_alter_table("referent_assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_referent_assignment_active",
            sqlite_where=sa.text("ended_on is null"),
            postgresql_where=sa.text("ended_on is null"),
        )
        batch_op.drop_index(batch_op.f("ix_referent_assignment_consortium_id_support_period_id"))
        batch_op.drop_index(batch_op.f("ix_referent_assignment_consortium_id_professional_id"))

    op.drop_table("referent_assignment")
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pause_open",
            sqlite_where=sa.text("ended_on is null"),
            postgresql_where=sa.text("ended_on is null"),
        )
        batch_op.drop_index(batch_op.f("ix_pause_consortium_id_support_period_id"))

    op.drop_table("pause")
    with op.batch_alter_table("orientation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_orientation_consortium_id_support_period_id_decided_on"))

    op.drop_table("orientation")
    with op.batch_alter_table("objective", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objective_consortium_id_support_period_id"))

    op.drop_table("objective")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_consortium_id_support_period_id_written_on"))

    op.drop_table("note")
    with op.batch_alter_table("engagement_contract", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_contract_consortium_id_support_period_id_starts_on"))

    op.drop_table("engagement_contract")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_consortium_id_support_period_id_happened_on"))

    op.drop_table("contact")
    with op.batch_alter_table("caseload_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_caseload_entry_exited_on")
        batch_op.drop_index("ix_caseload_entry_paused_on")
        batch_op.drop_index("ix_caseload_entry_track")
        batch_op.drop_index("ix_caseload_entry_structure_id")
        batch_op.drop_index("ix_caseload_entry_referent_id")
        batch_op.drop_index("ix_caseload_entry_commune_code")
        batch_op.drop_index("ix_caseload_entry_review_due_on")
        batch_op.drop_index("ix_caseload_entry_last_contact_on")
        batch_op.drop_index("ix_caseload_entry_birth_date")
        batch_op.drop_index("ix_caseload_entry_entered_on")
        batch_op.drop_index("ix_caseload_entry_sort_name")

    op.drop_table("caseload_entry")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_consortium_id_support_period_id_starts_at"))
        batch_op.drop_index(batch_op.f("ix_appointment_consortium_id_professional_id_starts_at"))

    op.drop_table("appointment")
    with op.batch_alter_table("support_period", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_support_period_open",
            sqlite_where=sa.text("exited_on is null"),
            postgresql_where=sa.text("exited_on is null"),
        )
        batch_op.drop_index(batch_op.f("ix_support_period_consortium_id_beneficiary_id_entered_on"))

    op.drop_table("support_period")
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_consortium_id_professional_id_name"))

    op.drop_table("saved_view")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index("ix_group_member_structure_shares")
        batch_op.drop_index(batch_op.f("ix_group_member_consortium_id_professional_id_beneficiary_id"))
        batch_op.drop_index(batch_op.f("ix_group_member_consortium_id_beneficiary_id"))

    op.drop_table("group_member")
    with op.batch_alter_table("external_identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_external_identifier_consortium_id_value_beneficiary_id"))
        batch_op.drop_index(batch_op.f("ix_external_identifier_consortium_id_beneficiary_id"))

    op.drop_table("external_identifier")
    with op.batch_alter_table("change_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_history_consortium_id_beneficiary_id_changed_at"))

    op.drop_table("change_history")
    with op.batch_alter_table("beneficiary_public", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_beneficiary_public_consortium_id_public_beneficiary_id"))
        batch_op.drop_index(batch_op.f("ix_beneficiary_public_consortium_id_beneficiary_id_public"))

    op.drop_table("beneficiary_public")
    with op.batch_alter_table("beneficiary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_beneficiary_consortium_id_sort_name"))
        batch_op.drop_index(batch_op.f("ix_beneficiary_consortium_id_commune_code"))
        batch_op.drop_index(batch_op.f("ix_beneficiary_consortium_id_birth_date_sort_name"))

    op.drop_table("beneficiary")
