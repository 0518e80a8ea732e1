"""Needs beside the offer in tables: a line a theme, or a line an area."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.formats import count_of, format_count
from components.indicators.blocks import HIDDEN, Grid
from components.indicators.words import NOT_COMPUTABLE
from domain.caseload import Area
from domain.indicators.answers import Median
from domain.indicators.model import Breakdown, Figure
from domain.indicators.told_needs import ToldNeeds
from domain.offer.supply import Supply

OFFER_DEFINITION = (
    "Services ouverts qui s’adressent au thème et que peut joindre une personne du secteur\u00a0: leur zone "
    "couvre une de ses communes, leur intercommunalité, leur département ou la France\u00a0; sans zone, "
    "ils sont dans le même département\u00a0; ou ils sont à distance. Places\u00a0: celles qui restent, "
    "quand elles sont connues."
)
BY_WORDS = {Breakdown.EPCI: "par intercommunalité", Breakdown.COMMUNE: "par commune"}
_COLUMNS = (
    "Ont ce besoin",
    "Sans réponse",
    "Services",
    "Places",
    "À vérifier",
    "Envoyées",
    "Refusées",
    "En attente",
    "Réponse médiane",
)
_ELSEWHERE = "Ailleurs, ou commune non renseignée"


def themes_grid(told: ToldNeeds, labels: Mapping[str, str], themes: Sequence[str]) -> Grid:
    """A line a theme, over the whole territory or the area asked."""
    rows = [
        (
            labels[code],
            *_needed(told.unmet[code].figure),
            *_offered(told.supply.of(code, told.place)),
            *_referred(told.refused[code].figure),
            median_words(told.medians.of(code)),
        )
        for code in themes
    ]
    return Grid("Par thème", ("Thème", *_COLUMNS), rows, OFFER_DEFINITION)


def areas_grid(told: ToldNeeds, labels: Mapping[str, str], areas: Sequence[Area]) -> Grid:
    """A line an area, for one theme."""
    unmet, refused = told.unmet[told.theme], told.refused[told.theme]
    rows: list[tuple[str, ...]] = [
        (
            told.supply.names[area],
            *_needed(unmet.of(area.code)),
            *_offered(told.supply.of(told.theme, area)),
            *_referred(refused.of(area.code)),
            median_words(told.around.of(area.code)),
        )
        for area in areas
    ]
    if not told.least:
        rows += _elsewhere(told, areas)
    title = f"{labels[told.theme]}, {BY_WORDS[told.by]}"
    return Grid(title, ("Secteur", *_COLUMNS), rows)


def _elsewhere(told: ToldNeeds, areas: Sequence[Area]) -> list[tuple[str, ...]]:
    """Everybody else, so that the lines add up."""
    codes = {area.code for area in areas}
    unmet, refused = (
        sum((figure for key, figure in one.by_group.items() if key not in codes and figure), Figure())
        for one in (told.unmet[told.theme], told.refused[told.theme])
    )
    if unmet == refused == Figure():
        return []
    return [(_ELSEWHERE, *_needed(unmet), "—", "—", "—", *_referred(refused), "—")]


def _needed(figure: Figure | None) -> tuple[str, str]:
    if figure is None:
        return HIDDEN, HIDDEN
    return format_count(figure.denominator), format_count(figure.numerator)


def _offered(supply: Supply) -> tuple[str, str, str]:
    places = "non dites" if supply.places is None else format_count(supply.places)
    return format_count(supply.services), places if supply.services else "—", format_count(supply.stale)


def _referred(figure: Figure | None) -> tuple[str, str, str]:
    if figure is None:
        return HIDDEN, HIDDEN, HIDDEN
    counts: tuple[Any, ...] = (figure.denominator + figure.waiting, figure.numerator, figure.waiting)
    sent, refused, waiting = map(format_count, counts)
    return sent, refused, waiting


def median_words(median: Median) -> str:
    """« 12 jours », « s », « non atteinte », « non calculable »."""
    if median.is_hidden:
        return HIDDEN
    if not median.is_answered:
        return NOT_COMPUTABLE
    return "non atteinte" if median.days is None else count_of(median.days, "jour")
