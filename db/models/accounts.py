"""Professionals with their roles, and what signs them in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, ConsortiumOwned, Versioned, belongs_to, belongs_to_consortium, enum_type
from db.sealing import Sealed
from domain.access import Field, Role
from domain.identifiers import new_id


class Professional(ConsortiumOwned, Versioned, Base):
    """A professional of a structure, with or without an account."""

    __tablename__ = "professional"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("structure_id", "structure"),
        Index(None, "consortium_id", "structure_id"),
    )

    structure_id: Mapped[int | None]
    first_name: Mapped[str] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    function: Mapped[str] = mapped_column(String(150), default="")
    field: Mapped[Field | None] = mapped_column(enum_type(Field, "field"))
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def display_name(self) -> str:
        """First name then last name."""
        return f"{self.first_name} {self.last_name}"


class ProfessionalRole(ConsortiumOwned, Base):
    """A role of an account; an account may hold several."""

    __tablename__ = "professional_role"
    __table_args__ = (
        belongs_to("professional_id", "professional"),
        Index(None, "consortium_id", "professional_id", "role", unique=True),
    )

    professional_id: Mapped[int]
    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))


class Credential(Base):
    """What opens an account: read before the consortium is known, so it stands outside the tenant wall."""

    __tablename__ = "credential"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consortium_id", "professional_id"], ["professional.consortium_id", "professional.id"]
        ),
        CheckConstraint("login = lower(login)", name="login_lower"),
    )

    login: Mapped[str] = mapped_column(String(200), primary_key=True)
    consortium_id: Mapped[int]
    professional_id: Mapped[int] = mapped_column(unique=True)
    password_hash: Mapped[str] = mapped_column(String(100))
    must_change_password: Mapped[bool] = mapped_column(default=True)
    password_changed_at: Mapped[datetime]
    is_disabled: Mapped[bool] = mapped_column(default=False)
    password_expires_at: Mapped[datetime | None]  # of a password made by somebody else: it serves once
    last_sign_in_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")  # since then
    totp_secret: Mapped[str | None] = mapped_column(Sealed())
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int] = mapped_column(default=0, server_default="0")  # a code serves once
    recovery_digests: Mapped[str] = mapped_column(Text, default="", server_default="")


class SignInSession(Base):
    """A signed-in browser; only the hash of its token is stored. Outside the tenant wall, like Credential."""

    __tablename__ = "sign_in_session"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consortium_id", "professional_id"], ["professional.consortium_id", "professional.id"]
        ),
        Index(None, "professional_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    consortium_id: Mapped[int]
    professional_id: Mapped[int]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    kept_until: Mapped[datetime | None]  # a long interview: idle later than elsewhere
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    previous_sign_in_at: Mapped[datetime | None]
    failures_before: Mapped[int] = mapped_column(default=0, server_default="0")


class SignInThrottle(Base):
    """Recent failures of an account or of an address: `subject` is a keyed hash, never the login itself."""

    __tablename__ = "sign_in_throttle"

    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    window_started_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]
