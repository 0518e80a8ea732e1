"""Figures in French words, and what a dashboard draws of them."""

from collections.abc import Mapping
from typing import Any

from components.formats import NARROW_NO_BREAK, count_of, format_count
from components.indicators.blocks import HIDDEN, Bar, Bars, Tile
from domain.access import Role, Viewer
from domain.indicators.groups import code_of, code_of_group
from domain.indicators.model import Breakdown, Figure, Indicator, Scope, Unit
from domain.indicators.told import Told
from domain.secrecy import reason

NOT_COMPUTABLE = "Non calculable"
ONE_FILTER = "Un seul filtre à la fois pour ce chiffre"
SECRET = "Secret statistique"
NO_STRUCTURE = "Sans structure"
NO_REFERENT = "Sans référent·e"
_IN_SUMMARY = 12  # groups told in the sentence; all of them are in the table


def people_words(viewer: Viewer, scope: Scope = Scope.LISTED) -> str:
    """Over whom this viewer's figures are."""
    if scope is Scope.STRUCTURE:
        return "Parmi les personnes que suit votre structure."
    if scope is Scope.CONSORTIUM or viewer.has(Role.COORDINATOR):
        return "Parmi les personnes accompagnées dans le consortium."
    if viewer.has(Role.STRUCTURE_MANAGER):
        who = "que vous ou votre structure suivez" if viewer.has(Role.CASEWORKER) else "de votre structure"
        return f"Parmi les personnes {who}."
    return "Parmi les personnes que vous suivez."


def figure_value(indicator: Indicator, figure: Figure | None) -> float | None:
    """The number that is drawn: people, a percentage, a mean; None when there is none to tell."""
    if figure is None:
        return None
    if indicator.unit is Unit.COUNT:
        return figure.numerator
    if figure.value is None:
        return None
    return figure.value if indicator.unit is Unit.MEAN else 100 * figure.value


def figure_words(indicator: Indicator, figure: Figure | None) -> str:
    """« 62 % », « 12,8 », « 1 234 »; « s » when it is hidden, a dash when it cannot be computed."""
    if figure is None:
        return HIDDEN
    if indicator.unit is Unit.COUNT:
        return format_count(figure.numerator)
    if figure.value is None:
        return "—"
    if indicator.unit is Unit.MEAN:
        return f"{figure.value:.1f}".replace(".", ",")
    return share_words(figure.value)


def share_words(share: float) -> str:
    """« 62 % »; what is not quite none, or not quite all, is not rounded to it."""
    percent = f"{min(max(round(share * 100), 1), 99) if 0 < share < 1 else round(share * 100)}"
    sign = "<" if 0 < share < 0.01 else ">" if 0.99 < share < 1 else ""
    return f"{sign}{NARROW_NO_BREAK if sign else ''}{percent}{NARROW_NO_BREAK}%"


def detail_words(indicator: Indicator, figure: Figure | None) -> str:
    """What the figure is made of: « 369 sur 711 personnes entrées… »."""
    if figure is None:
        return SECRET
    among = count_of(figure.denominator, *indicator.among)
    if indicator.unit is Unit.COUNT:
        is_all = figure.numerator == figure.denominator
        return among.partition("\u00a0")[2] if is_all else f"sur {among}"
    waiting = count_of(figure.waiting, *indicator.waiting) if indicator.waiting and figure.waiting else ""
    if figure.value is None:
        made_of = f"{NOT_COMPUTABLE}\u00a0: {among}"
    elif indicator.unit is Unit.MEAN:
        made_of = f"{indicator.column} en moyenne, pour {among}"
    else:
        made_of = f"{format_count(figure.numerator)} sur {among}"
    return " ; ".join(filter(None, (made_of, waiting)))


def told_tile(indicator: Indicator, told: Told) -> Tile:
    """The tile of a figure; what is behind it is a list, or its structures when no list is hers."""
    has_detail = told.by_group or not told.least
    detail = ONE_FILTER if told.is_refused else detail_words(indicator, told.figure)
    return Tile(
        title=indicator.title,
        value=figure_words(indicator, told.figure),
        detail=detail,
        definition=indicator.definition,
        code=code_of(indicator) if has_detail else "",
    )


def told_bar(indicator: Indicator, label: str, figure: Figure | None, code: str = "") -> Bar:
    """One group, in words and as a length; a hidden one has none."""
    return Bar(
        label=label,
        value=figure_value(indicator, figure),
        words=figure_words(indicator, figure),
        detail=detail_words(indicator, figure),
        code=code,
    )


def told_bars(
    indicator: Indicator,
    told: Told,
    names: Mapping[Any, str],
    *,
    title: str,
    by: Breakdown,
    is_ranked: bool = False,
) -> Bars:
    """A breakdown in the order of `names`, groups of nobody included; ranked, the longest first.

    Each bar leads to its list when this viewer is told everything.
    """
    is_untold = told.least and not told.by_group  # filtered, by who has no list
    bars = [
        told_bar(indicator, name, told.of(key), "" if told.least else code_of_group(indicator, by, key))
        for key, name in names.items()
    ]
    kept = [] if is_untold else bars
    return bars_of(title, kept, unit_words(indicator), definition=indicator.definition, is_ranked=is_ranked)


def groups_shown(names: Mapping[Any, str], told: Told, *, has_zeros: bool) -> dict[Any, str]:
    """Those to name: with nobody too when nobody is left aside; people of no group only when there are."""
    return {
        key: name for key, name in names.items() if key in told.by_group or (has_zeros and key is not None)
    }


def bars_of(title: str, bars: list[Bar], unit: str, *, definition: str = "", is_ranked: bool = False) -> Bars:
    """These bars with their sentence; ranked, what has no value comes last."""
    if is_ranked:
        bars = sorted(bars, key=lambda bar: (bar.value is None, -(bar.value or 0)))
    return Bars(title, _summary(title, bars), unit, bars, definition, is_ordered=not is_ranked)


def unit_words(indicator: Indicator) -> str:
    """What heads the column of values."""
    if indicator.unit is Unit.COUNT:
        return indicator.among[1].split(" de la ")[0]
    return indicator.column if indicator.unit is Unit.MEAN else "%"


def secrecy_words(told: Mapping[Indicator, Told], *others: Told) -> str:
    """What « s » means; nothing when this viewer is told everything."""
    everything = [*told.values(), *others]
    least = max((one.least for one in everything), default=0)
    return f"{reason(least)}." if least else ""


def structure_names(structures: Mapping[int, str]) -> dict[int | None, str]:
    """Names of the groups of a breakdown by structure, by name; some people have none."""
    return dict([*structures.items(), (None, NO_STRUCTURE)])


def listed_words(count: int) -> str:
    """How many are listed."""
    return f"**{count_of(count, 'personne')}**"


def _summary(title: str, bars: list[Bar]) -> str:
    told = ", ".join(f"{bar.label} {bar.words or bar.detail}" for bar in bars[:_IN_SUMMARY])
    more = f", et {len(bars) - _IN_SUMMARY} autres" if len(bars) > _IN_SUMMARY else ""
    return f"{title}\u00a0: {told}{more}."
