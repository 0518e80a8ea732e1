"""Needs beside the offer: tiles, themes, theme by area, and one theme area by area."""

from collections import Counter
from collections.abc import Mapping, Sequence

from components.formats import count_of, format_count
from components.indicators.blocks import HIDDEN, Bar, Bars, Block, Tile
from components.indicators.words import NOT_COMPUTABLE, ONE_FILTER, SECRET, bars_of, share_words
from components.offer.needs_cells import needs_cells
from components.offer.needs_tables import (
    OFFER_DEFINITION,
    areas_grid,
    gaps_grid,
    median_words,
    themes_grid,
)
from domain.caseload import Area, AreaKind
from domain.indicators.answers import MEDIAN_DEFINITION
from domain.indicators.groups import code_of
from domain.indicators.model import Breakdown, Figure
from domain.indicators.offer import ANY_UNMET, REFUSED, UNMET, unmet_of
from domain.indicators.told_needs import ToldNeeds

MOST_AREAS = 16
_HIDDEN_REFERRALS = f"{SECRET}\u00a0: trop peu d’orientations, ou de refus, pour les dire"
_KINDS = {Breakdown.EPCI: AreaKind.EPCI, Breakdown.COMMUNE: AreaKind.COMMUNE}


def needs_tiles(told: ToldNeeds) -> list[Tile]:
    """People, referrals, their answers, and what is to check in the offer."""
    return [_people_tile(told), *_referral_tiles(told), _median_tile(told), _checks_tile(told)]


def needs_blocks(told: ToldNeeds, labels: Mapping[str, str]) -> list[Block]:
    """Bars and cells of the themes, the one of most unmet needs first; then tables."""
    themes = sorted(told.unmet, key=lambda code: (told.unmet[code].is_hidden, -_people(told, code)))
    areas = areas_of(told)
    if not areas:
        return [_bars(told, labels, themes), themes_grid(told, labels, themes)]
    shown = areas[:MOST_AREAS]
    gaps = gaps_grid(told, labels, areas)
    beside: list[Block] = [_bars(told, labels, themes), *([gaps] if gaps else [])]
    heat = needs_cells(told, labels, themes, shown, others=len(areas) - len(shown))
    return [*beside, heat, themes_grid(told, labels, themes), areas_grid(told, labels, areas)]


def areas_of(told: ToldNeeds) -> list[Area]:
    """Those told apart, most people in need first: every EPCI of the territory, or communes with somebody."""
    kind = _KINDS[told.by]
    in_need: Counter[str | None] = Counter()
    for one in told.unmet.values():
        in_need.update({key: figure.denominator for key, figure in one.by_group.items() if figure})
    is_told = any(one.by_group for one in told.unmet.values())
    known = [area for area in told.supply.names if area.kind is kind and is_told]
    if told.by is Breakdown.COMMUNE:
        known = [area for area in known if in_need[area.code]]
    return sorted(known, key=lambda area: (-in_need[area.code], told.supply.names[area]))


def _people(told: ToldNeeds, theme: str) -> int:
    figure = told.unmet[theme].figure
    return figure.numerator if figure else 0


def _people_tile(told: ToldNeeds) -> Tile:
    one = told.any_unmet
    code = "" if told.least else code_of(ANY_UNMET)
    detail = ONE_FILTER if one.is_refused else _share_of(one.figure, "personne ayant un besoin")
    value = HIDDEN if one.figure is None else format_count(one.figure.numerator)
    return Tile("Personnes avec un besoin sans réponse", value, detail, ANY_UNMET.definition, code)


def _share_of(figure: Figure | None, singular: str) -> str:
    if figure is None:
        return SECRET
    if figure.value is None:
        return f"{NOT_COMPUTABLE}\u00a0: aucune {singular}"
    plural = singular.replace("personne ", "personnes ").replace("réponse ", "réponses ")
    return f"{share_words(figure.value)} des {count_of(figure.denominator, singular, plural)}"


def _referral_tiles(told: ToldNeeds) -> list[Tile]:
    figure = told.referrals
    definition = REFUSED.definition
    if figure is None:
        is_refused = told.every_referral.is_refused
        why = ONE_FILTER if is_refused else _HIDDEN_REFERRALS
        return [Tile(name, HIDDEN, why, definition) for name in ("Orientations envoyées", REFUSED.title)]
    sent = figure.denominator + figure.waiting
    value = "—" if figure.value is None else share_words(figure.value)
    refused = f"{format_count(figure.numerator)} sur {count_of(figure.denominator, *REFUSED.among)}"
    return [
        Tile(
            "Orientations envoyées",
            format_count(sent),
            f"dont {format_count(figure.waiting)} en attente d’une place ou d’une réponse",
            definition,
        ),
        Tile(REFUSED.title, value, refused if figure.denominator else NOT_COMPUTABLE, definition),
    ]


def _median_tile(told: ToldNeeds) -> Tile:
    detail = SECRET if told.medians.whole.is_hidden else "orientations sans réponse comprises"
    return Tile("Réponse médiane", median_words(told.medians.whole), detail, MEDIAN_DEFINITION)


def _checks_tile(told: ToldNeeds) -> Tile:
    supply = told.supply.of(None, told.place)
    definition = (
        f"Sans vérification récente («\u00a0Seuils et délais\u00a0»), parmi ceux-ci. {OFFER_DEFINITION}"
    )
    among = f"sur {count_of(supply.services, 'service joignable', 'services joignables')}"
    return Tile("Services à vérifier", format_count(supply.stale), among, definition)


def _bars(told: ToldNeeds, labels: Mapping[str, str], themes: Sequence[str]) -> Bars:
    bars = [_bar(told, code, labels[code]) for code in themes]
    return bars_of("Besoins sans réponse, par thème", bars, "personnes", definition=UNMET.definition)


def _bar(told: ToldNeeds, theme: str, label: str) -> Bar:
    one = told.unmet[theme]
    code = "" if one.least else code_of(unmet_of(theme, label))
    value = None if one.figure is None else one.figure.numerator
    words = HIDDEN if value is None else format_count(value)
    return Bar(label, value, words, _share_of(one.figure, "personne ayant ce besoin"), code)
