"""The blocks of the team’s dashboard: alerts, entries and exits by month, what each one carries."""

from collections.abc import Mapping

from components.formats import format_month
from components.indicators.blocks import Bars
from components.indicators.words import (
    NO_REFERENT,
    bars_of,
    groups_shown,
    structure_names,
    told_bar,
    told_bars,
    unit_words,
)
from domain.alerts import AlertCode
from domain.indicators.alerts import ALERTS, alert_of
from domain.indicators.groups import code_of, code_of_month
from domain.indicators.model import Breakdown, Indicator
from domain.indicators.team import CASELOAD
from domain.indicators.told import Told

EVERY_ALERT = tuple(alert_of(code) for code in AlertCode)
_CAPACITY = "File active par référent·e"
_OF_CAPACITY = (
    "Une mesure de la charge, pour répartir les suivis\u00a0: par ordre alphabétique, à l’écran seulement."
)


def alert_bars(told: Mapping[Indicator, Told], *, is_past: bool) -> Bars:
    """How many people each alert is about, today: said when the other figures are of an earlier date."""
    bars = [
        told_bar(one, one.title, told[one].figure, "" if told[one].least else code_of(one))
        for one in EVERY_ALERT
    ]
    return bars_of(
        "Alertes, aujourd’hui" if is_past else "Alertes", bars, "personnes", definition=ALERTS.definition
    )


def flow_bars(indicator: Indicator, told: Told) -> Bars:
    """People who came, or left, each month."""
    bars = [
        told_bar(
            indicator, format_month(month), figure, "" if told.least else code_of_month(indicator, month)
        )
        for month, figure in told.by_group.items()
    ]
    return bars_of(
        f"{indicator.title} par mois", bars, unit_words(indicator), definition=indicator.definition
    )


def structure_bars(told: Told, structures: Mapping[int, str], *, has_zeros: bool) -> Bars:
    """By name; structures without anybody too, when these figures leave nobody aside."""
    names = groups_shown(structure_names(structures), told, has_zeros=has_zeros)
    return told_bars(CASELOAD, told, names, title="File active par structure", by=Breakdown.STRUCTURE)


def referent_bars(told: Told, referents: Mapping[int, str], *, has_zeros: bool) -> Bars:
    """By name, never by number: a matter of capacity; people without référent last."""
    names = groups_shown({**referents, None: NO_REFERENT}, told, has_zeros=has_zeros)
    bars = told_bars(CASELOAD, told, names, title=_CAPACITY, by=Breakdown.REFERENT)
    return bars_of(_CAPACITY, list(bars.bars), bars.unit_words, definition=_OF_CAPACITY)
