"""What a producer tells of a structure and of a service; its border is domain/offer/official.py."""

from dataclasses import dataclass
from datetime import date

from domain.offer.words import Fee, MobilisationMode, MobilisedBy, ServiceKind, WelcomeMode

NATIONAL_ZONES = frozenset({"france", "99100"})  # codes of a zone that covers the whole country


@dataclass(frozen=True)
class Place:
    """Where it is; latitude and longitude in degrees, both or none; commune by its INSEE code."""

    address: str = ""
    address_more: str = ""
    postal_code: str | None = None
    commune_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    email: str = ""
    opening_hours: str = ""


@dataclass(frozen=True)
class StructureValues:
    """A structure as its producer tells it; `networks`: official codes."""

    source: str
    external_id: str
    name: str
    updated_on: date
    place: Place = Place()
    description: str = ""
    siret: str | None = None
    website: str = ""
    accessibility_url: str = ""
    source_url: str = ""
    networks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ServiceValues:
    """A service as its producer tells it.

    `structure_external_id`: of the structure that carries it. `themes`, `publics`, `zones`: official codes,
    a theme being « category--theme »; `weekly_hours` in hours; `weeks` in weeks.
    """

    source: str
    external_id: str
    structure_external_id: str
    name: str
    description: str
    updated_on: date
    place: Place = Place()
    kind: ServiceKind | None = None
    themes: frozenset[str] = frozenset()
    publics: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    fee: Fee | None = None
    fee_details: str = ""
    publics_details: str = ""
    access_conditions: str = ""
    welcome_modes: frozenset[WelcomeMode] = frozenset()
    mobilisation_modes: frozenset[MobilisationMode] = frozenset()
    mobilised_by: frozenset[MobilisedBy] = frozenset()
    mobilisation_details: str = ""
    mobilisation_url: str = ""
    contact_name: str = ""
    weekly_hours: float | None = None
    weeks: int | None = None
    source_url: str = ""


def category_of(theme: str) -> str:
    """The category of an official theme: what stands before « -- »."""
    return theme.partition("--")[0]
