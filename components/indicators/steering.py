"""The steering committee's page: its figures beside those of the last one, the actions of the project."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from components.formats import NO_BREAK, count_of, format_count, format_date
from components.indicators.blocks import Board, Grid, Tile
from components.indicators.delay_words import median_detail, median_words, pair_tile
from components.indicators.words import figure_words, told_tile
from domain.indicators.delays import Measure
from domain.indicators.diagnoses import IN_30_DAYS
from domain.indicators.model import Figure, Indicator, Perimeter, Unit
from domain.indicators.pairs import Pair
from domain.indicators.steering import CHOICES, SteeringAction, SteeringTold, ToldPage, quarter_before
from domain.indicators.told_delays import Summary
from domain.organisations import ActionProgress
from domain.secrecy import reason

NOT_SAID = "Non renseigné"
_WHO = "Parmi les personnes accompagnées dans le consortium."
_WHY = "fin du dernier trimestre écoulé"
_SAME = "sans changement"


def steering_board(title: str, told: SteeringTold) -> Board:
    """The figures in the order chosen, each beside what it was for the last committee; then the actions."""
    least = max(told.now.least, told.before.least if told.before else 0)
    return Board(
        title,
        steering_words(told.now.perimeter, told.page.last_held_on),
        [_tile(CHOICES[code], told.now, told.before) for code in told.page.figures],
        [actions_grid(told.actions)] if told.actions else [],
        f"{reason(least)}." if least else "",
        told.page.message,
        is_sheet=True,
    )


def _tile(choice: Indicator | Pair, now: ToldPage, before: ToldPage | None) -> Tile:
    tile = _delay_tile(choice, now) if isinstance(choice, Pair) else _figure_tile(choice, now)
    if before is None:
        return tile
    former, change = _words(choice, before), change_words(choice, now, before)
    day = format_date(before.perimeter.ends_on)
    return replace(tile, change=f"Au {day}{NO_BREAK}: {former}{f' ({change})' if change else ''}")


def _figure_tile(choice: Indicator, now: ToldPage) -> Tile:
    """A figure that is read later than the others says when."""
    tile = told_tile(choice, now.figures[choice])
    if choice != IN_30_DAYS or now.figures[choice].is_hidden or now.read_on is None:
        return tile
    return replace(tile, detail=f"{tile.detail}, situation au {format_date(now.read_on)}")


def _delay_tile(pair: Pair, now: ToldPage) -> Tile:
    """The median alone, its list being elsewhere: counts since the entry would tell how many entered."""
    told = now.delays[pair]
    detail = f"délai médian, {median_detail(told.whole)}"
    return replace(pair_tile(pair, told), value=_median(told.whole), detail=detail, code="")


def _median(told: Summary) -> str:
    is_missing = told.median is None and Measure.MEDIAN not in told.hidden
    return "—" if is_missing else median_words(told)


def _words(choice: Indicator | Pair, told: ToldPage) -> str:
    if isinstance(choice, Pair):
        return _median(told.delays[choice].whole)
    return figure_words(choice, told.figures[choice].figure)


def change_words(choice: Indicator | Pair, now: ToldPage, before: ToldPage) -> str:
    """« + 3 points », « − 12 personnes »; nothing when either is hidden or cannot be computed."""
    current, former = _number(choice, now), _number(choice, before)
    if current is None or former is None:
        return ""
    difference = round(current - former, 1)
    if not difference:
        return _SAME
    sign = "+" if difference > 0 else "−"
    return f"{sign}{NO_BREAK}{_counted(choice, abs(difference))}"


def _number(choice: Indicator | Pair, told: ToldPage) -> float | None:
    """What is shown, rounded as it is shown: the difference is that of two figures that are read."""
    if isinstance(choice, Pair):
        return told.delays[choice].whole.median
    figure = told.figures[choice].figure
    return None if figure is None else _rounded(choice, figure)


def _rounded(choice: Indicator, figure: Figure) -> float | None:
    if choice.unit is Unit.COUNT:
        return figure.numerator
    if figure.value is None:
        return None
    return round(figure.value, 1) if choice.unit is Unit.MEAN else round(100 * figure.value)


def _counted(choice: Indicator | Pair, number: float) -> str:
    if isinstance(choice, Pair):
        return count_of(int(number), "jour")
    if choice.unit is Unit.MEAN:
        return f"{number:.1f}".replace(".", ",")
    return count_of(int(number), "personne" if choice.unit is Unit.COUNT else "point")


def actions_grid(actions: Sequence[SteeringAction]) -> Grid:
    """Each action of the project under its axis, and how many are done."""
    rows = [
        [axis if rank == 0 else "", one.text, one.progress.label if one.progress else NOT_SAID]
        for axis, some in groupby(actions, key=lambda one: one.axis)
        for rank, one in enumerate(some)
    ]
    done = sum(one.progress is ActionProgress.DONE for one in actions)
    note = f"{count_of(done, 'action réalisée', 'actions réalisées')} sur {format_count(len(actions))}."
    return Grid("Axes et actions du consortium", ("Axe", "Action", "Où en est-on"), rows, note, is_text=True)


def steering_words(perimeter: Perimeter, held_on: date | None) -> str:
    """Which quarter, over whom, and beside which one."""
    words = f"D{_quarter(perimeter)}, situation au {format_date(perimeter.reference_on)}, {_WHY}. {_WHO}"
    if held_on is None:
        return words
    former, committee = quarter_before(perimeter, held_on), f"comité du {format_date(held_on)}"
    if former is None:
        return f"{words} Aucun trimestre ne s’est achevé depuis le {committee}."
    return f"{words} Comparaison avec le trimestre d{_quarter(former)}, dernier connu au {committee}."


def _quarter(perimeter: Perimeter) -> str:
    return f"u {format_date(perimeter.starts_on)} au {format_date(perimeter.ends_on)}"
