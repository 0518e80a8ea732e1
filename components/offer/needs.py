"""Needs beside the offer: tiles, themes, theme by area, and one theme area by area."""

from collections.abc import Mapping, Sequence

from components.formats import count_of, format_count
from components.indicators.blocks import HIDDEN, Bar, Bars, Block, HeatGrid, Tile
from components.indicators.words import NOT_COMPUTABLE, ONE_FILTER, SECRET, bars_of, share_words
from components.offer.needs_tables import BY_WORDS, OFFER_DEFINITION, areas_grid, median_words, themes_grid
from domain.caseload import Area, AreaKind
from domain.indicators.answers import MEDIAN_DEFINITION
from domain.indicators.groups import code_of, code_of_group
from domain.indicators.model import Breakdown, Figure
from domain.indicators.offer import ANY_UNMET, REFUSED, UNMET, unmet_of
from domain.indicators.told_needs import ToldNeeds

MOST_AREAS = 16
_KINDS = {Breakdown.EPCI: AreaKind.EPCI, Breakdown.COMMUNE: AreaKind.COMMUNE}


def needs_tiles(told: ToldNeeds) -> list[Tile]:
    """People, referrals, their answers, and what is to check in the offer."""
    return [_people_tile(told), *_referral_tiles(told), _median_tile(told), _checks_tile(told)]


def needs_blocks(told: ToldNeeds, labels: Mapping[str, str]) -> list[Block]:
    """Bars and cells of the themes, the one of most unmet needs first; then tables."""
    themes = sorted(told.unmet, key=lambda code: (told.unmet[code].is_hidden, -_people(told, code)))
    areas = areas_of(told)
    cells = [_heat(told, labels, themes, areas)] if areas else []
    around = [areas_grid(told, labels, areas)] if areas else []
    return [_bars(told, labels, themes), *cells, themes_grid(told, labels, themes), *around]


def areas_of(told: ToldNeeds) -> list[Area]:
    """Those told apart: every EPCI of the territory, or the communes of most people in need."""
    kind = _KINDS[told.by]
    if told.by is Breakdown.EPCI:
        is_told = any(one.by_group for one in told.unmet.values())
        known = [area for area in told.supply.names if area.kind is kind]
        return sorted(known, key=lambda area: told.supply.names[area]) if is_told else []
    in_need: dict[str, int] = {}
    for one in told.unmet.values():
        for key, figure in one.by_group.items():
            if key and figure:
                in_need[key] = in_need.get(key, 0) + figure.denominator
    first = sorted(in_need, key=lambda key: (-in_need[key], key))[:MOST_AREAS]
    return [area for key in first if (area := Area(kind, key)) in told.supply.names]


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
        is_refused = any(one.is_refused for one in told.refused.values())
        why = ONE_FILTER if is_refused else SECRET
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
    among = f"sur {count_of(supply.services, 'service accessible', 'services accessibles')}"
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


def _heat(
    told: ToldNeeds, labels: Mapping[str, str], themes: Sequence[str], areas: Sequence[Area]
) -> HeatGrid:
    """Unmet needs beside services: the darkest is where most people wait for each service."""
    cells = {(theme, area): _pressure(told, theme, area) for theme in themes for area in areas}
    most = max((one for one in cells.values() if one is not None), default=0) or 1
    rows = [[labels[theme], *(_cell_words(told, theme, area) for area in areas)] for theme in themes]
    title = f"Besoins sans réponse et services, {BY_WORDS[told.by]}"
    worst = sorted((cell for cell in cells if cells[cell]), key=lambda cell: -(cells[cell] or 0))[:5]
    names = [
        f"{labels[theme]} à {told.supply.names[area]} ({_cell_words(told, theme, area)})"
        for theme, area in worst
    ]
    return HeatGrid(
        title,
        ["Thème", *(told.supply.names[area] for area in areas)],
        rows,
        "Dans chaque case\u00a0: personnes dont le besoin est sans réponse / services accessibles. Plus elle "
        "est foncée, plus il y a de personnes pour chaque service.",
        shades=[[_shade(cells[theme, area], most) for area in areas] for theme in themes],
        codes=[[_code(told, theme, area) for area in areas] for theme in themes],
        summary=f"{title}. Écarts les plus grands\u00a0: {', '.join(names) or 'aucun'}.",
    )


def _pressure(told: ToldNeeds, theme: str, area: Area) -> float | None:
    """People with the need unmet for each service; without any service, as if there were half of one."""
    figure = told.unmet[theme].of(area.code)
    return None if figure is None else figure.numerator / (told.supply.of(theme, area).services or 0.5)


def _shade(pressure: float | None, most: float) -> float | None:
    """By its square root, so that small gaps differ too."""
    return None if pressure is None else (pressure / most) ** 0.5


def _cell_words(told: ToldNeeds, theme: str, area: Area) -> str:
    figure = told.unmet[theme].of(area.code)
    unmet = HIDDEN if figure is None else format_count(figure.numerator)
    return f"{unmet} / {format_count(told.supply.of(theme, area).services)}"


def _code(told: ToldNeeds, theme: str, area: Area) -> str:
    figure = told.unmet[theme].of(area.code)
    is_listed = not told.least and figure and figure.denominator
    return code_of_group(unmet_of(theme, ""), told.by, area.code) if is_listed else ""
