"""The page of the steering committee: the figures to choose from, and what the coordination types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from domain.dates import OLDEST_EVENT
from domain.indicators.access import whole_quarter
from domain.indicators.diagnoses import FIRST_DAYS, IN_30_DAYS, TILES
from domain.indicators.exits import DYNAMIC_EXITS
from domain.indicators.groups import code_of
from domain.indicators.jobs import JOBS
from domain.indicators.model import Indicator, Perimeter, Scope
from domain.indicators.pairs import READY_PAIRS, Pair
from domain.indicators.team import TEAM
from domain.indicators.told import Told
from domain.indicators.told_delays import ToldDelays
from domain.organisations import ActionProgress

MOST_FIGURES, LONGEST_MESSAGE = 10, 1_000
CHOICES: dict[str, Indicator | Pair] = {code_of(one): one for one in (*TEAM, DYNAMIC_EXITS, *TILES, *JOBS)}
CHOICES |= {pair.code: pair for pair in READY_PAIRS}
USUAL = (
    "caseload",
    "entries",
    "exits",
    "dynamic_exits",
    "reviewed",
    "with_contract",
    "attendance",
    "diagnosed_in_30_days",
    "still_in_job_6",
    READY_PAIRS[0].code,
)
FIELDS = {
    "figures": "Chiffres de la page",
    "last_held_on": "Date du dernier comité",
    "message": "Message de la coordination",
}


@dataclass(frozen=True)
class SteeringAction:
    """An action of an axis of the project, and where it stands (None: not said)."""

    id: int
    axis: str
    text: str
    progress: ActionProgress | None


@dataclass(frozen=True)
class SteeringDraft:
    """What is chosen and typed, the progress of each action included (by its id)."""

    figures: tuple[str, ...] = USUAL
    last_held_on: date | None = None
    message: str = ""
    progress: Mapping[int, ActionProgress | None] = field(default_factory=dict)

    def problems(self, today: date) -> dict[str, str]:
        """What is refused, by field."""
        found = {}
        if not 0 < len(set(self.figures)) == len(self.figures) <= MOST_FIGURES:
            found["figures"] = f"De un à {MOST_FIGURES} chiffres différents."
        elif not CHOICES.keys() >= set(self.figures):
            found["figures"] = "Un de ces chiffres n’existe pas."
        if self.last_held_on and not OLDEST_EVENT <= self.last_held_on <= today:
            found["last_held_on"] = "Une date passée, ou aujourd’hui."
        if len(self.message) > LONGEST_MESSAGE:
            found["message"] = f"{LONGEST_MESSAGE} caractères au plus."
        return found

    @property
    def values(self) -> dict[str | int, object]:
        """Each thing that somebody may change, apart from the others."""
        values: dict[str | int, object] = {name: getattr(self, name) for name in FIELDS}
        return values | dict(self.progress.items())


def known(figures: Iterable[str]) -> tuple[str, ...]:
    """Those that still exist, in the order chosen; the usual ones when none is left."""
    return tuple(code for code in figures if code in CHOICES) or USUAL


def indicators_of(figures: Iterable[str]) -> list[Indicator]:
    """Those that are figures of people."""
    return [one for code in figures if isinstance(one := CHOICES[code], Indicator)]


def pairs_of(figures: Iterable[str]) -> list[Pair]:
    """Those that are delays."""
    return [one for code in figures if isinstance(one := CHOICES[code], Pair)]


def read_at(perimeter: Perimeter, code: str, today: date) -> Perimeter:
    """When a figure of this code is read: a first diagnosis was due from all who came, for everybody alike.

    Who is told figures alone is told of the settled quarter already (db/queries/indicators/told.py).
    """
    if code != IN_30_DAYS.code or perimeter.scope is not Scope.LISTED:
        return perimeter
    return replace(perimeter, reference_on=read_on(perimeter, today))


def read_on(perimeter: Perimeter, today: date) -> date:
    """When a first diagnosis was due from everybody who came in the quarter, or today."""
    return min(perimeter.ends_on + timedelta(days=FIRST_DAYS), today)


@dataclass(frozen=True)
class ToldPage:
    """Figures and delays, as they are told of one quarter; `read_on`: when first diagnoses are read."""

    perimeter: Perimeter
    figures: Mapping[Indicator, Told] = field(default_factory=dict)
    delays: Mapping[Pair, ToldDelays] = field(default_factory=dict)
    read_on: date | None = None

    @property
    def least(self) -> int:
        """The threshold of secrecy; 0 when nothing is hidden from this viewer."""
        figures = [one.least for one in self.figures.values()]
        return max([*figures, *(one.least for one in self.delays.values())], default=0)


@dataclass(frozen=True)
class SteeringTold:
    """The whole page: what was chosen, told of this quarter and of the last committee's, and the actions."""

    page: SteeringDraft
    now: ToldPage
    before: ToldPage | None
    actions: Sequence[SteeringAction]


def quarter_before(perimeter: Perimeter, held_on: date | None) -> Perimeter | None:
    """The last whole quarter on the day of the last committee; None when it is this one, or a later one."""
    if held_on is None:
        return None
    former = whole_quarter(replace(perimeter, reference_on=held_on), perimeter.reference_on)
    return former if former.ends_on < perimeter.ends_on else None
