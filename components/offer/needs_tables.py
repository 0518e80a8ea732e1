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
MOST_GAPS = 8  # all of them are among the cells
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
_MOST_WHOLE = 20  # lines of a table that is shown whole
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
    return Grid("Par thème", ("Thème", *_COLUMNS), rows, OFFER_DEFINITION, is_text=True)


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
    return Grid(title, ("Secteur", *_COLUMNS), rows, is_text=len(rows) <= _MOST_WHOLE)


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


def gaps_grid(told: ToldNeeds, labels: Mapping[str, str], areas: Sequence[Area]) -> Grid | None:
    """Where somebody is in need and nothing takes people: most people first, hidden ones last."""
    found = [
        (figure, theme, area)
        for theme, one in told.unmet.items()
        for area in areas
        if is_gap(told, theme, area) and ((figure := one.of(area.code)) is None or figure.numerator)
    ]
    if not found:
        return None
    found.sort(key=lambda gap: -(gap[0].numerator if gap[0] else 0))
    rows = [
        (labels[code], told.supply.names[area], _unmet_words(figure), _lack(told, code, area))
        for figure, code, area in found[:MOST_GAPS]
    ]
    others = len(found) - len(rows)
    note = f"Et {count_of(others, 'autre case', 'autres cases')}, entourées plus bas." if others > 0 else ""
    return Grid(
        "Là où l’offre manque",
        ("Thème", "Secteur", "Sans réponse", "Services joignables"),
        rows,
        note,
        is_text=True,
    )


def is_gap(told: ToldNeeds, theme: str, area: Area) -> bool:
    """No service to be reached there, or only full ones."""
    supply = told.supply.of(theme, area)
    return supply.services == supply.full


def supply_words(supply: Supply) -> str:
    """« 4 services joignables, dont 1 complet · 12 places »."""
    if not supply.services:
        return "aucun service joignable"
    services = count_of(supply.services, "service joignable", "services joignables")
    full = f", dont {count_of(supply.full, 'complet')}" if supply.full else ""
    return f"{services}{full} · {places_words(supply)}"


def places_words(supply: Supply) -> str:
    """« 12 places », « places non dites »."""
    return "places non dites" if supply.places is None else count_of(supply.places, "place")


def _unmet_words(figure: Figure | None) -> str:
    return HIDDEN if figure is None else format_count(figure.numerator)


def _lack(told: ToldNeeds, theme: str, area: Area) -> str:
    full = told.supply.of(theme, area).full
    return count_of(full, "service complet", "services complets") if full else "Aucun"


def _needed(figure: Figure | None) -> tuple[str, str]:
    if figure is None:
        return HIDDEN, HIDDEN
    return format_count(figure.denominator), format_count(figure.numerator)


def _offered(supply: Supply) -> tuple[str, str, str]:
    places = "non dites" if supply.places is None else format_count(supply.places)
    full = f", dont {count_of(supply.full, 'complet')}" if supply.full else ""
    services = f"{format_count(supply.services)}{full}"
    return services, places if supply.services else "—", format_count(supply.stale)


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
