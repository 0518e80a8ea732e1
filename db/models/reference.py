"""Reference data shared by all consortia: official geography, territories, vocabulary."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, sorted_text


class Region(Base):
    """A region of the official geographic code (COG)."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))


class Departement(Base):
    """A département of the COG, with its place in the tile grid of France."""

    __tablename__ = "departement"

    code: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    region_code: Mapped[str] = mapped_column(String(3), ForeignKey("region.code"))
    zone: Mapped[str] = mapped_column(String(10))


class Epci(Base):
    """An inter-communal body (EPCI)."""

    __tablename__ = "epci"

    siren: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))


class Commune(Base):
    """A commune of the COG; `search_name` follows domain.names.normalise_name.

    `parent_code` is set for the districts of Paris, Lyon and Marseille: their commune already counts them.
    """

    __tablename__ = "commune"
    __table_args__ = (Index(None, "search_name"), Index(None, "departement_code"), Index(None, "epci_siren"))

    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    search_name: Mapped[str] = mapped_column(sorted_text(120))
    departement_code: Mapped[str | None] = mapped_column(String(3), ForeignKey("departement.code"))
    parent_code: Mapped[str | None] = mapped_column(String(5), ForeignKey("commune.code"))
    epci_siren: Mapped[str | None] = mapped_column(String(9), ForeignKey("epci.siren"))
    population: Mapped[int | None]


class CommunePostalCode(Base):
    """A postal code of a commune: several each way; always looked up by commune."""

    __tablename__ = "commune_postal_code"

    commune_code: Mapped[str] = mapped_column(String(5), ForeignKey("commune.code"), primary_key=True)
    postal_code: Mapped[str] = mapped_column(String(5), primary_key=True)


class Territory(Base):
    """One of the 79 published territories. The key is wave and rank (« 3-24 »), never the département."""

    __tablename__ = "territory"
    __table_args__ = (CheckConstraint("wave in (1, 2, 3)", name="wave"),)

    id: Mapped[str] = mapped_column(String(5), primary_key=True)
    wave: Mapped[int]
    rank: Mapped[int]
    published_name: Mapped[str] = mapped_column(String(250))
    official_name: Mapped[str] = mapped_column(String(250))
    kind: Mapped[str] = mapped_column(String(30))
    official_code: Mapped[str] = mapped_column(String(20), unique=True)
    call_on: Mapped[date | None]
    selected_label: Mapped[str] = mapped_column(String(40))
    remarks: Mapped[str | None] = mapped_column(String(500))


class TerritoryDepartement(Base):
    """The départements that a territory covers, wholly or in part."""

    __tablename__ = "territory_departement"

    territory_id: Mapped[str] = mapped_column(String(5), ForeignKey("territory.id"), primary_key=True)
    departement_code: Mapped[str] = mapped_column(String(3), ForeignKey("departement.code"), primary_key=True)


class VocabularyTerm(Base):
    """A code of a data·inclusion v1 list with its label."""

    __tablename__ = "vocabulary_term"

    vocabulary: Mapped[str] = mapped_column(String(60), primary_key=True)
    code: Mapped[str] = mapped_column(String(120), primary_key=True)
    label: Mapped[str] = mapped_column(String(250))
    description: Mapped[str | None] = mapped_column(String(1000))
