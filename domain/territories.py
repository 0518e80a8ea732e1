"""The published territories: their words, and which of them pass a filter."""

from dataclasses import dataclass
from datetime import date

from domain.names import normalise_name

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def selection_label(month: str, *, is_from_press: bool) -> str:
    """« 2021-04 » becomes « avril 2021 »; a date known from the press only is not told to the month."""
    year, number = month.split("-")
    if is_from_press:
        return f"début {year}"
    return f"{_MONTHS[int(number) - 1]} {year}"


@dataclass(frozen=True)
class TerritoryFilters:
    """What narrows the list of territories; an empty value narrows nothing."""

    search: str = ""
    waves: frozenset[int] = frozenset()
    region: str | None = None
    departement_code: str | None = None


@dataclass(frozen=True)
class Place:
    """A département of a territory, with its region."""

    code: str
    name: str
    region: str


@dataclass(frozen=True)
class TerritoryView:
    """A published territory as its list shows it; its consortium only when the viewer may open its sheet."""

    id: str
    wave: int
    name: str
    published_name: str
    call_on: date | None
    selected_label: str
    places: tuple[Place, ...]
    consortium_id: int | None
    is_own: bool

    @property
    def regions(self) -> list[str]:
        """Regions of its départements, once each."""
        return sorted({place.region for place in self.places})

    def matches(self, filters: TerritoryFilters) -> bool:
        """True when the territory passes every filter; the search ignores accents, case and hyphens."""
        return (
            normalise_name(filters.search) in self._searched_text()
            and (not filters.waves or self.wave in filters.waves)
            and filters.region in (None, *self.regions)
            and filters.departement_code in (None, *(place.code for place in self.places))
        )

    def _searched_text(self) -> str:
        places = " ".join(f"{place.code} {place.name} {place.region}" for place in self.places)
        return normalise_name(f"{self.name} {self.published_name} {places}")
