"""A figure as it may be told to somebody: whole, or with what statistical secrecy hides."""

from dataclasses import dataclass, field
from typing import Any

from domain.indicators.model import Figure


@dataclass(frozen=True)
class Told:
    """A figure and its breakdown; None is hidden (« s »), for fewer than `least` people or to protect them.

    `least` 0: nothing is hidden from this viewer. `is_refused`: several filters at once would tell somebody
    by subtraction, so nothing is told of them.
    """

    figure: Figure | None
    by_group: dict[Any, Figure | None] = field(default_factory=dict)
    least: int = 0
    is_refused: bool = False

    @property
    def is_hidden(self) -> bool:
        """True when the figure itself may not be told."""
        return self.figure is None

    def of(self, key: Any) -> Figure | None:
        """What is told of this group: nobody is in one that is absent, which hides when all the others do."""
        if key in self.by_group:
            return self.by_group[key]
        tells_nothing = all(told is None for told in self.by_group.values())
        return None if tells_nothing and self.figure != Figure() else Figure()
