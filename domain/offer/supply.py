"""What the offer holds for a theme and an area; no person in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.caseload import Area
from domain.offer.services import NATIONAL_ZONES


@dataclass(frozen=True)
class Pool:
    """Open services that address the same themes for people who live in the same places.

    `zones`: codes of communes, EPCI, départements or of the country; `is_anywhere`: at a distance. `places`:
    those left where they are known, in `told` services; `stale`: services to check.
    """

    categories: frozenset[str]
    zones: frozenset[str]
    is_anywhere: bool
    services: int
    told: int = 0
    places: int = 0
    stale: int = 0


@dataclass(frozen=True)
class Supply:
    """Services, places left (None: nobody told any), services to check."""

    services: int = 0
    places: int | None = None
    stale: int = 0


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
        codes = self._everywhere() if area is None else self.reached_by.get(area, NATIONAL_ZONES)
        return _together(
            pool
            for pool in self.pools
            if (theme is None or theme in pool.categories) and (pool.is_anywhere or pool.zones & codes)
        )

    def _everywhere(self) -> frozenset[str]:
        return NATIONAL_ZONES.union(*self.reached_by.values())


def _together(pools: Iterable[Pool]) -> Supply:
    services = told = places = stale = 0
    for pool in pools:
        services, told = services + pool.services, told + pool.told
        places, stale = places + pool.places, stale + pool.stale
    return Supply(services, places if told else None, stale)
