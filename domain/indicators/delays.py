"""Delays between two steps: figures in which those who still wait are counted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from domain.indicators.survival import Curve, waiting_curve
from domain.labels import LabelledEnum

_Key = TypeVar("_Key", bound=Hashable)


class Measure(LabelledEnum):
    """What is said of delays."""

    COMPLETED = "completed", "Étape venue"
    WAITING = "waiting", "En attente"
    MEDIAN = "median", "Délai médian, personnes en attente comprises"
    NINE_TENTHS = "nine_tenths", "9 sur 10 en N jours ou moins"
    MEAN = "mean_of_completed", "Moyenne des délais terminés"
    SHARE_WITHIN = "share_within", "Dans le délai visé"

    @property
    def definition(self) -> str:
        """One French sentence; the share within the target says what is asked of the observation."""
        return _DEFINITIONS[self]


_ESTIMATED = "estimée en comptant les personnes en attente aussi longtemps qu’elles ont attendu"
_DEFINITIONS = {
    Measure.COMPLETED: "Nombre de départs suivis de l’étape.",
    Measure.WAITING: "Nombre de départs que l’étape n’a pas encore suivis : la personne attend.",
    Measure.MEDIAN: (
        "Premier nombre de jours au bout duquel la part des départs suivis de l’étape, "
        f"{_ESTIMATED}, est ≥ 50 % ; « médiane non atteinte » quand elle n’y arrive pas."
    ),
    Measure.NINE_TENTHS: (
        "Premier nombre de jours au bout duquel la part des départs suivis de l’étape, "
        f"{_ESTIMATED}, est ≥ 90 % ; « non atteint » quand elle n’y arrive pas."
    ),
    Measure.MEAN: (
        "Moyenne simple des jours quand l’étape est venue. Les personnes en attente n’y sont pas : elle "
        "est donnée pour comparer avec les chiffres publiés, et paraît plus courte que l’attente réelle."
    ),
    Measure.SHARE_WITHIN: (
        f"Part des départs suivis de l’étape en N jours ou moins (délai ≤ cible), {_ESTIMATED} ; "
        "« non calculable » quand personne n’a encore été suivi aussi longtemps que la cible alors que "
        "des personnes attendent."
    ),
}


@dataclass(frozen=True)
class Bin:
    """A bar of the distribution: days from `first` to `last`, both included; no last day for the longest."""

    label: str
    first: int
    last: int | None


BINS = (
    Bin("même jour", 0, 0),
    Bin("1 à 7 jours", 1, 7),
    Bin("8 à 15 jours", 8, 15),
    Bin("16 à 30 jours", 16, 30),
    Bin("31 à 60 jours", 31, 60),
    Bin("61 à 90 jours", 61, 90),
    Bin("91 à 180 jours", 91, 180),
    Bin("181 à 365 jours", 181, 365),
    Bin("plus d’un an", 366, None),
)


@dataclass(frozen=True)
class BinCount:
    """How many arrived after so many days, and how many have waited so many days until now."""

    bin: Bin
    completed: int
    waiting: int


@dataclass(slots=True)  # not frozen, which makes each of twenty thousand three times as long to build
class DelayRow:
    """`count` delays alike; `month` is the first day of the month in which they start."""

    days: int
    is_reached: bool
    month: date
    structure_id: int | None
    count: int


@dataclass(frozen=True)
class Delays:
    """Delays of one pair, from rows that the database has grouped."""

    rows: Sequence[DelayRow]

    @property
    def completed(self) -> int:
        """Those for whom the end has come."""
        return self._completed.total()

    @property
    def waiting(self) -> int:
        """Those for whom it has not: never dropped."""
        return self._waiting.total()

    @property
    def median(self) -> int | None:
        """Days; None: « médiane non atteinte »."""
        return self._curve.first_day_at(0.5)

    @property
    def nine_tenths(self) -> int | None:
        """Days in which nine out of ten have arrived; None when that is not reached."""
        return self._curve.first_day_at(0.1)

    @property
    def mean_of_completed(self) -> float | None:
        """Plain mean, as in published figures; None when nobody has arrived."""
        days = sum(days * people for days, people in self._completed.items())
        return days / self.completed if self.completed else None

    def share_within(self, target_days: int) -> float | None:
        """Estimated share that arrives in so many days or fewer; None when nobody was observed that long."""
        left = self._curve.share_after(target_days)
        return None if left is None else 1 - left

    def distribution(self) -> list[BinCount]:
        """One count a bin, empty ones included: completed and waiting apart."""
        return [BinCount(one, _within(one, self._completed), _within(one, self._waiting)) for one in BINS]

    def by_month(self) -> dict[date, "Delays"]:
        """Month of the start → its delays, in order of time."""
        return dict(sorted(self._apart(lambda row: row.month).items()))

    def by_structure(self) -> dict[int | None, "Delays"]:
        """Structure → its delays; None: people of no structure."""
        return self._apart(lambda row: row.structure_id)

    def _apart(self, key_of: Callable[[DelayRow], _Key]) -> dict[_Key, "Delays"]:
        groups: defaultdict[_Key, list[DelayRow]] = defaultdict(list)
        for row in self.rows:
            groups[key_of(row)].append(row)
        return {key: Delays(rows) for key, rows in groups.items()}

    @cached_property
    def _by_days(self) -> tuple[Counter[int], Counter[int]]:
        """Days → how many arrived; how many wait."""
        completed: defaultdict[int, int] = defaultdict(int)
        waiting: defaultdict[int, int] = defaultdict(int)
        for row in self.rows:
            (completed if row.is_reached else waiting)[row.days] += row.count
        return Counter(completed), Counter(waiting)

    @property
    def _completed(self) -> Counter[int]:
        return self._by_days[0]

    @property
    def _waiting(self) -> Counter[int]:
        return self._by_days[1]

    @cached_property
    def _curve(self) -> Curve:
        return waiting_curve(*self._by_days)


def _within(one: Bin, people: Counter[int]) -> int:
    return sum(
        n for days, n in people.items() if one.first <= days and (one.last is None or days <= one.last)
    )
