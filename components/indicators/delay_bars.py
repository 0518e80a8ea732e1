"""Delays as bars: how long it took, how long people wait, month by month, structure by structure."""

from collections.abc import Mapping
from datetime import date

from components.formats import format_month
from components.indicators.blocks import Bar, Bars
from components.indicators.delay_words import code_shown, group_words, number_words, short_words
from components.indicators.words import NO_STRUCTURE, SECRET, bars_of
from domain.indicators.delay_lists import DelayPart
from domain.indicators.delays import Measure
from domain.indicators.groups import months_of
from domain.indicators.model import Perimeter
from domain.indicators.pairs import Pair
from domain.indicators.told_delays import Summary, ToldDelays

NO_DEPARTURE = "aucun départ ce mois"
_LONG = 24  # months


def distribution_bars(pair: Pair, told: ToldDelays) -> list[Bars]:
    """How long it took; and apart, how long those who wait have waited."""
    titles = {True: "Jours avant l’étape, quand elle est venue", False: "En attente, depuis combien de jours"}
    return [_bins(pair, told, title, is_reached=is_reached) for is_reached, title in titles.items()]


def _bins(pair: Pair, told: ToldDelays, title: str, *, is_reached: bool) -> Bars:
    bars = []
    for one in told.distribution:
        number = one.completed if is_reached else one.waiting
        code = code_shown(pair, told, DelayPart(is_reached, one.bin)) if number else ""
        detail = SECRET if number is None else ""
        bars.append(Bar(one.bin.label, number, number_words(number), detail, code))
    definition = (Measure.COMPLETED if is_reached else Measure.WAITING).definition
    return bars_of(title, bars, "départs", definition=definition)


def month_bars(
    pair: Pair,
    told: ToldDelays,
    perimeter: Perimeter,
    title: str = "Délai médian par mois de départ, en jours",
) -> Bars:
    """The median of those who started each month; a month without departure keeps its place, empty."""

    def bar(month: date) -> Bar:
        if month not in told.by_month:
            return Bar(format_month(month), None, "", NO_DEPARTURE)
        return _median_bar(pair, told, told.by_month[month], format_month(month), DelayPart(month=month))

    bars = [bar(month) for month in _months_shown(told, perimeter)]
    return bars_of(title, bars, "jours", definition=Measure.MEDIAN.definition)


def _months_shown(told: ToldDelays, perimeter: Perimeter) -> list[date]:
    """Every month of the period; of a long one, those before the first departure are left out."""
    known = told.by_month.keys()
    months = sorted({*months_of(perimeter), *known}) if known else []
    return months if len(months) <= _LONG else [month for month in months if month >= min(known)]


def structure_bars(pair: Pair, told: ToldDelays, names: Mapping[int | None, str]) -> Bars:
    """By name, never an order of merit; people of no structure last."""

    shown = {key: name for key, name in names.items() if key in told.by_structure}
    missing = {key: NO_STRUCTURE for key in told.by_structure if key not in names}
    bars = [
        _median_bar(pair, told, told.by_structure[key], name, DelayPart(structure=(key,)))
        for key, name in (shown | missing).items()
    ]
    title = "Délai médian par structure, en jours"
    return bars_of(title, bars, "jours", definition=Measure.MEDIAN.definition)


def _median_bar(pair: Pair, told: ToldDelays, group: Summary, name: str, part: DelayPart) -> Bar:
    code = code_shown(pair, told, part)
    return Bar(name, group.median, short_words(group), group_words(group, told.target), code)
