"""The structures that carry the fictional offer: members of the consortium, and others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from db.actions.offer.rows import structure_columns
from db.demo.batch import Batch
from db.demo.coordinates import SOUTH_WEST, Places, fictional_phone, fictional_street
from db.demo.establishments import PYRENEES_ORIENTALES
from db.demo.network import Network
from db.models.offer import OfferStructure
from domain.names import normalise_name
from domain.offer.official import structure_record
from domain.offer.services import Place, StructureValues

SOURCE = "jalons-demonstration"
_HOURS = "Mo-Fr 09:00-12:00,14:00-17:00"


class Carrier(NamedTuple):
    """A structure that carries services; `member_id`: the member of the consortium that it is, if any."""

    id: int
    values: StructureValues
    member_id: int | None


@dataclass
class OfferDesk:
    """What the makers of the offer share; `gaps`: communes not reached, by category; `rank`: of a service."""

    batch: Batch
    rng: Random
    places: Places
    network: Network
    today: date
    points: Mapping[str, Sequence[float]]
    gaps: Mapping[str, Sequence[str]]
    rank: int = 0


def add_carriers(desk: OfferDesk, told: Mapping[str, Any]) -> dict[str, Carrier]:
    """Queue each of them; by its key in the file."""
    ids = {site.name: site.id for site in desk.network.sites}
    communes = {one.name: one.commune_code for one in PYRENEES_ORIENTALES}
    members = {
        key: _add_carrier(desk, name, communes[name], ids[name]) for key, name in told["members"].items()
    }
    outside = {
        key: _add_carrier(desk, one["name"], one["commune"], None) for key, one in told["outside"].items()
    }
    return members | outside


def _add_carrier(desk: OfferDesk, name: str, commune: str, member_id: int | None) -> Carrier:
    values = StructureValues(
        SOURCE, f"{SOURCE}--{slug(name)}", name, days_ago(desk, 5, 400), _place(desk, commune)
    )
    columns = structure_columns(values) | {"loaded": structure_record(values), "corrected": []}
    identifier = desk.batch.add(OfferStructure, desk.batch.opened_on, None, structure_id=member_id, **columns)
    return Carrier(identifier, values, member_id)


def _place(desk: OfferDesk, commune: str) -> Place:
    """Around the centre of the commune: an address that exists nowhere has no other point."""
    latitude, longitude = (degrees + desk.rng.randint(-6, 6) / 1000 for degrees in desk.points[commune])
    return Place(
        address=fictional_street(desk.rng),
        postal_code=desk.places.by_code[commune].postal_code,
        commune_code=commune,
        latitude=round(latitude, 3),
        longitude=round(longitude, 3),
        phone=fictional_phone(desk.rng, SOUTH_WEST),
        email=f"accueil{desk.rng.randint(1, 999)}@example.org",
        opening_hours=_HOURS,
    )


def days_ago(desk: OfferDesk, least: int, most: int) -> date:
    """A day between so many days ago."""
    return desk.today - timedelta(days=desk.rng.randint(least, most))


def slug(name: str) -> str:
    """The end of an identifier."""
    return normalise_name(name).replace(" ", "-")
