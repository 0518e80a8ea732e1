"""The blocks of exits: their reasons in two families, the first months in a job structure by structure."""

from collections.abc import Mapping

from components.indicators.blocks import Bars, Grid
from components.indicators.words import bars_of, figure_words, told_bar, unit_words
from domain.follow_up import ExitReason
from domain.indicators.exits import EXITS_BY_REASON, exits_for
from domain.indicators.groups import code_of
from domain.indicators.jobs import JOBS
from domain.indicators.model import Indicator
from domain.indicators.team import EXITS
from domain.indicators.told import Told

_TITLES = {True: "Sorties dynamiques par motif", False: "Autres sorties par motif"}
_JOBS = "Premiers mois en emploi, par structure"
_OF_JOBS = (
    "Contact\u00a0: fait à temps parmi ceux qui étaient dus. En emploi\u00a0: parmi les personnes dont "
    "on a des nouvelles, emploi fini avant la date compris."
)


def reason_bars(told: Mapping[bool, Told]) -> list[Bars]:
    """A chart a family; nothing when reasons are not told over these people."""
    return [_family_bars(_TITLES[family], one) for family, one in told.items()]


def _family_bars(title: str, told: Told) -> Bars:
    bars = [
        told_bar(EXITS, _short(reason), told.of(reason), "" if told.least else code_of(exits_for(reason)))
        for reason in ExitReason
        if reason in told.by_group
    ]
    definition = EXITS_BY_REASON.definition
    return bars_of(title, bars, unit_words(EXITS), definition=definition, is_ranked=True)


def _short(reason: ExitReason) -> str:
    """Without what the definition says already."""
    return reason.label.partition(" (")[0]


def jobs_grid(told: Mapping[Indicator, Told], structures: Mapping[int | None, str]) -> Grid:
    """A line a structure where somebody found a job, by name: contacts in time, people still in a job."""
    concerned = {key for one in JOBS for key in told[one].by_group}
    rows = [
        [name, *(figure_words(one, told[one].of(key)) for one in JOBS)]
        for key, name in structures.items()
        if key in concerned
    ]
    return Grid(_JOBS, ["Structure", *(_heading(one) for one in JOBS)], rows, _OF_JOBS)


def _heading(indicator: Indicator) -> str:
    return indicator.title.replace("Contact de maintien à", "Contact").replace(
        "Toujours en emploi à", "En emploi"
    )
