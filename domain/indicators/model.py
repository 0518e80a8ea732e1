"""What an indicator is: its definition in words, its figure, over whom and when it is counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from domain.caseload import CaseloadFilters
from domain.labels import LabelledEnum

Words = tuple[str, str]  # singular, plural


class Unit(LabelledEnum):
    """How a figure is read."""

    SHARE = "share", "Part"
    MEAN = "mean", "Moyenne"
    COUNT = "count", "Nombre"
    RATIO = "ratio", "Part de ce qui est compté de chacun"


class Scope(LabelledEnum):
    """Over whom figures are: people whom the viewer may list, or figures only of a wider circle."""

    LISTED = "listed", "Les personnes de ma liste"
    STRUCTURE = "structure", "Ma structure (chiffres seulement)"
    CONSORTIUM = "consortium", "Le consortium (chiffres seulement)"


class Breakdown(LabelledEnum):
    """What a figure is told by."""

    STRUCTURE = "structure", "Structure"
    REFERENT = "referent", "Référent·e"
    TRACK = "track", "Parcours"
    PUBLIC = "public", "Public"
    AGE = "age", "Âge"
    SENIORITY = "seniority", "Ancienneté"
    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"
    EXIT_REASON = "exit_reason", "Motif de sortie"


@dataclass(frozen=True)
class Indicator:
    """One definition, whose words say ≤ or < exactly as the statement does.

    `among` names who is in the denominator, `waiting` who cannot be measured yet; `column` heads what is
    listed of each person, and follows a mean on its tile. `tells_answers`: it rests on what diagnoses say,
    so it is about people whose file the viewer may open, and its list is signed like a reading.
    `is_never_of_one`: not shown for one référent, whose work it would seem to mark. `variant`: which one of
    a family that shares its definition (theme of a need, code of an alert, reason of an exit, months).
    `is_of_today`: counted today whatever the reference date, so never told without the list: from one day to
    the next, a difference would be somebody. `lists_counted`: its list opens on those it counts.
    """

    code: str
    title: str
    definition: str
    unit: Unit
    column: str
    among: Words
    waiting: Words | None = None
    tells_answers: bool = False
    is_never_of_one: bool = False
    variant: str = ""
    is_of_today: bool = False
    lists_counted: bool = False


@dataclass(frozen=True)
class Figure:
    """What is counted out of what may be (share, ratio, count), or a sum over whom is measured (mean).

    `waiting`: those whom a mean or a share cannot measure yet, or what a ratio leaves aside; `people`: of a
    ratio, how many stand behind its numerator or behind the rest, the fewer of the two.
    """

    numerator: int = 0
    denominator: int = 0
    waiting: int = 0
    people: int = 0

    @property
    def value(self) -> float | None:
        """The share or the mean; None, « non calculable », when nobody is in the denominator.

        Of a count, the figure itself is the numerator.
        """
        return self.numerator / self.denominator if self.denominator else None

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.waiting + other.waiting,
            self.people + other.people,
        )


def total(figures: Iterable[Figure]) -> Figure:
    """The figure of several groups together: a person is in one group only."""
    return sum(figures, Figure())


ByGroup = dict[Any, Figure]  # key of a breakdown (None: of no group) → its figure
ByStructure = ByGroup


class Seniority(LabelledEnum):
    """Time since the entry, in days of calendar at the reference date."""

    UNDER_6_MONTHS = "under_6_months", "Moins de 6 mois"
    FROM_6_MONTHS = "from_6_months", "De 6 mois à 1 an"
    FROM_1_YEAR = "from_1_year", "De 1 à 2 ans"
    FROM_2_YEARS = "from_2_years", "2 ans et plus"


_DAYS = {
    Seniority.UNDER_6_MONTHS: (0, 182),
    Seniority.FROM_6_MONTHS: (182, 365),
    Seniority.FROM_1_YEAR: (365, 730),
    Seniority.FROM_2_YEARS: (730, None),
}


def entry_range(seniority: Seniority, reference_on: date) -> tuple[date | None, date]:
    """Entries of this seniority: after the first date (excluded), up to the second (included)."""
    at_least, under = _DAYS[seniority]
    after = reference_on - timedelta(days=under) if under else None
    return after, reference_on - timedelta(days=at_least)


@dataclass(frozen=True)
class Perimeter:
    """Over whom and when: a period and a reference date, all inclusive.

    `people` describes them as the caseload does today (structure, référent, track, commune, publics), their
    age at the reference date; its search, statuses and dates are not used. `thresholds`: those in force.
    """

    starts_on: date
    ends_on: date
    reference_on: date
    people: CaseloadFilters = field(default=CaseloadFilters())
    seniorities: tuple[Seniority, ...] = ()
    scope: Scope = Scope.LISTED
    thresholds: tuple[tuple[str, int], ...] = ()

    @property
    def last_on(self) -> date:
        """The last day of the period that is known at the reference date."""
        return min(self.ends_on, self.reference_on)
