"""The whole offer as official records: what files are compared with, what is exported."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.offer.rows import service_values, structure_values
from db.models.offer import OfferStructure, Service, ServicePublic, ServiceTheme, ServiceZone
from db.queries.offer_scopes import visible_offer_structures, visible_services
from domain.access import Viewer
from domain.offer.comparing import Catalogue, Stored
from domain.offer.official import service_record, structure_record
from domain.offer.words import ServiceState

_CHILDREN: tuple[tuple[str, Any], ...] = (
    ("themes", ServiceTheme.theme),
    ("publics", ServicePublic.public),
    ("zones", ServiceZone.code),
)


def read_catalogue(session: Session, viewer: Viewer) -> Catalogue:
    """Structures and services of the consortium, in five statements."""
    structures = {row.id: row for row in session.scalars(visible_offer_structures(viewer))}
    services = session.scalars(visible_services(viewer)).all()
    children = {name: _by_service(session, viewer, column) for name, column in _CHILDREN}
    return Catalogue(
        {
            row.external_id: _stored(row, structure_record(structure_values(row)))
            for row in structures.values()
        },
        {
            row.external_id: _stored(
                row,
                service_record(
                    service_values(
                        row,
                        structures[row.offer_structure_id],
                        themes=children["themes"][row.id],
                        publics=children["publics"][row.id],
                        zones=children["zones"][row.id],
                    )
                ),
            )
            for row in services
        },
    )


def _stored(row: OfferStructure | Service, record: dict[str, Any]) -> Stored:
    is_closed = isinstance(row, Service) and row.state == ServiceState.CLOSED
    is_missing = row.missing_since_on is not None
    return Stored(row.id, record, row.loaded, frozenset(row.corrected), is_missing, is_closed)


def _by_service(session: Session, viewer: Viewer, column: Any) -> dict[int, list[str]]:
    owner = column.class_
    mine = visible_services(viewer).with_only_columns(Service.id)
    statement = select(owner.service_id, column).where(
        owner.consortium_id == viewer.consortium_id, owner.service_id.in_(mine)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for service_id, code in session.execute(statement):
        found[service_id].append(code)
    return found
