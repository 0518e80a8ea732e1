"""Rows of a structure and of a service: from what a producer tells to columns, and back."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.models.offer import OfferStructure, Service, ServicePublic, ServiceTheme, ServiceZone
from domain.access import Viewer
from domain.names import normalise_name
from domain.offer.official import changed_fields, service_record, structure_record
from domain.offer.services import Place, ServiceValues, StructureValues, category_of
from domain.offer.validation import completeness
from domain.offer.words import MobilisationMode, MobilisedBy, WelcomeMode

CHILDREN = (ServiceTheme, ServicePublic, ServiceZone)
_PLACE = tuple(Place.__dataclass_fields__)
_SAME_IN_BOTH = ("source", "external_id", "name", "description", "source_url", "updated_on")
_OF_STRUCTURE = (*_SAME_IN_BOTH, "siret", "website", "accessibility_url")
_OF_SERVICE = (
    *_SAME_IN_BOTH,
    "kind",
    "fee",
    "fee_details",
    "publics_details",
    "access_conditions",
    "mobilisation_details",
    "mobilisation_url",
    "contact_name",
    "weekly_hours",
    "weeks",
)
_SEARCHED = 2_000  # letters of service.search_text


def service_values(
    service: Service,
    structure: OfferStructure,
    *,
    themes: Iterable[str],
    publics: Iterable[str],
    zones: Iterable[str],
) -> ServiceValues:
    """What a stored service tells, corrections included; `structure`: the one that carries it."""
    return ServiceValues(
        structure_external_id=structure.external_id,
        place=_place_of(service),
        themes=frozenset(themes),
        publics=frozenset(publics),
        zones=frozenset(zones),
        welcome_modes=frozenset(WelcomeMode(mode) for mode in service.welcome_modes),
        mobilisation_modes=frozenset(MobilisationMode(mode) for mode in service.mobilisation_modes),
        mobilised_by=frozenset(MobilisedBy(who) for who in service.mobilised_by),
        **{name: getattr(service, name) for name in _OF_SERVICE},
    )


def structure_values(structure: OfferStructure) -> StructureValues:
    """What a stored structure tells, corrections included."""
    told = {name: getattr(structure, name) for name in _OF_STRUCTURE}
    return StructureValues(place=_place_of(structure), networks=frozenset(structure.networks), **told)


def set_service_values(session: Session, viewer: Viewer, service: Service, values: ServiceValues) -> None:
    """Write the columns and the child rows of a service already in the session, whose structure is set."""
    structure = session.get_one(OfferStructure, (viewer.consortium_id, service.offer_structure_id))
    for column, value in service_columns(values, structure.name).items():
        setattr(service, column, value)
    session.flush()
    for model in CHILDREN:
        of_service = (model.consortium_id == viewer.consortium_id, model.service_id == service.id)
        session.execute(delete(model).where(*of_service))
        if rows := child_rows(model, viewer.consortium_id, service.id, values):
            session.execute(insert(model), rows)


def set_structure_values(
    session: Session, viewer: Viewer, structure: OfferStructure, values: StructureValues
) -> None:
    """Write the columns of a structure already in the session; a new name is searched in its services."""
    is_renamed = structure.name != values.name
    for column, value in structure_columns(values).items():
        setattr(structure, column, value)
    session.flush()
    if is_renamed:
        of_structure = (
            Service.consortium_id == viewer.consortium_id,
            Service.offer_structure_id == structure.id,
        )
        for service in session.scalars(select(Service).where(*of_structure)):
            service.search_text = search_text(service.name, structure.name, service.description)
        session.flush()


def note_service_corrections(service: Service, before: ServiceValues, after: ServiceValues) -> None:
    """Remember the fields changed by hand, by their official names: the next loads keep them."""
    changed = changed_fields(service_record(before), service_record(after))
    service.corrected = sorted({*service.corrected, *changed})


def note_structure_corrections(
    structure: OfferStructure, before: StructureValues, after: StructureValues
) -> None:
    """The same for a structure."""
    changed = changed_fields(structure_record(before), structure_record(after))
    structure.corrected = sorted({*structure.corrected, *changed})


def service_columns(values: ServiceValues, structure_name: str) -> dict[str, Any]:
    """Columns of a service, its structure and its child rows aside."""
    return {
        **{name: getattr(values, name) for name in _OF_SERVICE},
        **_place_columns(values.place),
        "search_text": search_text(values.name, structure_name, values.description),
        "welcome_modes": _sorted(values.welcome_modes),
        "is_on_site": WelcomeMode.ON_SITE in values.welcome_modes,
        "is_remote": WelcomeMode.REMOTE in values.welcome_modes,
        "mobilisation_modes": _sorted(values.mobilisation_modes),
        "mobilised_by": _sorted(values.mobilised_by),
        "completeness": completeness(values),
    }


def structure_columns(values: StructureValues) -> dict[str, Any]:
    """Columns of a structure."""
    told = {name: getattr(values, name) for name in _OF_STRUCTURE}
    return {**told, **_place_columns(values.place), "networks": sorted(values.networks)}


def child_rows(
    model: type[ServiceTheme | ServicePublic | ServiceZone],
    consortium_id: int,
    service_id: int,
    values: ServiceValues,
) -> list[dict[str, Any]]:
    """Rows of a service in one of the tables of `CHILDREN`."""
    key = {"consortium_id": consortium_id, "service_id": service_id}
    if model is ServiceTheme:
        return [{**key, "theme": one, "category": category_of(one)} for one in sorted(values.themes)]
    if model is ServicePublic:
        return [{**key, "public": one} for one in sorted(values.publics)]
    return [{**key, "code": one} for one in sorted(values.zones)]


def search_text(name: str, structure_name: str, description: str) -> str:
    """What the catalogue searches in."""
    return normalise_name(f"{name} {structure_name} {description}")[:_SEARCHED]


def _place_of(row: Service | OfferStructure) -> Place:
    return Place(**{name: getattr(row, name) for name in _PLACE})


def _place_columns(place: Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in _PLACE}


def _sorted(words: Collection[str]) -> list[str]:
    return sorted(str(word) for word in words)
