"""Ten thousand services for the measures: those of the demonstration again and again, in other communes."""

from random import Random
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from db.engine import read_session, write_session
from db.models.offer import Service, ServicePrescriber, ServicePublic, ServiceTheme, ServiceZone
from db.models.reference import Commune
from db.queries.directory import departements_of
from db.queries.offer_scopes import visible_services
from domain.access import Viewer
from domain.identifiers import new_id
from domain.offer.words import ServiceState

_CHILDREN = (ServiceTheme, ServicePublic, ServiceZone, ServicePrescriber)
_PREFIX = "bench-"
_SPREAD = 0.15  # degrees around the service that is copied


def multiply_services(viewer: Viewer, wanted: int) -> None:
    """Bring the viewer's consortium to this number of services; nothing when it holds them already."""
    with read_session(viewer) as session:
        count = session.scalar(visible_services(viewer).with_only_columns(func.count())) or 0
    if count < wanted:
        with write_session(viewer) as session:
            _copy(session, viewer, wanted - count)


def list_open_to_all(viewer: Viewer) -> list[int]:
    """A hundred open services that anybody may refer people to."""
    restricted = select(ServicePrescriber.service_id).where(
        ServicePrescriber.consortium_id == viewer.consortium_id
    )
    wanted = (Service.state == ServiceState.OPEN, Service.id.not_in(restricted))
    statement = visible_services(viewer).where(*wanted).with_only_columns(Service.id)
    with read_session(viewer) as session:
        return list(session.scalars(statement.order_by(Service.id).limit(100)))


def _copy(session: Session, viewer: Viewer, missing: int) -> None:
    rng = Random(66)
    models = _rows(session, viewer, Service)
    communes = session.scalars(
        select(Commune.code)
        .where(Commune.departement_code.in_(departements_of(viewer)))
        .order_by(Commune.code)
    ).all()
    copies = [(models[turn % len(models)], new_id()) for turn in range(missing)]
    session.execute(insert(Service), [_service(one, id_, rng, communes) for one, id_ in copies])
    for model in _CHILDREN:
        rows = _rows(session, viewer, model)
        children = [
            child | {"service_id": id_}
            for one, id_ in copies
            for child in rows
            if child["service_id"] == one["id"]
        ]
        if children:
            session.execute(insert(model), children)


def _rows(session: Session, viewer: Viewer, model: Any) -> list[dict[str, Any]]:
    table = model.__table__
    rows = session.execute(select(table).where(table.c.consortium_id == viewer.consortium_id))
    return sorted((dict(row) for row in rows.mappings()), key=lambda row: str(row))


def _service(one: dict[str, Any], id_: int, rng: Random, communes: Any) -> dict[str, Any]:
    """The same service elsewhere; without a point when the one that is copied has none."""
    moved = {
        name: one[name] and one[name] + rng.uniform(-_SPREAD, _SPREAD) for name in ("latitude", "longitude")
    }
    about = {"id": id_, "external_id": f"{_PREFIX}{id_}", "commune_code": rng.choice(communes)}
    return one | moved | about
