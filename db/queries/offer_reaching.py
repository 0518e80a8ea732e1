"""The services behind a figure of needs beside the offer: open, of this theme, reached from this area."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from db.models.offer import OfferStructure, Service, ServiceTheme, ServiceZone
from db.models.reference import Commune
from db.queries.offer_scopes import visible_services
from db.queries.offer_supply import get_supply
from domain.access import Viewer
from domain.caseload import Area
from domain.offer.supply import ReachingService
from domain.offer.words import ServiceState

MOST = 8  # all of them are in the catalogue
_TOLD = (
    Service.id,
    Service.name,
    OfferStructure.name,
    Commune.name,
    Service.is_remote,
    Service.places,
    Service.checked_on,
)


def list_reaching_services(
    session: Session, viewer: Viewer, theme: str, area: Area | None = None
) -> Sequence[ReachingService]:
    """The first ones, full ones last; without an area, from anywhere in the territory. One statement more."""
    codes = get_supply(session, viewer).codes_around(area)
    found = (
        visible_services(viewer)
        .join(OfferStructure, and_(_here(OfferStructure), OfferStructure.id == Service.offer_structure_id))
        .outerjoin(Commune, Commune.code == Service.commune_code)
        .where(Service.state == ServiceState.OPEN, _addresses(theme), _reaches(codes))
        .with_only_columns(*_TOLD, maintain_column_froms=True)
        .order_by(Service.places.is_not_distinct_from(0), Service.name, Service.id)
        .limit(MOST)
    )
    return [ReachingService(*row) for row in session.execute(found)]


def _here(table: Any) -> ColumnElement[bool]:
    same: ColumnElement[bool] = table.consortium_id == Service.consortium_id
    return same


def _addresses(theme: str) -> ColumnElement[bool]:
    of_service = (_here(ServiceTheme), ServiceTheme.service_id == Service.id)
    return select(ServiceTheme.service_id).where(*of_service, ServiceTheme.category == theme).exists()


def _reaches(codes: Collection[str]) -> ColumnElement[bool]:
    """As pools are counted: at a distance, by a zone, or by its département when it has none."""
    zones = select(ServiceZone.service_id).where(_here(ServiceZone), ServiceZone.service_id == Service.id)
    is_near = and_(~zones.exists(), Commune.departement_code.in_(codes))
    return or_(Service.is_remote, zones.where(ServiceZone.code.in_(codes)).exists(), is_near)
