"""How many still wait after n days, estimated with those who were not seen to the end."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import CensoredData, ecdf

_TOLERANCE = 1e-9  # a product of fractions that is one half may be written 0.5000000000000001


@dataclass(frozen=True)
class Curve:
    """Share of people still waiting after each day when somebody arrived, or was last seen waiting."""

    days: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()

    def first_day_at(self, share: float) -> int | None:
        """The first day after which this share still waits, or less; None when it never comes to that."""
        steps = zip(self.days, self.shares, strict=True)
        return next((day for day, left in steps if left <= share + _TOLERANCE), None)

    def share_after(self, day: int) -> float | None:
        """The share that still waits after this day; None when nobody was observed that long.

        Once nobody waits any more the curve stays at 0, however far.
        """
        if not self.days or (self.days[-1] < day and self.shares[-1] > _TOLERANCE):
            return None
        steps = bisect_right(self.days, day)
        return self.shares[steps - 1] if steps else 1.0


def waiting_curve(completed: Mapping[int, int], waiting: Mapping[int, int]) -> Curve:
    """The Kaplan–Meier estimate from days → number of people who arrived, or were last seen waiting.

    Who was last seen waiting on a day when others arrived was still there to be counted on that day.
    """
    if not completed and not waiting:
        return Curve()
    curve = ecdf(CensoredData(uncensored=_one_each(completed), right=_one_each(waiting))).sf
    return Curve(tuple(curve.quantiles.astype(int).tolist()), tuple(curve.probabilities.tolist()))


def _one_each(people: Mapping[int, int]) -> np.ndarray:
    return np.repeat(np.array(list(people), dtype=int), list(people.values()))
