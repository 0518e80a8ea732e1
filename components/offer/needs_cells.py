"""Needs beside the offer, theme by area, as cells: people, services, places, and where nothing answers."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from components.formats import count_of, format_count
from components.indicators.blocks import HIDDEN, HeatGrid
from components.indicators.words import SECRET
from components.offer.needs_tables import BY_WORDS, is_gap, places_words, supply_words
from domain.caseload import Area
from domain.indicators.groups import code_of_group
from domain.indicators.offer import unmet_of
from domain.indicators.told_needs import ToldNeeds

T = TypeVar("T")
CELLS = (
    "Dans chaque case\u00a0: personnes dont le besoin est sans réponse / services joignables, et places qui "
    "restent. Plus elle est foncée, plus il y a de personnes pour chaque service où il reste de la place"
    "\u00a0; entourée, aucun service n’est joignable, ou tous sont complets."
)


def needs_cells(
    told: ToldNeeds, labels: Mapping[str, str], themes: Sequence[str], areas: Sequence[Area], *, others: int
) -> HeatGrid:
    """Unmet needs beside services: the darkest is where most people wait for each service with room."""
    cells = {(theme, area): _pressure(told, theme, area) for theme in themes for area in areas}
    most = max((one for one in cells.values() if one is not None), default=0) or 1
    title = f"Besoins sans réponse et services, {BY_WORDS[told.by]}"

    def each(said: Callable[[str, Area], T]) -> list[list[T]]:
        return [[said(theme, area) for area in areas] for theme in themes]

    more = f" {count_of(others, 'autre secteur', 'autres secteurs')}\u00a0: voir le dernier tableau."
    return HeatGrid(
        title,
        ["Thème", *(told.supply.names[area] for area in areas)],
        [[labels[code], *row] for code, row in zip(themes, each(partial(_cell_words, told)), strict=True)],
        CELLS + more if others else CELLS,
        shades=each(lambda theme, area: _shade(cells[theme, area], most)),
        codes=each(partial(_code, told)),
        summary=_worst_words(told, labels, title, cells),
        sentences=each(partial(_sentence, told)),
        are_gaps=each(partial(_is_unanswered, told)),
    )


def _worst_words(
    told: ToldNeeds, labels: Mapping[str, str], title: str, cells: Mapping[tuple[str, Area], float | None]
) -> str:
    worst = sorted((cell for cell in cells if cells[cell]), key=lambda cell: -(cells[cell] or 0))[:5]
    names = [
        f"{labels[theme]} à {told.supply.names[area]} ({_sentence(told, theme, area)})"
        for theme, area in worst
    ]
    return f"{title}. Écarts les plus grands\u00a0: {', '.join(names) or 'aucun'}."


def _pressure(told: ToldNeeds, theme: str, area: Area) -> float | None:
    """People with the need unmet for each service with room; without any, as if there were half of one."""
    figure, supply = told.unmet[theme].of(area.code), told.supply.of(theme, area)
    return None if figure is None else figure.numerator / (supply.services - supply.full or 0.5)


def _shade(pressure: float | None, most: float) -> float | None:
    """By its square root, so that small gaps differ too."""
    return None if pressure is None else (pressure / most) ** 0.5


def _is_unanswered(told: ToldNeeds, theme: str, area: Area) -> bool:
    figure = told.unmet[theme].of(area.code)
    return is_gap(told, theme, area) and (figure is None or figure.numerator > 0)


def _cell_words(told: ToldNeeds, theme: str, area: Area) -> str:
    """« 131 / 6 · 12 places »."""
    figure, supply = told.unmet[theme].of(area.code), told.supply.of(theme, area)
    unmet = HIDDEN if figure is None else format_count(figure.numerator)
    places = "non dites" if supply.places is None else places_words(supply)
    return f"{unmet} / {format_count(supply.services)} · {places if supply.services else 'sans offre'}"


def _sentence(told: ToldNeeds, theme: str, area: Area) -> str:
    figure = told.unmet[theme].of(area.code)
    people = SECRET.lower() if figure is None else f"{count_of(figure.numerator, 'personne')} sans réponse"
    return f"{people}\u00a0; {supply_words(told.supply.of(theme, area))}"


def _code(told: ToldNeeds, theme: str, area: Area) -> str:
    figure = told.unmet[theme].of(area.code)
    is_listed = not told.least and figure and figure.denominator
    return code_of_group(unmet_of(theme, ""), told.by, area.code) if is_listed else ""
