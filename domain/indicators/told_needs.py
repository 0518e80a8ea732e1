"""Needs, what was asked for them and what the offer holds, theme by theme, as they may be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.caseload import Area
from domain.indicators.answers import ToldMedians
from domain.indicators.model import Breakdown, Figure, total
from domain.indicators.told import Told
from domain.offer.supply import OfferSupply


@dataclass(frozen=True)
class ToldNeeds:
    """`unmet` and `refused`: by theme, broken down `by` area; `medians`: of each theme.

    `theme`: the one told area by area, in `around`; `place`: the area asked, if any.
    """

    any_unmet: Told
    unmet: Mapping[str, Told]
    refused: Mapping[str, Told]
    medians: ToldMedians
    around: ToldMedians
    supply: OfferSupply
    theme: str
    by: Breakdown
    place: Area | None = None

    @property
    def least(self) -> int:
        """0: everything is told, with its lists."""
        return self.any_unmet.least

    @property
    def referrals(self) -> Figure | None:
        """Of the 16 themes together; None as soon as one is hidden, which the others would give back."""
        told = [one.figure for one in self.refused.values()]
        shown = [figure for figure in told if figure is not None]
        return total(shown) if len(shown) == len(told) else None
