"""People by intercommunalité then by commune, as they may be told to somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.caseload import Area

Counts = Mapping[str | None, int | None]  # code (None: no commune known) → people; None is hidden


@dataclass(frozen=True)
class ToldAreas:
    """Every commune of the territory, those of nobody too, and the others where people live.

    `least` 0: nothing is hidden from this viewer. `is_refused`: not told over these people (filters, circle).
    `territory`: communes inside it, the only ones that are drawn.
    """

    total: int | None = None
    epcis: Counts = field(default_factory=dict)
    communes: Counts = field(default_factory=dict)
    names: Mapping[Area, str] = field(default_factory=dict)
    territory: frozenset[str] = frozenset()
    least: int = 0
    is_refused: bool = False
