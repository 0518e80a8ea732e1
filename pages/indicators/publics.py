"""Publics et territoires: who is accompanied, and where people live; on a map when contours were given."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.address import asked_figure
from components.indicators.blocks import Board
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.detail import PeopleSource, show_behind
from components.indicators.filters import perimeter_filters
from components.indicators.map import show_map
from components.indicators.perimeter import perimeter_words
from components.indicators.presentation import is_presented, medium_shown
from components.indicators.publics import (
    KINDS,
    MAP_TITLE,
    area_bars,
    commune_bars,
    contours_or_why,
    drawn_only,
    map_blocks,
    people_bars,
    share_tiles,
    share_words_of,
)
from components.indicators.words import secrecy_words, structure_names, told_tile
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
from db.queries.indicators.boards import tell_publics
from db.queries.indicators.told import tell_figures
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Role, Viewer, require_role
from domain.indicators.areas import ToldAreas
from domain.indicators.groups import without_share
from domain.indicators.model import Breakdown, Perimeter
from domain.indicators.team import CASELOAD
from domain.secrecy import Medium
from settings import get_settings

viewer = current_viewer()
TITLE = "Publics et territoires"
PEOPLE = PeopleSource(read_people_behind, take_people_behind, sign_people_behind, record_file_read)
Detail = Callable[[str, str], None]


def board_of(options: FilterOptions, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> Board:
    """Tiles, who people are, where they live."""
    told, areas = read_as(viewer, tell_publics, perimeter, KINDS, medium)
    maps = map_blocks(areas, get_settings().data_dir) if medium is Medium.DOCUMENT else []
    return Board(
        TITLE,
        perimeter_words(viewer, perimeter, options, has_period=False),
        [told_tile(CASELOAD, told[Breakdown.AGE]), *share_tiles(told)],
        [*people_bars(told), *area_bars(areas), *maps],
        secrecy_words({CASELOAD: told[Breakdown.AGE]}),
    )


def show_areas(viewer: Viewer, areas: ToldAreas, detail: Detail) -> None:
    """The map, and what is behind the commune asked there when no bar above leads to it."""
    shapes = contours_or_why(areas, get_settings().data_dir)
    if isinstance(shapes, str):
        say_to_who_may_act(viewer, shapes)
        return
    show_map(MAP_TITLE, commune_bars(areas), shapes, is_large=is_presented())
    if not is_presented() and (words := drawn_only(areas, asked_figure())):
        detail(asked_figure(), words)


def say_to_who_may_act(viewer: Viewer, words: str) -> None:
    """Who has the server's file put or mended; others need no map."""
    if viewer.has(Role.ADMINISTRATOR, Role.COORDINATOR) and not is_presented():
        st.caption(words)


def show_page(viewer: Viewer) -> None:
    """Filters, then the board, the map, and what is behind the figure that is asked."""
    buttons = dashboard_head(TITLE)
    options = read_as(viewer, list_filter_options)
    perimeter = perimeter_filters(viewer, options, has_period=False)

    def detail(code: str, words: str) -> None:
        told = read_as(viewer, tell_figures, perimeter, (CASELOAD,))
        names = structure_names(options.structures)
        words, code = words or share_words_of(code), without_share(code)
        show_behind(code, words, told=told, perimeter=perimeter, structures=names, source=PEOPLE)

    board = partial(board_of, options)
    name = "publics-et-territoires"
    show_dashboard(
        viewer, perimeter, board, buttons=buttons, name=name, renew=ask_again, sign=sign_board, detail=detail
    )
    areas = read_as(viewer, tell_areas, perimeter, medium=medium_shown())
    if not areas.is_refused:
        show_areas(viewer, areas, detail)


with domain_errors_shown():
    require_role(viewer, *INDICATOR_ROLES)
    show_page(viewer)
