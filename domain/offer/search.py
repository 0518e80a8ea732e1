"""What is asked of the catalogue, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import cos, hypot, radians

from domain.dates import months_before
from domain.labels import LabelledEnum
from domain.offer.words import Fee, ServiceKind, ServiceState, WelcomeMode

PAGE_SIZE = 20  # result cards
KM_PER_DEGREE = 111.195
RADII = (5, 10, 20, 30, 50)  # kilometres offered


class ServiceSort(LabelledEnum):
    """Orders of the catalogue."""

    USUAL = "usual", "Nom"  # with words: those whose name holds them first
    NEAREST = "nearest", "Distance"
    CHECKED = "checked", "Vérifié récemment"
    PLACES = "places", "Places restantes"


class Reach(LabelledEnum):
    """What « around » means when nobody gave the contours of communes, hence no centre to measure from."""

    COMMUNE = "commune", "Même commune"
    EPCI = "epci", "Même intercommunalité"
    DEPARTEMENT = "departement", "Même département"


@dataclass(frozen=True)
class Circle:
    """A disc around a point, in degrees and kilometres; `codes`: communes whose centre is inside."""

    latitude: float
    longitude: float
    km: float
    codes: frozenset[str] = frozenset()

    @property
    def km_per_longitude(self) -> float:
        """Kilometres in a degree of longitude there."""
        return KM_PER_DEGREE * cos(radians(self.latitude))


@dataclass(frozen=True)
class Box:
    """A part of the map, in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class CatalogueFilters:
    """An empty value asks for nothing; `checked_since`: the oldest check that is recent enough.

    Around a commune: `circle` when its centre is known, else `reach`; `box` is what was opened on the map.
    """

    search: str = ""
    category: str | None = None
    kind: ServiceKind | None = None
    public: str | None = None
    commune_code: str | None = None
    reach: Reach = Reach.COMMUNE
    circle: Circle | None = None
    fee: Fee | None = None
    mode: WelcomeMode | None = None
    has_places: bool = False
    checked_since: date | None = None
    structure_id: int | None = None
    state: ServiceState | None = ServiceState.OPEN
    box: Box | None = None
    sort: ServiceSort = ServiceSort.USUAL


@dataclass(frozen=True)
class CatalogueOptions:
    """What the catalogue can be filtered by: code → label; `structures`: those of the offer."""

    categories: Mapping[str, str] = field(default_factory=dict)
    publics: Mapping[str, str] = field(default_factory=dict)
    structures: Mapping[int, str] = field(default_factory=dict)
    communes: Mapping[str, str] = field(default_factory=dict)
    check_months: int = 6


@dataclass(frozen=True)
class ServiceCard:
    """A service of the list. `km` when a centre is known; `places` None when nobody told them."""

    id: int
    name: str
    structure: str
    commune: str
    km: float | None
    categories: tuple[str, ...]
    publics: tuple[str, ...]
    kind: ServiceKind | None
    fee: Fee | None
    is_remote: bool
    places: int | None
    next_session_on: date | None
    state: ServiceState
    suspended_until_on: date | None
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True)
class MapPoint:
    """A service, or several close to one another; degrees. `box` is what they cover."""

    count: int
    service_id: int
    name: str
    latitude: float
    longitude: float
    box: Box


def is_to_check(checked_on: date | None, today: date, months: int) -> bool:
    """True when nobody said, in so many months, that it is still right."""
    return checked_on is None or checked_on < months_before(today, months)


def circle_around(code: str, km: float, centres: Mapping[str, tuple[float, float]]) -> Circle | None:
    """The disc around the centre of this commune; None when nobody gave its contours."""
    if code not in centres:
        return None
    latitude, longitude = centres[code]
    circle = Circle(latitude, longitude, km)
    inside = {
        one
        for one, (north, east) in centres.items()
        if hypot((north - latitude) * KM_PER_DEGREE, (east - longitude) * circle.km_per_longitude) <= km
    }
    return replace(circle, codes=frozenset(inside))
