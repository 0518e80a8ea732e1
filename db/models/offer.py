"""The offer of the territory: structures and services (data·inclusion v1), and what is known of them here."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Float, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import (
    Base,
    ConsortiumOwned,
    Versioned,
    belongs_to,
    belongs_to_consortium,
    enum_type,
    sorted_text,
)
from db.models.offer_base import Loaded, Located
from domain.identifiers import new_id
from domain.offer.words import Fee, ServiceKind, ServiceState


class OfferStructure(ConsortiumOwned, Versioned, Located, Loaded, Base):
    """A structure that carries services; `structure_id`: the member of the consortium that it is, if any."""

    __tablename__ = "offer_structure"
    __table_args__ = (
        belongs_to_consortium(),
        belongs_to("structure_id", "structure"),
        Index(None, "consortium_id", "external_id", unique=True),
        Index(None, "consortium_id", "structure_id"),
    )

    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    siret: Mapped[str | None] = mapped_column(String(14))
    website: Mapped[str] = mapped_column(String(500), default="")
    accessibility_url: Mapped[str] = mapped_column(String(500), default="")
    networks: Mapped[list[str]] = mapped_column(JSON, default=list)
    structure_id: Mapped[int | None]


class Service(ConsortiumOwned, Versioned, Located, Loaded, Base):
    """A service, as its producer tells it and as the consortium knows it.

    `search_text`: name, structure and description by domain.names.normalise_name. `places`: those left, told
    on `places_told_on`; unknown when empty. `completeness`: in %, by the data·inclusion package, freshness
    aside. Without a row in ServicePrescriber, everybody may refer people to it.
    """

    __tablename__ = "service"
    __table_args__ = (
        belongs_to("offer_structure_id", "offer_structure"),
        belongs_to("checked_by_id", "professional"),
        CheckConstraint("places >= 0", name="places"),
        CheckConstraint("completeness between 0 and 100", name="completeness"),
        CheckConstraint("(latitude is null) = (longitude is null)", name="point"),
        CheckConstraint("suspended_until_on is null or state = 'suspended'", name="suspended_pair"),
        Index(None, "consortium_id", "external_id", unique=True),
        Index(None, "consortium_id", "offer_structure_id"),
        Index(None, "consortium_id", "state", "checked_on"),
        # The catalogue and its map read this index alone: descriptions are long.
        Index(
            "ix_service_catalogue",
            "consortium_id",
            "state",
            "name",
            "id",
            "latitude",
            "longitude",
            "commune_code",
        ),
    )

    offer_structure_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    search_text: Mapped[str] = mapped_column(sorted_text(2000))
    kind: Mapped[ServiceKind | None] = mapped_column(enum_type(ServiceKind, "kind"))
    fee: Mapped[Fee | None] = mapped_column(enum_type(Fee, "fee"))
    fee_details: Mapped[str] = mapped_column(Text, default="")
    publics_details: Mapped[str] = mapped_column(Text, default="")
    access_conditions: Mapped[str] = mapped_column(Text, default="")
    welcome_modes: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_on_site: Mapped[bool] = mapped_column(default=False)
    is_remote: Mapped[bool] = mapped_column(default=False)
    mobilisation_modes: Mapped[list[str]] = mapped_column(JSON, default=list)
    mobilised_by: Mapped[list[str]] = mapped_column(JSON, default=list)
    mobilisation_details: Mapped[str] = mapped_column(Text, default="")
    mobilisation_url: Mapped[str] = mapped_column(String(500), default="")
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    weekly_hours: Mapped[float | None] = mapped_column(Float(53))
    weeks: Mapped[int | None]
    completeness: Mapped[int] = mapped_column(default=0)
    state: Mapped[ServiceState] = mapped_column(enum_type(ServiceState, "state"), default=ServiceState.OPEN)
    suspended_until_on: Mapped[date | None]
    places: Mapped[int | None]
    places_told_on: Mapped[date | None]
    next_session_on: Mapped[date | None]
    local_contact: Mapped[str] = mapped_column(String(300), default="")
    internal_note: Mapped[str] = mapped_column(Text, default="")
    checked_on: Mapped[date | None]
    checked_by_id: Mapped[int | None]


class ServiceTheme(Base):
    """A theme that a service addresses: its official code, and its category (a theme of the diagnostic)."""

    __tablename__ = "service_theme"
    __table_args__ = (
        belongs_to("service_id", "service"),
        Index(None, "consortium_id", "category", "service_id"),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    theme: Mapped[str] = mapped_column(String(120), primary_key=True)
    category: Mapped[str] = mapped_column(String(80))


class ServicePublic(Base):
    """A public of a service, by its official code."""

    __tablename__ = "service_public"
    __table_args__ = (
        belongs_to("service_id", "service"),
        Index(None, "consortium_id", "public", "service_id"),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public: Mapped[str] = mapped_column(String(80), primary_key=True)


class ServiceZone(Base):
    """Where people must live: code of a commune, EPCI, département or country, or « france »."""

    __tablename__ = "service_zone"
    __table_args__ = (
        belongs_to("service_id", "service"),
        Index(None, "consortium_id", "code", "service_id"),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(9), primary_key=True)


class ServicePrescriber(Base):
    """A structure whose professionals may refer people to this service, when not everybody may."""

    __tablename__ = "service_prescriber"
    __table_args__ = (
        belongs_to("service_id", "service"),
        belongs_to("structure_id", "structure"),
        Index(None, "consortium_id", "structure_id", "service_id"),
        {"sqlite_with_rowid": False},
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    structure_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ServiceChange(Base):
    """Old and new value, in words, of a field of a service that somebody corrected here."""

    __tablename__ = "service_change"
    __table_args__ = (
        belongs_to("service_id", "service"),
        belongs_to("professional_id", "professional"),
        Index(None, "consortium_id", "service_id", "changed_at"),
    )

    consortium_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=new_id)
    service_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(60))
    old_value: Mapped[str] = mapped_column(Text, default="")
    new_value: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime]
    professional_id: Mapped[int]
