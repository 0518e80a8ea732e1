"""Needs, what was asked for them and what the offer holds, theme by theme, as they may be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.caseload import Area
from domain.indicators.answers import ToldMedians
from domain.indicators.model import Breakdown, Figure
from domain.indicators.told import Told
from domain.offer.supply import OfferSupply


@dataclass(frozen=True)
class ToldNeeds:
    """`every_referral`: of all themes; `unmet` and `refused`: by theme, broken down `by` area.

    `medians`: of each theme; `theme`: told area by area, in `around` too; `place`: the area asked, if any.
    """

    any_unmet: Told
    every_referral: Told
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
        """Of the 16 themes together; None when it is hidden."""
        return self.every_referral.figure
