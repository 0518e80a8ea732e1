"""Publics et territoires: who is accompanied, and where people live; on a map when contours were given."""

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
from components.indicators.presentation import is_presented, medium_shown
from components.indicators.publics import KINDS, area_bars, commune_bars, drawn_only, people_bars, share_tiles
from components.indicators.words import secrecy_words, structure_names, told_tile
from db.actions.indicator_exports import (
    read_people_behind,
    sign_board,
    sign_people_behind,
    take_people_behind,
)
from db.actions.reads import record_file_read
from db.engine import read_as, read_session
from db.queries.directory import FilterOptions, list_filter_options
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.told import tell_figures
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Role, Viewer, require_role
from domain.indicators.areas import ToldAreas
from domain.indicators.model import Breakdown, Perimeter
from domain.indicators.team import CASELOAD
from domain.secrecy import Medium
from settings import get_settings

viewer = current_viewer()
TITLE = "Publics et territoires"
PEOPLE = PeopleSource(read_people_behind, take_people_behind, sign_people_behind, record_file_read)
CONTOURS = "contours/communes.geojson"
NO_MAP = (
    f"Pour une carte, déposez des contours officiels sur le serveur\u00a0: {CONTOURS} (guide du serveur)."
)
Detail = Callable[[str, str], None]


def board_of(options: FilterOptions, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> Board:
    """Tiles, who people are, where they live."""
    with read_session(viewer) as session:
        told = {
            by: tell_figures(session, viewer, perimeter, (CASELOAD,), medium=medium, by=by)[CASELOAD]
            for by in KINDS
        }
        areas = tell_areas(session, viewer, perimeter, medium=medium)
    caseload = told[Breakdown.AGE]
    return Board(
        TITLE,
        perimeter_words(viewer, perimeter, options, has_period=False),
        [told_tile(CASELOAD, caseload), *share_tiles(told)],
        [*people_bars(told), *area_bars(areas)],
        secrecy_words({CASELOAD: caseload}),
    )


def show_areas(viewer: Viewer, areas: ToldAreas, detail: Detail) -> None:
    """The map, and what is behind the commune asked there when no bar above leads to it."""
    try:
        shapes = read_contours(get_settings().data_dir / CONTOURS, areas.territory)
    except ContoursError as error:
        say_to_who_may_act(viewer, f"Le fichier {CONTOURS} ne peut pas être dessiné\u00a0: {error}")
        return
    if shapes is None:
        say_to_who_may_act(viewer, NO_MAP)
        return
    show_map("File active par commune", commune_bars(areas), shapes, is_large=is_presented())
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
