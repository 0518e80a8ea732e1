"""The caseload of somebody who leaves, as whoever hands it over sees it: counts, never names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseloadHolder:
    """A référent, still there or not, and how many people she follows."""

    professional_id: int
    name: str
    structure_id: int | None
    structure_name: str
    is_active: bool
    people: int


@dataclass(frozen=True)
class TransferCounts:
    """What a transfer would move, and the people who would stay because they refuse this share."""

    people: int
    appointments: int
    kept: int
