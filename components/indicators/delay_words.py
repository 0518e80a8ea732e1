"""Delays in French words, and what a dashboard draws of them."""

from components.formats import NO_BREAK, count_of, format_count
from components.indicators.blocks import HIDDEN, Tile
from components.indicators.words import ONE_FILTER, SECRET, share_words
from domain.indicators.delay_lists import DelayPart, part_behind
from domain.indicators.delays import Measure
from domain.indicators.pairs import Pair
from domain.indicators.told_delays import Summary, ToldDelays
from domain.secrecy import reason

MEDIAN_NOT_REACHED = "médiane non atteinte"
_COUNTED = "personnes en attente comprises"
NOT_REACHED = "non atteint"
NOT_COMPUTABLE = "non calculable"
NO_TARGET = "aucun délai visé"
_SINGLE = "jour"


def code_of_part(pair: Pair, part: DelayPart) -> str:
    """The list behind a number, as the address holds it."""
    return f"{pair.code}.{part.code}"


def days_words(days: float | None, otherwise: str) -> str:
    """« 42 jours », « 34,2 jours »; else these words."""
    if days is None:
        return otherwise
    if isinstance(days, int):
        return count_of(days, _SINGLE)
    return f"{days:.1f}".replace(".", ",") + f"{NO_BREAK}{_SINGLE}{'s' if days >= 2 else ''}"


def median_words(told: Summary) -> str:
    """The median with those who wait, or why there is none."""
    return HIDDEN if Measure.MEDIAN in told.hidden else days_words(told.median, NOT_REACHED)


def median_detail(told: Summary) -> str:
    """That those who wait are counted; and what it means when there is no median."""
    is_missing = told.median is None and Measure.MEDIAN not in told.hidden
    return f"{_COUNTED}{NO_BREAK}; {MEDIAN_NOT_REACHED}" if is_missing else _COUNTED


def short_words(told: Summary) -> str:
    """« 42 » on a bar; a dash when the median is not reached, which the detail says."""
    if Measure.MEDIAN in told.hidden:
        return HIDDEN
    return "—" if told.median is None else format_count(told.median)


def group_words(told: Summary, target: int | None) -> str:
    """What a bar is made of."""
    missing = [] if told.median is not None or Measure.MEDIAN in told.hidden else [MEDIAN_NOT_REACHED]
    within = [] if target is None else [target_words(told, target)]
    return " ; ".join([*missing, counts_words(told), *within])


def nine_tenths_words(told: Summary) -> str:
    """« 65 jours »."""
    return HIDDEN if Measure.NINE_TENTHS in told.hidden else days_words(told.nine_tenths, NOT_REACHED)


def mean_words(told: Summary) -> str:
    """The plain mean of those for whom the step came."""
    return HIDDEN if Measure.MEAN in told.hidden else days_words(told.mean, NOT_COMPUTABLE)


def share_within_words(told: Summary, target: int | None) -> str:
    """« 64 % »; a dash without a target."""
    if target is None:
        return "—"
    if Measure.SHARE_WITHIN in told.hidden:
        return HIDDEN
    return NOT_COMPUTABLE if told.share is None else share_words(told.share)


def number_words(number: int | None) -> str:
    """« 1 204 », « s »."""
    return HIDDEN if number is None else format_count(number)


def counts_words(told: Summary) -> str:
    """« 120 venues, 30 en attente »: starts that the step followed, or not yet."""
    if told.completed is None or told.waiting is None:
        return SECRET
    came = f"étape venue{NO_BREAK}: {format_count(told.completed)}"
    return f"{came}, en attente{NO_BREAK}: {format_count(told.waiting)}"


def target_words(told: Summary, target: int | None) -> str:
    """« 64 % en 30 jours ou moins »."""
    if target is None:
        return NO_TARGET
    return f"{share_within_words(told, target)} en {count_of(target, _SINGLE)} ou moins"


def measure_tiles(pair: Pair, told: ToldDelays) -> list[Tile]:
    """The six measures of a pair, each with its list."""
    whole, target = told.whole, told.target
    within = NO_TARGET if target is None else f"délai visé{NO_BREAK}: {count_of(target, _SINGLE)} ou moins"
    words = {
        Measure.MEDIAN: (median_words(whole), median_detail(whole)),
        Measure.NINE_TENTHS: (nine_tenths_words(whole), "ou moins, attente comprise"),
        Measure.SHARE_WITHIN: (share_within_words(whole, target), within),
        Measure.WAITING: (number_words(whole.waiting), f"pas encore{NO_BREAK}: {pair.end.words}"),
        Measure.COMPLETED: (number_words(whole.completed), f"déjà{NO_BREAK}: {pair.end.words}"),
        Measure.MEAN: (mean_words(whole), "sans les personnes en attente, pour comparer"),
    }
    return [_tile(pair, measure, told, *said) for measure, said in words.items()]


_SHORT = {Measure.MEDIAN: "Délai médian", Measure.NINE_TENTHS: "9 sur 10 en"}


def _tile(pair: Pair, measure: Measure, told: ToldDelays, value: str, detail: str) -> Tile:
    words = ONE_FILTER if told.is_refused else detail
    has_list = measure is not Measure.SHARE_WITHIN or told.target is not None
    code = code_shown(pair, told, part_behind(measure)) if has_list else ""
    return Tile(_SHORT.get(measure, measure.label), value, words, measure.definition, code)


def pair_tile(pair: Pair, told: ToldDelays) -> Tile:
    """One pair among others: its median, who waits, the share within the target."""
    within = [] if told.target is None else [target_words(told.whole, told.target)]
    told_words = "\u00a0; ".join(
        [f"délai médian, {median_detail(told.whole)}", counts_words(told.whole), *within]
    )
    detail = ONE_FILTER if told.is_refused else told_words
    definition = f"{Measure.MEDIAN.label}. {Measure.MEDIAN.definition} {pair.definition}"
    code = code_shown(pair, told, part_behind(Measure.MEDIAN))
    return Tile(pair.title, median_words(told.whole), detail, definition, code)


def pair_row(pair: Pair, told: ToldDelays) -> list[str]:
    """A line of the table of pairs."""
    whole = told.whole
    return [
        pair.title,
        median_words(whole),
        nine_tenths_words(whole),
        number_words(whole.waiting),
        number_words(whole.completed),
        target_words(whole, told.target),
        mean_words(whole),
    ]


PAIR_COLUMNS = (
    "Délai",
    "Délai médian",
    "9 sur 10 en … ou moins",
    "En attente",
    "Étape venue",
    "Dans le délai visé",
    "Moyenne des délais terminés",
)


def secrecy_of(told: ToldDelays) -> str:
    """What « s » means; nothing when this viewer is told everything."""
    return f"{reason(told.least)}." if told.least else ""


def code_shown(pair: Pair, told: ToldDelays, part: DelayPart) -> str:
    """The same, for who has a list."""
    return "" if told.least else code_of_part(pair, part)
