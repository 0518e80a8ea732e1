"""Commissions: bodies, meetings, situations, commitments, minutes; actions that a structure takes on."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.migrations.objects import build_wall, grant

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "commission_body",
    "commission_member",
    "commission_case",
    "commission_meeting",
    "agenda_point",
    "meeting_minutes",
    "meeting_seat",
    "projection",
    "shared_screen",
    "commitment",
)
OWNED = [table for table in TABLES if table != "projection"]  # found before the consortium is known
OWNER_KEY, ONE_OWNER = "fk_plan_action_consortium_id_structure_id", "ck_plan_action_one_owner"
RULES = (
    "no_contact",
    "missed",
    "review",
    "no_next_step",
    "step_not_started",
    "contract_ending",
    "no_referent",
    "diagnosis_missing",
    "diagnosis_old",
    "in_job_1",
    "in_job_3",
    "in_job_6",
    "orientation_late",
    "contract_late",
    "social_review",
    "vulnerable_review",
    "pause_ended",
)
CODES = (
    "no_contact",
    "missed_appointments",
    "review_overdue",
    "no_next_step",
    "step_not_started",
    "contract_ending",
    "no_referent",
    "diagnosis_missing",
    "in_job_contact_due",
    "orientation_late",
    "contract_late",
    "social_track_review",
    "pause_ended",
)


def rewrite_alerts(*added: str) -> None:
    """Make these the rules and the codes of alerts that the two tables accept."""
    rewrite("alert_fact", "rule", (*RULES, *added), sqlite_with_rowid=False)
    rewrite("alert_put_off", "code", (*CODES, *added))


def rewrite(table: str, column: str, values: tuple[str, ...], **kept: bool) -> None:
    """Make these the values that a column accepts; other ones are of alerts that no longer exist."""
    accepted = ", ".join(f"'{value}'" for value in values)
    op.execute(f"delete from {table} where {column} not in ({accepted})")
    with op.batch_alter_table(table, table_kwargs=kept) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{column}"), f"{column} IN ({accepted})")


def upgrade() -> None:
    op.create_table(
        "commission_body",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "family",
            sa.Enum(
                "solutions", "regulatory", name="family", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("communes", sa.JSON(), nullable=False),
        sa.Column("motives", sa.JSON(), nullable=False),
        sa.Column("colleges", sa.JSON(), nullable=False),
        sa.Column("quorum", sa.JSON(), nullable=False),
        sa.Column("endings", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("minutes between 5 and 120", name=op.f("ck_commission_body_minutes")),
        sa.ForeignKeyConstraint(
            ["consortium_id"], ["consortium.id"], name=op.f("fk_commission_body_consortium_id")
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_commission_body")),
        sa.UniqueConstraint("id", name=op.f("uq_commission_body_id")),
    )
    op.create_index(
        op.f("ix_commission_body_consortium_id_name"),
        "commission_body",
        ["consortium_id", "name"],
        unique=True,
    )

    op.create_table(
        "commission_member",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("professional_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("function", sa.String(length=150), nullable=False),
        sa.Column("structure_id", sa.BigInteger(), nullable=True),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("college", sa.String(length=120), nullable=False),
        sa.Column(
            "duty",
            sa.Enum(
                "member",
                "chair",
                "secretary",
                name="duty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_voting", sa.Boolean(), nullable=False),
        sa.Column("substitute_for_id", sa.BigInteger(), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("confidentiality_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "professional_id is not null or name <> ''", name=op.f("ck_commission_member_who")
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "body_id"],
            ["commission_body.consortium_id", "commission_body.id"],
            name=op.f("fk_commission_member_consortium_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "professional_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_commission_member_consortium_id_professional_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "structure_id"],
            ["structure.consortium_id", "structure.id"],
            name=op.f("fk_commission_member_consortium_id_structure_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "substitute_for_id"],
            ["commission_member.consortium_id", "commission_member.id"],
            name=op.f("fk_commission_member_consortium_id_substitute_for_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_commission_member")),
        sa.UniqueConstraint("id", name=op.f("uq_commission_member_id")),
    )
    op.create_index(
        op.f("ix_commission_member_consortium_id_body_id"), "commission_member", ["consortium_id", "body_id"]
    )
    op.create_index(
        op.f("ix_commission_member_consortium_id_professional_id_body_id"),
        "commission_member",
        ["consortium_id", "professional_id", "body_id"],
    )

    op.create_table(
        "commission_case",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("support_period_id", sa.BigInteger(), nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "scheduled",
                "examined",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "file", "alert", "again", name="origin", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("submitted_by_id", sa.BigInteger(), nullable=False),
        sa.Column("former_case_id", sa.BigInteger(), nullable=True),
        sa.Column("motive", sa.String(length=120), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("person_words", sa.Text(), nullable=False),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("is_reread", sa.Boolean(), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "unknown",
                "alone",
                "accompanied",
                "represented",
                "absent",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("represented_by", sa.String(length=150), nullable=False),
        sa.Column("presenter_id", sa.BigInteger(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("put_off_on", sa.Date(), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=300), nullable=False),
        sa.Column("summoned_on", sa.Date(), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(passed_on is not null) = (state = 'examined')", name=op.f("ck_commission_case_passed_pair")
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "body_id"],
            ["commission_body.consortium_id", "commission_body.id"],
            name=op.f("fk_commission_case_consortium_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "former_case_id"],
            ["commission_case.consortium_id", "commission_case.id"],
            name=op.f("fk_commission_case_consortium_id_former_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "presenter_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_commission_case_consortium_id_presenter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "submitted_by_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_commission_case_consortium_id_submitted_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "support_period_id"],
            ["support_period.consortium_id", "support_period.id"],
            name=op.f("fk_commission_case_consortium_id_support_period_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_commission_case")),
        sa.UniqueConstraint("id", name=op.f("uq_commission_case_id")),
    )
    op.create_index(
        op.f("ix_commission_case_consortium_id_body_id_state_submitted_on"),
        "commission_case",
        ["consortium_id", "body_id", "state", "submitted_on"],
    )
    op.create_index(
        op.f("ix_commission_case_consortium_id_presenter_id_state"),
        "commission_case",
        ["consortium_id", "presenter_id", "state"],
    )
    op.create_index(
        op.f("ix_commission_case_consortium_id_support_period_id_submitted_on"),
        "commission_case",
        ["consortium_id", "support_period_id", "submitted_on"],
    )

    op.create_table(
        "commission_meeting",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "created",
                "convened",
                "agenda_set",
                "open",
                "to_validate",
                "closed",
                "postponed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_reason", sa.String(length=300), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("secretary_id", sa.BigInteger(), nullable=True),
        sa.Column("chair_id", sa.BigInteger(), nullable=True),
        sa.Column("convened_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("current_point_id", sa.BigInteger(), nullable=True),
        sa.Column("current_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state_reason <> '' or state not in ('postponed', 'cancelled')",
            name=op.f("ck_commission_meeting_reason_pair"),
        ),
        sa.CheckConstraint("minutes between 5 and 120", name=op.f("ck_commission_meeting_minutes")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "body_id"],
            ["commission_body.consortium_id", "commission_body.id"],
            name=op.f("fk_commission_meeting_consortium_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "chair_id"],
            ["commission_member.consortium_id", "commission_member.id"],
            name=op.f("fk_commission_meeting_consortium_id_chair_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "secretary_id"],
            ["commission_member.consortium_id", "commission_member.id"],
            name=op.f("fk_commission_meeting_consortium_id_secretary_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_commission_meeting")),
        sa.UniqueConstraint("id", name=op.f("uq_commission_meeting_id")),
    )
    op.create_index(
        op.f("ix_commission_meeting_consortium_id_body_id_meets_on"),
        "commission_meeting",
        ["consortium_id", "body_id", "meets_on"],
    )
    op.create_index(
        op.f("ix_commission_meeting_consortium_id_meets_on"),
        "commission_meeting",
        ["consortium_id", "meets_on"],
    )

    op.create_table(
        "agenda_point",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "commitments",
                "situation",
                "break",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "current",
                "treated",
                "postponed",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("fixed_at", sa.Time(), nullable=True),
        sa.Column("spent_seconds", sa.BigInteger(), nullable=False),
        sa.Column("is_revealed", sa.Boolean(), nullable=False),
        sa.Column("is_person_present", sa.Boolean(), nullable=False),
        sa.Column(
            "conclusion",
            sa.Enum(
                "found",
                "to_deepen",
                "opinion",
                "postponed",
                name="conclusion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("conclusion_words", sa.String(length=120), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("aside", sa.JSON(), nullable=False),
        sa.Column("votes_for", sa.BigInteger(), nullable=True),
        sa.Column("votes_against", sa.BigInteger(), nullable=True),
        sa.Column("votes_blank", sa.BigInteger(), nullable=True),
        sa.Column("decision", sa.String(length=300), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'situation') = (case_id is not null)", name=op.f("ck_agenda_point_case_pair")
        ),
        sa.CheckConstraint("minutes between 0 and 240", name=op.f("ck_agenda_point_minutes")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "case_id"],
            ["commission_case.consortium_id", "commission_case.id"],
            name=op.f("fk_agenda_point_consortium_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "meeting_id"],
            ["commission_meeting.consortium_id", "commission_meeting.id"],
            name=op.f("fk_agenda_point_consortium_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_agenda_point")),
        sa.UniqueConstraint("id", name=op.f("uq_agenda_point_id")),
    )
    op.create_index(
        op.f("ix_agenda_point_consortium_id_case_id"), "agenda_point", ["consortium_id", "case_id"]
    )
    op.create_index(
        op.f("ix_agenda_point_consortium_id_meeting_id_rank"),
        "agenda_point",
        ["consortium_id", "meeting_id", "rank"],
    )

    op.create_table(
        "meeting_minutes",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "validated",
                "replaced",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("validated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("validated_by_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(validated_at is null) = (state = 'draft')", name=op.f("ck_meeting_minutes_validated_pair")
        ),
        sa.CheckConstraint("number = 1 or reason <> ''", name=op.f("ck_meeting_minutes_reason")),
        sa.ForeignKeyConstraint(
            ["consortium_id", "meeting_id"],
            ["commission_meeting.consortium_id", "commission_meeting.id"],
            name=op.f("fk_meeting_minutes_consortium_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "validated_by_id"],
            ["professional.consortium_id", "professional.id"],
            name=op.f("fk_meeting_minutes_consortium_id_validated_by_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_meeting_minutes")),
        sa.UniqueConstraint("id", name=op.f("uq_meeting_minutes_id")),
    )
    op.create_index(
        op.f("ix_meeting_minutes_consortium_id_meeting_id_number"),
        "meeting_minutes",
        ["consortium_id", "meeting_id", "number"],
        unique=True,
    )

    op.create_table(
        "meeting_seat",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("convened_on", sa.Date(), nullable=True),
        sa.Column(
            "reply",
            sa.Enum(
                "coming",
                "replaced",
                "excused",
                name="reply",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "attendance",
            sa.Enum(
                "present",
                "replaced",
                "absent",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("replaced_by", sa.String(length=150), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "meeting_id"],
            ["commission_meeting.consortium_id", "commission_meeting.id"],
            name=op.f("fk_meeting_seat_consortium_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "member_id"],
            ["commission_member.consortium_id", "commission_member.id"],
            name=op.f("fk_meeting_seat_consortium_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_meeting_seat")),
        sa.UniqueConstraint("id", name=op.f("uq_meeting_seat_id")),
    )
    op.create_index(
        op.f("ix_meeting_seat_consortium_id_meeting_id_member_id"),
        "meeting_seat",
        ["consortium_id", "meeting_id", "member_id"],
        unique=True,
    )

    op.create_table(
        "projection",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("consortium_id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "meeting_id"],
            ["commission_meeting.consortium_id", "commission_meeting.id"],
            name=op.f("fk_projection_consortium_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projection")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_projection_token_hash")),
    )
    op.create_index(
        op.f("ix_projection_consortium_id_meeting_id"), "projection", ["consortium_id", "meeting_id"]
    )

    op.create_table(
        "shared_screen",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consortium_id", "meeting_id"],
            ["commission_meeting.consortium_id", "commission_meeting.id"],
            name=op.f("fk_shared_screen_consortium_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "meeting_id", name=op.f("pk_shared_screen")),
    )
    op.create_table(
        "commitment",
        sa.Column("consortium_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("point_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("action_id", sa.BigInteger(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consortium_id", "action_id"],
            ["plan_action.consortium_id", "plan_action.id"],
            name=op.f("fk_commitment_consortium_id_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "case_id"],
            ["commission_case.consortium_id", "commission_case.id"],
            name=op.f("fk_commitment_consortium_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "meeting_id"],
            ["commission_meeting.consortium_id", "commission_meeting.id"],
            name=op.f("fk_commitment_consortium_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consortium_id", "point_id"],
            ["agenda_point.consortium_id", "agenda_point.id"],
            name=op.f("fk_commitment_consortium_id_point_id"),
        ),
        sa.PrimaryKeyConstraint("consortium_id", "id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("id", name=op.f("uq_commitment_id")),
    )
    op.create_index(
        op.f("ix_commitment_consortium_id_action_id"),
        "commitment",
        ["consortium_id", "action_id"],
        unique=True,
    )
    op.create_index(op.f("ix_commitment_consortium_id_case_id"), "commitment", ["consortium_id", "case_id"])
    op.create_index(
        op.f("ix_commitment_consortium_id_meeting_id"), "commitment", ["consortium_id", "meeting_id"]
    )

    with op.batch_alter_table("plan_action") as batch:
        batch.add_column(sa.Column("structure_id", sa.BigInteger(), nullable=True))
        batch.create_foreign_key(
            op.f(OWNER_KEY), "structure", ["consortium_id", "structure_id"], ["consortium_id", "id"]
        )
        batch.create_check_constraint(op.f(ONE_OWNER), "owner_id is null or structure_id is null")
    rewrite_alerts("commitment_overdue")
    build_wall(OWNED)
    grant(TABLES, "select, insert, update, delete")


def downgrade() -> None:
    rewrite_alerts()
    with op.batch_alter_table("plan_action") as batch:
        batch.drop_constraint(op.f(ONE_OWNER), type_="check")
        batch.drop_constraint(op.f(OWNER_KEY), type_="foreignkey")
        batch.drop_column("structure_id")
    for table in reversed(TABLES):
        op.drop_table(table)
