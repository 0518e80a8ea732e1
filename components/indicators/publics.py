"""The blocks of publics and places: age, publics, seniority, tracks, communes and intercommunalités."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from components.formats import count_of, format_count
from components.indicators.blocks import Bar, Bars, Map, Tile
from components.indicators.contours import ContoursError, Shapes, read_contours
from components.indicators.map import map_summary
from components.indicators.words import (
    bars_of,
    detail_words,
    figure_words,
    groups_shown,
    share_words,
    told_bar,
    told_bars,
    unit_words,
)
from domain.caseload import AgeBracket, Area, AreaKind
from domain.follow_up import Track
from domain.indicators.areas import ToldAreas
from domain.indicators.groups import code_of_group, code_of_share
from domain.indicators.model import Breakdown, Figure, Seniority
from domain.indicators.team import CASELOAD
from domain.indicators.told import Told
from domain.people import Public

FIRST = 15
MAP_TITLE = "File active par commune"
CONTOURS = "contours/communes.geojson"
_NO_MAP = (
    f"Pour une carte, déposez des contours officiels sur le serveur\u00a0: {CONTOURS} (guide du serveur)."
)
UNKNOWN = "Commune non renseignée"
KINDS = {
    Breakdown.AGE: (AgeBracket, "Âge", "Date de naissance non renseignée"),
    Breakdown.PUBLIC: (Public, "Publics (une personne peut en avoir plusieurs)", "Aucun public renseigné"),
    Breakdown.SENIORITY: (Seniority, "Ancienneté", ""),
    Breakdown.TRACK: (Track, "Parcours", "Pas encore orientées"),
}
_BREAKDOWNS = {AreaKind.EPCI: Breakdown.EPCI, AreaKind.COMMUNE: Breakdown.COMMUNE}
_SHARE_OF = f"Part de la file active. {CASELOAD.definition}"
_SHARES = (
    (Breakdown.AGE, AgeBracket.UNDER_26, "Moins de 26 ans"),
    (Breakdown.AGE, AgeBracket.FROM_55, "55 ans et plus"),
    (Breakdown.SENIORITY, Seniority.FROM_2_YEARS, "Accompagnées depuis 2 ans et plus"),
)


def people_bars(told: Mapping[Breakdown, Told]) -> list[Bars]:
    """The file active by age, public, seniority and track; groups of nobody too."""
    return [_kind_bars(by, one) for by, one in told.items()]


def _kind_bars(by: Breakdown, told: Told) -> Bars:
    kind, title, nobody = KINDS[by]
    names: dict[Any, str] = {one: one.label for one in kind}
    shown = groups_shown(names | {None: nobody}, told, has_zeros=True)
    return told_bars(CASELOAD, told, shown, title=title, by=by, is_ranked=by is Breakdown.PUBLIC)


def share_tiles(told: Mapping[Breakdown, Told]) -> list[Tile]:
    """The youngest, the eldest, those followed for long, out of the file active."""
    return [_share_tile(title, told[by], by, group) for by, group, title in _SHARES]


def _share_tile(title: str, told: Told, by: Breakdown, group: Any) -> Tile:
    definition = f"{title}, à la date de référence. {_SHARE_OF}"
    part, whole = told.of(group), told.figure
    if part is None or whole is None:
        return Tile(title, figure_words(CASELOAD, None), detail_words(CASELOAD, None), definition)
    value = share_words(part.numerator / whole.numerator) if whole.numerator else "—"
    counted = f"{format_count(part.numerator)} sur {format_count(whole.numerator)}"
    code = "" if told.least else code_of_share(CASELOAD, by, group)
    return Tile(title, value, counted, definition, code)


def share_words_of(code: str) -> str:
    """Which share leads to this list; nothing when it is not one."""
    return next((title for by, key, title in _SHARES if code == code_of_share(CASELOAD, by, key)), "")


def area_bars(areas: ToldAreas) -> list[Bars]:
    """Intercommunalités, then the communes of most people with the others together."""
    if areas.is_refused:
        return [_bars("Intercommunalités", []), _bars("Communes", [])]
    epcis = [_area_bar(areas, AreaKind.EPCI, code) for code, people in areas.epcis.items() if people != 0]
    return [_bars("Intercommunalités", _ranked(epcis)), _bars("Communes", _first_communes(areas))]


def commune_bars(areas: ToldAreas) -> dict[str, Bar]:
    """Each commune of the territory, the one of most people first: what a map draws."""
    bars = {code: _area_bar(areas, AreaKind.COMMUNE, code) for code in areas.territory}
    return dict(sorted(bars.items(), key=lambda item: (-(item[1].value or 0), item[1].label)))


def contours_or_why(areas: ToldAreas, folder: Path) -> Shapes | str:
    """The contours of the territory in the data folder; else why there is no map, for who may act."""
    try:
        shapes = read_contours(folder / CONTOURS, areas.territory)
    except ContoursError as error:
        return f"Le fichier {CONTOURS} ne peut pas être dessiné\u00a0: {error}"
    return shapes or _NO_MAP


def map_blocks(areas: ToldAreas, folder: Path) -> list[Map]:
    """The map, on documents; none without contours that can be drawn, which the page says."""
    shapes = "" if areas.is_refused else contours_or_why(areas, folder)
    bars = commune_bars(areas)
    return [] if isinstance(shapes, str) else [Map(MAP_TITLE, map_summary(MAP_TITLE, bars), bars, shapes)]


def drawn_only(areas: ToldAreas, code: str) -> str:
    """The words of this commune when the map leads to its people and no bar does; else nothing."""
    above = {bar.code for block in area_bars(areas) for bar in block.bars}
    named = {bar.code: f"Communes\u00a0: {bar.label}" for bar in commune_bars(areas).values()}
    return "" if not code or code in above else named.get(code, "")


def _first_communes(areas: ToldAreas) -> list[Bar]:
    told = {code: people for code, people in areas.communes.items() if code and people}
    first = sorted(told, key=lambda code: (-told[code], areas.names[Area(AreaKind.COMMUNE, code)]))[:FIRST]
    bars = [_area_bar(areas, AreaKind.COMMUNE, code) for code in first]
    left = [code for code, people in areas.communes.items() if code and people != 0 and code not in first]
    unknown = areas.communes.get(None, 0)
    if left:
        bars.append(_others(areas, len(left), sum(told[code] for code in first), unknown))
    return bars if unknown == 0 else [*bars, _area_bar(areas, AreaKind.COMMUNE, None)]


def _others(areas: ToldAreas, count: int, shown: int, unknown: int | None) -> Bar:
    """What is left of the total: anyone may subtract what is told; the rest of something hidden is too."""
    is_hidden = areas.total is None or unknown is None
    people = None if is_hidden else (areas.total or 0) - shown - (unknown or 0)
    has_hidden = any(told is None for code, told in areas.communes.items() if code)
    label = "Autres communes" if has_hidden else count_of(count, "autre commune", "autres communes")
    return told_bar(CASELOAD, label, _figure(people))


def _area_bar(areas: ToldAreas, kind: AreaKind, code: str | None) -> Bar:
    counts = areas.epcis if kind is AreaKind.EPCI else areas.communes
    label = areas.names[Area(kind, code)] if code else UNKNOWN
    listed = "" if areas.least else code_of_group(CASELOAD, _BREAKDOWNS[kind], code)
    return told_bar(CASELOAD, label, _figure(counts.get(code)), listed)


def _figure(people: int | None) -> Figure | None:
    return None if people is None else Figure(people, people)


def _ranked(bars: list[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda bar: (bar.value is None, -(bar.value or 0), bar.label))


def _bars(title: str, bars: list[Bar]) -> Bars:
    drawn = bars_of(title, bars, unit_words(CASELOAD), definition=CASELOAD.definition)
    return Bars(drawn.title, drawn.summary, drawn.unit_words, drawn.bars, drawn.definition)
