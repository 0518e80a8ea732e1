"""How the catalogue is narrowed and ordered, in SQL."""

from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import GenericFunction

from db.models.offer import Service, ServicePublic, ServiceTheme
from db.models.reference import Commune
from db.queries.offer_scopes import visible_services
from domain.access import Viewer
from domain.names import normalise_name
from domain.offer.publics import EVERYBODY
from domain.offer.search import KM_PER_DEGREE, Box, CatalogueFilters, Circle, Reach, ServiceSort
from domain.offer.words import ServiceState, WelcomeMode

_MODES = {WelcomeMode.ON_SITE: Service.is_on_site, WelcomeMode.REMOTE: Service.is_remote}
_MOST_WORDS = 8


class Holds(GenericFunction[bool]):
    """True for a text that holds these letters, both already normalised: three times as fast as LIKE."""

    type = Boolean()
    inherit_cache = True


@compiles(Holds, "sqlite")
def _instr(element: Any, compiler: Any, **options: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **options)}) > 0)"


@compiles(Holds, "postgresql")
def _strpos(element: Any, compiler: Any, **options: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **options)}) > 0)"


def narrowed(viewer: Viewer, filters: CatalogueFilters) -> Select[Service]:
    """Visible services that answer to every filter."""
    return visible_services(viewer).where(*_conditions(viewer, filters), *_places(filters))


def order_of(filters: CatalogueFilters) -> tuple[Any, ...]:
    """Whose name holds the words comes first, whatever else is asked; the identifier settles ties."""
    last = (Service.name, Service.id)
    if filters.sort is ServiceSort.NEAREST and filters.circle:
        return (Service.latitude.is_(None), squared_km(filters.circle), *last)
    if filters.sort is ServiceSort.CHECKED:
        return (Service.checked_on.is_(None), Service.checked_on.desc(), *last)
    if filters.sort is ServiceSort.PLACES:
        return (Service.places.is_(None), Service.places.desc(), *last)
    words = words_of(filters.search)
    return (_words_out_of_name(words), *last) if words else last


def words_of(search: str) -> list[str]:
    """The words looked for, as search_text holds them."""
    return normalise_name(search).split()[:_MOST_WORDS]


def squared_km(circle: Circle) -> ColumnElement[float | None]:
    """Square of the kilometres, as on a plane: right within one part in a thousand at fifty kilometres."""
    north = (Service.latitude - circle.latitude) * KM_PER_DEGREE
    east = (Service.longitude - circle.longitude) * circle.km_per_longitude
    return north * north + east * east


def _conditions(viewer: Viewer, filters: CatalogueFilters) -> list[ColumnElement[bool]]:
    asked = {
        Service.kind: filters.kind,
        Service.fee: filters.fee,
        Service.offer_structure_id: filters.structure_id,
        Service.state: filters.state,
    }
    found = [column == value for column, value in asked.items() if value is not None]
    found += [Holds(Service.search_text, word) for word in words_of(filters.search)]
    if filters.mode:
        found.append(_MODES[filters.mode].is_(True))
    if filters.has_places:
        found += [Service.places > 0, Service.state == ServiceState.OPEN]
    if filters.checked_since:
        found.append(Service.checked_on >= filters.checked_since)
    if filters.category:
        found.append(_has(viewer, ServiceTheme, ServiceTheme.category == filters.category))
    if filters.public:
        found.append(_has(viewer, ServicePublic, ServicePublic.public.in_((filters.public, EVERYBODY))))
    return found


def _has(viewer: Viewer, model: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Services that have such a child row: from the child's own index."""
    here = model.consortium_id == viewer.consortium_id
    return Service.id.in_(select(model.service_id).where(here, condition))


def _places(filters: CatalogueFilters) -> list[ColumnElement[bool]]:
    found = [_inside(filters.box)] if filters.box else []
    if filters.circle:
        return [*found, _around(filters.circle)]
    if filters.commune_code:
        return [*found, _within(filters.commune_code, filters.reach)]
    return found


def _around(circle: Circle) -> ColumnElement[bool]:
    """Without a point, a service is where its commune is."""
    north, east = circle.km / KM_PER_DEGREE, circle.km / circle.km_per_longitude
    south, west = circle.latitude - north, circle.longitude - east
    near = _inside(Box(south, west, circle.latitude + north, circle.longitude + east))
    of_commune = and_(Service.latitude.is_(None), Service.commune_code.in_(sorted(circle.codes)))
    return or_(and_(near, squared_km(circle) <= circle.km**2), of_commune)


def _inside(box: Box) -> ColumnElement[bool]:
    return and_(Service.latitude.between(box.south, box.north), Service.longitude.between(box.west, box.east))


def _within(commune_code: str, reach: Reach) -> ColumnElement[bool]:
    if reach is Reach.COMMUNE:
        return Service.commune_code == commune_code
    there, other = aliased(Commune), aliased(Commune)
    column = {Reach.EPCI: "epci_siren", Reach.DEPARTEMENT: "departement_code"}[reach]
    same = (
        select(other.code)
        .join(there, getattr(there, column) == getattr(other, column))
        .where(there.code == commune_code)
    )
    return or_(Service.commune_code == commune_code, Service.commune_code.in_(same))


def _words_out_of_name(words: list[str]) -> ColumnElement[Any]:
    """How many of the words are not in the name, with which search_text begins."""
    name = func.substr(Service.search_text, 1, func.length(Service.name))
    missing = [case((Holds(name, word), 0), else_=1) for word in words]
    return reduce(add, missing)
