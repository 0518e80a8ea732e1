"""What one who knows all that is told may deduce: the range of each hidden number, by linear programs.

Written without a look at the rule: a table is unknown numbers, what is told of them is equations.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from scipy.optimize import linprog

Name = Hashable


@dataclass
class Attack:
    """Unknown numbers of 0 or more, sums of them that are known, and numbers that are under others."""

    names: Sequence[Name]
    sums: list[tuple[Mapping[Name, int], float]] = field(default_factory=list)
    under: list[tuple[Name, Name]] = field(default_factory=list)

    def knows(self, value: float | None, *names: Name) -> None:
        """What these numbers make together; None: not told."""
        if value is not None:
            self.sums.append((dict.fromkeys(names, 1), value))

    def _row(self, weights: Mapping[Name, int]) -> list[int]:
        return [weights.get(name, 0) for name in self.names]

    def range_of(self, name: Name) -> tuple[float, float]:
        """The lowest and the highest value that agree with all that is known."""
        lowest, highest = (sign * self._least({name: sign}) for sign in (1, -1))
        return lowest, highest

    def _least(self, aim: Mapping[Name, int]) -> float:
        found = linprog(
            self._row(aim),
            A_ub=[self._row({low: 1, high: -1}) for low, high in self.under] or None,
            b_ub=[0] * len(self.under) or None,
            A_eq=[self._row(weights) for weights, _ in self.sums] or None,
            b_eq=[value for _, value in self.sums] or None,
        )
        if found.status == 3:
            return float("-inf")
        assert found.status == 0, found.message
        return round(found.fun, 6)
