"""The 79 published territories, their départements, and the consortium that the viewer may open."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.consortia import Consortium
from db.models.reference import Departement, Region, Territory, TerritoryDepartement
from db.queries.scopes import visible_consortia
from domain.access import Viewer
from domain.territories import Place, TerritoryView


def list_territories(session: Session, viewer: Viewer) -> list[TerritoryView]:
    """Every territory, in the published order: public and few, so the page narrows the list itself."""
    places = _list_places(session)
    consortium = (
        visible_consortia(viewer).with_only_columns(Consortium.id, Consortium.territory_id).subquery()
    )
    lines = session.execute(
        select(Territory, consortium.c.id)
        .outerjoin(consortium, consortium.c.territory_id == Territory.id)
        .order_by(Territory.wave, Territory.rank)
    )
    return [
        TerritoryView(
            id=territory.id,
            wave=territory.wave,
            name=territory.official_name,
            published_name=territory.published_name,
            call_on=territory.call_on,
            selected_label=territory.selected_label,
            places=tuple(places[territory.id]),
            consortium_id=consortium_id,
            is_own=consortium_id == viewer.consortium_id,
        )
        for territory, consortium_id in lines
    ]


def _list_places(session: Session) -> dict[str, list[Place]]:
    lines = session.execute(
        select(TerritoryDepartement.territory_id, Departement.code, Departement.name, Region.name)
        .join(Departement, Departement.code == TerritoryDepartement.departement_code)
        .join(Region, Region.code == Departement.region_code)
        .order_by(TerritoryDepartement.territory_id, Departement.code)
    )
    places = defaultdict(list)
    for territory_id, code, name, region in lines:
        places[territory_id].append(Place(code, name, region))
    return places


def list_departements(session: Session) -> list[Place]:
    """The départements of the official code, overseas collectivities included, with their regions."""
    lines = session.execute(
        select(Departement.code, Departement.name, Region.name)
        .join(Region, Region.code == Departement.region_code)
        .order_by(Departement.code)
    )
    return [Place(code, name, region) for code, name, region in lines]
