"""A service typed here: by whom it is carried, what its form chooses from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.dates import problems_of
from domain.offer.sheets import SHORTEST_NAME, ServiceDraft


@dataclass(frozen=True)
class Carrier:
    """Who carries a new service: a structure of the offer, or a member that is not in the offer yet."""

    offer_structure_id: int | None
    structure_id: int | None


@dataclass(frozen=True)
class NewService:
    """A service typed here; carried by one of ours, or by a structure named for the first time."""

    service: ServiceDraft
    carrier: Carrier | None = None
    structure_name: str = ""

    def problems(self, today: date) -> dict[str, str]:
        """A service is carried by exactly one structure."""
        has_name = len(self.structure_name) >= SHORTEST_NAME
        words = "Choisissez la structure, ou écrivez le nom d’une nouvelle structure."
        if has_name and self.carrier:
            words = "Choisissez une structure ou écrivez un nom, pas les deux."
        is_right = has_name != (self.carrier is not None)
        return problems_of(carrier=None if is_right else words) | self.service.problems(today)


@dataclass(frozen=True)
class ServiceChoices:
    """What the forms of a service choose from: code → label."""

    themes: Mapping[str, str]
    publics: Mapping[str, str]
    zones: Mapping[str, str]
    communes: Mapping[str, str]
    structures: Mapping[int, str]
