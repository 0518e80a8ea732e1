"""Where fictional people live and how they are reached: real communes, numbers that lead nowhere."""

from collections import Counter
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.reference import Commune, CommunePostalCode
from domain.errors import DomainError
from domain.names import normalise_name

# Numbers that the French regulator keeps for fiction (ARCEP, decision 2018-0881): they never ring anywhere.
MOBILE, SOUTH_WEST = "06 39 98", "05 36 49"
_STREETS = (
    "rue de l’Exemple",
    "avenue de l’Exemple",
    "impasse de l’Exemple",
    "place de l’Exemple",
    "chemin de l’Exemple",
    "résidence L’Exemple",
)


class Place(NamedTuple):
    """A commune; `area` is its inter-communal body."""

    code: str
    name: str
    postal_code: str | None
    area: str | None
    population: int


class Places:
    """The communes of a département, drawn by population."""

    def __init__(self, places: list[Place]) -> None:
        self._places = places
        self._cumulated = list(accumulate(place.population for place in places))

    @cached_property
    def by_code(self) -> dict[str, Place]:
        """Communes by official code."""
        return {place.code: place for place in self._places}

    @cached_property
    def population_of_area(self) -> Counter[str | None]:
        """Inhabitants of each inter-communal body."""
        inhabitants: Counter[str | None] = Counter()
        for place in self._places:
            inhabitants[place.area] += place.population
        return inhabitants

    def draw(self, rng: Random) -> Place:
        """A commune, the more likely the more people live there."""
        return rng.choices(self._places, cum_weights=self._cumulated)[0]


def read_places(session: Session, departement_code: str) -> Places:
    """The inhabited communes of a département; raise DomainError when the reference data is missing."""
    postal_code = (
        select(func.min(CommunePostalCode.postal_code))
        .where(CommunePostalCode.commune_code == Commune.code)
        .scalar_subquery()
    )
    communes = session.execute(
        select(Commune.code, Commune.name, postal_code, Commune.epci_siren, Commune.population)
        .where(Commune.departement_code == departement_code, Commune.population > 0)
        .order_by(Commune.code)
    )
    places = [Place(*commune) for commune in communes]
    if not places:
        raise DomainError("Les données de référence manquent : lancez d’abord « python -m db migrate ».")
    return Places(places)


def fictional_phone(rng: Random, prefix: str) -> str:
    """A number of the ranges kept for fiction."""
    return f"{prefix} {rng.randrange(100):02} {rng.randrange(100):02}"


def fictional_street(rng: Random) -> str:
    """A number and a street that exist nowhere."""
    return f"{rng.randint(1, 120)} {rng.choice(_STREETS)}"


def fictional_email(rng: Random, first_name: str, last_name: str) -> str:
    """An address that cannot be delivered: the ending is reserved."""
    parts = [normalise_name(part).replace(" ", "-") for part in (first_name, last_name)]
    ascii_parts = [part.encode("ascii", "ignore").decode() for part in parts]
    return f"{'.'.join(ascii_parts)}{rng.randint(1, 99)}@example.invalid"
