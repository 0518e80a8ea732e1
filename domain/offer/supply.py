"""What the offer holds for a theme and an area; no person in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.caseload import Area
from domain.offer.services import NATIONAL_ZONES


@dataclass(frozen=True)
class Pool:
    """Open services that address the same themes for people who live in the same places.

    `zones`: codes of communes, EPCI, départements or of the country; `is_anywhere`: at a distance. `places`:
    those left where they are known, in `told` services, of which `full` have none; `stale`: those to check.
    """

    categories: frozenset[str]
    zones: frozenset[str]
    is_anywhere: bool
    services: int
    told: int = 0
    places: int = 0
    stale: int = 0
    full: int = 0


@dataclass(frozen=True)
class Supply:
    """Services, places left (None: nobody told any), services to check, services without a place left."""

    services: int = 0
    places: int | None = None
    stale: int = 0
    full: int = 0


@dataclass(frozen=True)
class ReachingService:
    """An open service that reaches an area; `places` None when nobody told them."""

    id: int
    name: str
    structure: str
    commune: str | None
    is_remote: bool
    places: int | None
    checked_on: date | None


@dataclass(frozen=True)
class OfferSupply:
    """Every pool, and the codes of zones that reach each area: its own, and those around or inside it.

    `names`: areas by name; `territory`: the communes of the consortium.
    """

    pools: Sequence[Pool]
    reached_by: Mapping[Area, frozenset[str]]
    names: Mapping[Area, str] = field(default_factory=dict)
    territory: frozenset[str] = frozenset()

    def of(self, theme: str | None = None, area: Area | None = None) -> Supply:
        """What this theme (None: all of them) finds in this area; without one, anywhere in the territory."""
        codes = self.codes_around(area)
        return _together(
            pool
            for pool in self.pools
            if (theme is None or theme in pool.categories) and (pool.is_anywhere or pool.zones & codes)
        )

    def codes_around(self, area: Area | None) -> frozenset[str]:
        """The zones that reach this area, or anywhere in the territory."""
        if area is None:
            return NATIONAL_ZONES.union(*self.reached_by.values())
        return self.reached_by.get(area, NATIONAL_ZONES)


def _together(pools: Iterable[Pool]) -> Supply:
    services = told = places = stale = full = 0
    for pool in pools:
        services, told, full = services + pool.services, told + pool.told, full + pool.full
        places, stale = places + pool.places, stale + pool.stale
    return Supply(services, places if told else None, stale, full)
