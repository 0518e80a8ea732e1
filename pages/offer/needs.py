"""Besoins et offre: needs that nothing answers, by theme and area, beside what the offer holds."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.address import asked_figure
from components.indicators.blocks import Board
from components.indicators.contours import ContoursError, read_contours
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.detail import PeopleSource, show_behind
from components.indicators.filters import perimeter_filters
from components.indicators.map import show_map
from components.indicators.perimeter import perimeter_words
from components.indicators.presentation import is_presented
from components.indicators.words import secrecy_words, structure_names
from components.offer.needs import needs_blocks, needs_tiles
from components.offer.needs_tools import choose_theme, commune_bars, new_offer_link, services_beside
from db.actions.indicator_exports import (
    read_people_behind,
    sign_board,
    sign_people_behind,
    take_people_behind,
)
from db.actions.reads import record_file_read
from db.engine import read_as
from db.queries.directory import FilterOptions, list_filter_options
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.offer_needs import tell_needs
from db.queries.indicators.told import tell_figures
from db.queries.offer_reaching import list_reaching_services
from db.queries.offer_supply import get_supply
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Viewer, require_role
from domain.caseload import Area
from domain.diagnosis.core import core_content
from domain.indicators.access import is_entitled
from domain.indicators.groups import code_of, indicator_code, narrowed
from domain.indicators.model import Perimeter
from domain.indicators.offer import UNMET, every_need, unmet_of
from domain.indicators.told_needs import ToldNeeds
from domain.offer.supply import OfferSupply
from domain.secrecy import Medium
from settings import get_settings

viewer = current_viewer()
TITLE = "Besoins et offre"
PEOPLE = PeopleSource(read_people_behind, take_people_behind, sign_people_behind, record_file_read)
CONTOURS = "contours/communes.geojson"
LABELS = {theme.code: theme.label for theme in core_content().themes}


def board_of(
    options: FilterOptions, theme: str, viewer: Viewer, perimeter: Perimeter, medium: Medium
) -> Board:
    """Tiles, themes, theme by area, one theme area by area."""
    told: ToldNeeds = read_as(viewer, tell_needs, perimeter, LABELS, theme=theme, medium=medium)
    words, secrecy = perimeter_words(viewer, perimeter, options), secrecy_words({}, told.any_unmet)
    return Board(TITLE, words, needs_tiles(told), needs_blocks(told, LABELS), secrecy)


def show_needs_map(
    viewer: Viewer, perimeter: Perimeter, theme: str, detail: Callable[[str, str], None]
) -> None:
    """People whose need is unmet, by commune, for who may list them; when contours were given."""
    if not (path := get_settings().data_dir / CONTOURS).exists():
        return
    areas = read_as(viewer, tell_areas, perimeter, unmet_of(theme, LABELS[theme]))
    try:
        shapes = read_contours(path, areas.territory)
    except ContoursError:
        return  # « Publics et territoires » says why to who may mend it
    if shapes:
        bars = commune_bars(areas, theme)
        show_map(f"{LABELS[theme]}\u00a0: besoins sans réponse par commune", bars, shapes, is_large=False)
        if name := next((bar.label for bar in bars.values() if bar.code and bar.code == asked_figure()), ""):
            detail(asked_figure(), name)


def show_services(viewer: Viewer, theme: str, area: Area | None) -> None:
    """What this theme finds there."""
    offer: OfferSupply = read_as(viewer, get_supply)
    found = read_as(viewer, list_reaching_services, theme, area)
    where = offer.names.get(area, "") if area else ""
    services_beside(theme, LABELS[theme], where, offer.of(theme, area), found)


def show_page(viewer: Viewer) -> None:
    """Filters and the theme, then the board, the map, and what is behind the figure that is asked."""
    buttons = dashboard_head(TITLE)
    options = read_as(viewer, list_filter_options)
    perimeter = perimeter_filters(viewer, options)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        theme = choose_theme(LABELS)
        new_offer_link(viewer, theme, options.areas.get(perimeter.people.area, ""))

    def detail(code: str, words: str) -> None:
        asked = [one for one in every_need(LABELS) if code_of(one) == indicator_code(code)]
        told = read_as(viewer, tell_figures, perimeter, asked)
        names = structure_names(options.structures)
        show_behind(code, words, told=told, perimeter=perimeter, structures=names, source=PEOPLE)
        if asked and (theme := asked[0].variant):
            show_services(viewer, theme, (narrowed(perimeter, code) or perimeter).people.area)

    board, name = partial(board_of, options, theme), "besoins-et-offre"
    show_dashboard(
        viewer, perimeter, board, buttons=buttons, name=name, renew=ask_again, sign=sign_board, detail=detail
    )
    if not is_presented() and is_entitled(viewer, perimeter.scope, UNMET):
        told = read_as(viewer, tell_needs, perimeter, LABELS, theme=theme)
        show_needs_map(viewer, perimeter, told.theme, detail)


with domain_errors_shown():
    require_role(viewer, *INDICATOR_ROLES)
    show_page(viewer)
