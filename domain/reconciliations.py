"""Rapprochements: two files that may be about the same person, for the coordination to decide."""

from dataclasses import dataclass, field
from datetime import date

from domain.labels import LabelledEnum

PAIRS_PER_PAGE = 10


class ReconciliationStatus(LabelledEnum):
    """What was decided on two files that look alike."""

    OPEN = "open", "À décider"
    LINKED = "linked", "Réunies en un seul dossier"
    APART = "apart", "Deux personnes différentes"


@dataclass(frozen=True)
class FileSide:
    """One of the two files; what depends on the follow-up is empty once the other one has replaced it."""

    beneficiary_id: int
    birth_name: str
    usual_name: str
    first_names: str
    birth_date: date | None
    phone: str
    commune: str
    structure: str
    referent: str
    entered_on: date | None
    exited_on: date | None
    identifiers: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)  # « étape » → how many

    @property
    def full_name(self) -> str:
        """First names, then the name she goes by."""
        return f"{self.first_names} {self.usual_name or self.birth_name}"


@dataclass(frozen=True)
class Pair:
    """Two files, why they look alike, what was decided; `kept_id` is the file that remained."""

    id: int
    version: int
    status: ReconciliationStatus
    reason: str
    found_on: date
    decided_on: date | None
    decided_by: str
    kept_id: int | None
    first: FileSide
    second: FileSide

    @property
    def fullest_id(self) -> int:
        """The file that is proposed to remain: the one with more in it, else the older."""
        return max(
            (self.first, self.second), key=lambda side: (sum(side.counts.values()), -side.beneficiary_id)
        ).beneficiary_id
