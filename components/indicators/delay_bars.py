"""Delays as bars: how long it took, how long people wait, month by month, structure by structure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from components.formats import format_month
from components.indicators.blocks import Bar, Bars
from components.indicators.delay_words import code_shown, group_words, number_words, short_words
from components.indicators.words import NO_STRUCTURE, SECRET, bars_of
from domain.indicators.delay_lists import DelayPart
from domain.indicators.delays import Measure
from domain.indicators.pairs import Pair
from domain.indicators.told_delays import Summary, ToldDelays


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
    pair: Pair, told: ToldDelays, title: str = "Délai médian par mois de départ, en jours"
) -> Bars:
    """The median of those who started each month."""

    def part(month: date) -> DelayPart:
        return DelayPart(month=month)

    names = {month: format_month(month) for month in told.by_month}
    return _median_bars(pair, told, told.by_month, names, part, title)


def structure_bars(pair: Pair, told: ToldDelays, names: Mapping[int | None, str]) -> Bars:
    """By name, never an order of merit; people of no structure last."""

    def part(structure: int | None) -> DelayPart:
        return DelayPart(structure=(structure,))

    shown = {key: name for key, name in names.items() if key in told.by_structure}
    missing = {key: NO_STRUCTURE for key in told.by_structure if key not in names}
    return _median_bars(
        pair, told, told.by_structure, shown | missing, part, "Délai médian par structure, en jours"
    )


def _median_bars(
    pair: Pair,
    told: ToldDelays,
    groups: Mapping[Any, Summary],
    names: Mapping[Any, str],
    part: Callable[[Any], DelayPart],
    title: str,
) -> Bars:
    bars = [
        Bar(
            name,
            groups[key].median,
            short_words(groups[key]),
            group_words(groups[key], told.target),
            code_shown(pair, told, part(key)),
        )
        for key, name in names.items()
    ]
    return bars_of(title, bars, "jours", definition=Measure.MEDIAN.definition)
