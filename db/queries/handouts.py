"""Services chosen for a person, in what she needs to know: no internal note, no local contact."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from db.models.offer import OfferStructure, Service
from db.models.reference import Commune
from db.queries.offer_scopes import visible_services
from domain.access import Viewer
from domain.names import normalise_name
from domain.offer.handouts import Handout
from domain.offer.words import MobilisationMode, MobilisedBy

_KEPT = (
    "id",
    "name",
    "description",
    "kind",
    "address",
    "address_more",
    "postal_code",
    "is_on_site",
    "is_remote",
    "opening_hours",
    "phone",
    "email",
    "next_session_on",
    "fee",
    "fee_details",
    "access_conditions",
    "mobilisation_details",
    "mobilisation_url",
)


def list_handouts(session: Session, viewer: Viewer, service_ids: Sequence[int]) -> list[Handout]:
    """The services of this selection that the viewer may read, by name; one statement."""
    rows = session.execute(
        visible_services(viewer)
        .where(Service.id.in_(service_ids))
        .join(
            OfferStructure,
            (OfferStructure.consortium_id == Service.consortium_id)
            & (OfferStructure.id == Service.offer_structure_id),
        )
        .outerjoin(Commune, Commune.code == Service.commune_code)
        .with_only_columns(Service, OfferStructure, Commune.name.label("commune"), maintain_column_froms=True)
    ).all()
    return sorted(map(_handout, rows), key=lambda one: normalise_name(one.name))


def _handout(row: Any) -> Handout:
    """What the service does not say of its place is said by its structure."""
    service, structure = row.Service, row.OfferStructure
    told = {name: getattr(service, name) for name in _KEPT}
    for name in ("phone", "email", "opening_hours"):
        told[name] = told[name] or getattr(structure, name)
    return Handout(
        **told,
        structure=structure.name,
        commune=row.commune or "",
        modes=tuple(MobilisationMode(mode) for mode in service.mobilisation_modes),
        may_ask_herself=not service.mobilised_by or MobilisedBy.PERSON in service.mobilised_by,
    )
