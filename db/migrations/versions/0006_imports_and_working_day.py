"""Imports, two files about one person, reasons of one's own, saved views, job seekers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "import_heading",
    "reason_choice",
    "import_run",
    "reconciliation",
    "import_row",
    "imported_values",
)
PUBLICS = (
    "rsa",
    "young",
    "disabled_worker",
    "long_term_unemployed",
    "qpv",
    "zrr",
    "senior",
    "single_parent",
    "to_be_met",
)
# Foreign keys that a removal or a list follows backwards.
INDEXED = {
    "appointment": ["consortium_id", "second_professional_id", "starts_at"],
    "caseload_entry": ["consortium_id", "support_period_id"],
    "engagement_contract": ["consortium_id", "renewed_contract_id"],
}


def index_name(table: str, columns: list[str]) -> str:
    """As the models' naming convention has it."""
    return f"ix_{table}_{'_'.join(columns)}"


def words(name: str) -> sa.Column[str]:
    """A column of local words; rows that exist have none."""
    return sa.Column(name, sa.String(length=80), nullable=False, server_default="")


def rewrite_publics(publics: tuple[str, ...]) -> None:
    """Make these the publics that the two tables accept."""
    accepted = ", ".join(f"'{public}'" for public in publics)
    for table in ("beneficiary_public", "target_public"):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_public"), type_="check")
            batch.create_check_constraint(op.f(f"ck_{table}_public"), f"public IN ({accepted})")


def upgrade() -> None:
    op.create_table(
        "import_heading",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "jalons_id",
                "civility",
                "birth_name",
                "usual_name",
                "first_names",
                "birth_date",
                "phone",
                "email",
                "address",
                "postal_code",
                "commune",
                "publics",
                "id_department",
                "id_france_travail",
                "id_caf",
                "id_msa",
                "id_mission_locale",
                "id_cap_emploi",
                "id_other",
                "entered_on",
                "structure",
                "referent",
                "track",
                "oriented_on",
                "contract_kind",
                "contract_starts_on",
                "contract_ends_on",
                "last_appointment",
                "next_appointment",
                name="field",
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
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_import_heading_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_import_heading")),
        sa.UniqueConstraint("id", name=op.f("uq_import_heading_id")),
    )
    op.create_index(
        op.f("ix_import_heading_consortium_id_key"), "import_heading", ["consortium_id", "key"], unique=True
    )

    op.create_table(
        "reason_choice",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("pause", "exit", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("national_value", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=80), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_reason_choice_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_reason_choice")),
        sa.UniqueConstraint("id", name=op.f("uq_reason_choice_id")),
    )
    op.create_index(
        op.f("ix_reason_choice_consortium_id_kind_national_value_words"),
        "reason_choice",
        ["consortium_id", "kind", "national_value", "words"],
        unique=True,
    )

    op.create_table(
        "import_run",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=False),
        sa.Column("structure_id", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
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
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "preparing",
                "previewed",
                "done",
                "undone",
                "dropped",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("audit_sequence", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_import_run_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_import_run_consortium_id_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_import_run_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("id", name=op.f("uq_import_run_id")),
    )
    op.create_index(
        op.f("ix_import_run_consortium_id_professional_id_created_at"),
        "import_run",
        ["consortium_id", "professional_id", "created_at"],
    )

    op.create_table(
        "reconciliation",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("second_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open", "linked", "apart", name="status", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("found_by", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_reconciliation_two_people")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "decided_by"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_reconciliation_consortium_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "first_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_reconciliation_consortium_id_first_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "found_by"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_reconciliation_consortium_id_found_by"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "second_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_reconciliation_consortium_id_second_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_reconciliation")),
        sa.UniqueConstraint("id", name=op.f("uq_reconciliation_id")),
    )
    op.create_index(
        op.f("ix_reconciliation_consortium_id_first_id_second_id"),
        "reconciliation",
        ["consortium_id", "first_id", "second_id"],
        unique=True,
    )
    op.create_index(
        op.f("ix_reconciliation_consortium_id_second_id"), "reconciliation", ["consortium_id", "second_id"]
    )
    op.create_index(
        op.f("ix_reconciliation_consortium_id_status_created_at"),
        "reconciliation",
        ["consortium_id", "status", "created_at"],
    )

    op.create_table(
        "import_row",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "new",
                "update",
                "unchanged",
                "to_decide",
                "repeated",
                "error",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "decision",
            sa.Enum(
                "same", "other", "skip", name="decision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "created",
                "updated",
                "unchanged",
                "left",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("beneficiary_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("conflicts", sa.JSON(), nullable=False),
        sa.Column("replaced", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "run_id"],
            ["import_run.consortium_id", "import_run.id"],
            name=op.f("fk_import_row_consortium_id_run_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "run_id", "line_number", name=op.f("pk_import_row")),
    )
    op.create_index(
        op.f("ix_import_row_consortium_id_run_id_beneficiary_id"),
        "import_row",
        ["consortium_id", "run_id", "beneficiary_id"],
    )
    op.create_index(
        op.f("ix_import_row_consortium_id_run_id_verdict_line_number"),
        "import_row",
        ["consortium_id", "run_id", "verdict", "line_number"],
    )

    op.create_table(
        "imported_values",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger(), autoincrement=False, nullable=False),
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
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "beneficiary_id"],
            ["beneficiary.consortium_id", "beneficiary.id"],
            name=op.f("fk_imported_values_consortium_id_beneficiary_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "run_id"],
            ["import_run.consortium_id", "import_run.id"],
            name=op.f("fk_imported_values_consortium_id_run_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "beneficiary_id", "origin", name=op.f("pk_imported_values")),
    )
    op.create_index(
        op.f("ix_imported_values_consortium_id_origin_run_id"),
        "imported_values",
        ["consortium_id", "origin", "run_id"],
    )

    op.add_column("beneficiary", sa.Column("merged_into_id", sa.BigInteger()))
    op.add_column("pause", words("reason_words"))
    op.add_column("support_period", words("exit_words"))
    op.add_column("saved_view", sa.Column("columns", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("saved_view", sa.Column("sort", sa.String(length=30)))
    for table, columns in INDEXED.items():
        op.create_index(index_name(table, columns), table, columns)
    rewrite_publics((*PUBLICS[:4], "job_seeker", *PUBLICS[4:]))
    build_wall(TABLES)
    grant(TABLES, "select, insert, update, delete")


def downgrade() -> None:
    op.execute("delete from beneficiary_public where public = 'job_seeker'")
    op.execute("update target_public set public = null where public = 'job_seeker'")
    rewrite_publics(PUBLICS)
    for table, indexed in INDEXED.items():
        op.drop_index(index_name(table, indexed), table)
    for table, columns in {
        "saved_view": ("sort", "columns"),
        "support_period": ("exit_words",),
        "pause": ("reason_words",),
        "beneficiary": ("merged_into_id",),
    }.items():
        for column in columns:
            op.drop_column(table, column)
    for table in reversed(TABLES):
        op.drop_table(table)
