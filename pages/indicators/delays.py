"""Délais entre étapes: any two steps, with those who still wait."""

from functools import partial

import streamlit as st

from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.blocks import Block, Board
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.delay_bars import distribution_bars, month_bars, structure_bars
from components.indicators.delay_words import measure_tiles, secrecy_of
from components.indicators.delayed_people import show_delayed
from components.indicators.detail import PeopleSource
from components.indicators.filters import perimeter_filters
from components.indicators.pair_choice import choose_pair
from components.indicators.perimeter import perimeter_words
from components.indicators.presentation import is_presented
from components.indicators.references import asks_references, references_grid
from components.indicators.words import structure_names
from components.markdown import md_escape
from db.actions.delay_exports import read_delayed_people, take_delayed_people
from db.actions.indicator_exports import sign_board, sign_people_behind
from db.actions.reads import record_file_read
from db.engine import read_as
from db.queries.directory import FilterOptions, list_filter_options
from db.queries.indicators.delays import tell_delays
from db.queries.indicators.survey import tell_survey
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Viewer, require_role
from domain.indicators.delay_lists import part_of
from domain.indicators.model import Perimeter
from domain.indicators.pairs import READY_PAIRS, Pair
from domain.indicators.references import last_survey_year, reference_beside
from domain.secrecy import Medium
from navigation import THRESHOLDS

viewer = current_viewer()
TITLE = "Délais entre étapes"
PEOPLE = PeopleSource(read_delayed_people, take_delayed_people, sign_people_behind, record_file_read)


def board_of(
    options: FilterOptions,
    pair: Pair,
    has_references: bool,
    viewer: Viewer,
    perimeter: Perimeter,
    medium: Medium,
) -> Board:
    """The six measures, how long it takes and how long people wait, by month, by structure."""
    told = read_as(viewer, tell_delays, perimeter, pair, medium=medium)
    names = structure_names(options.structures)
    blocks: list[Block] = []
    if told.distribution:
        blocks = [*distribution_bars(pair, told), month_bars(pair, told, perimeter)]
        blocks.append(structure_bars(pair, told, names))
    return Board(
        f"{TITLE} — {pair.title}",
        perimeter_words(viewer, perimeter, options),
        measure_tiles(pair, told),
        blocks
        + (
            references(viewer, perimeter, pair, medium) if has_references or medium is Medium.DOCUMENT else []
        ),
        secrecy_of(told),
    )


def references(viewer: Viewer, perimeter: Perimeter, pair: Pair, medium: Medium) -> list[Block]:
    """The national figure that this delay may be compared with, if there is one."""
    beside, year = reference_beside(pair), last_survey_year(viewer.today)
    if beside is None:
        return []
    return [
        references_grid([beside], read_as(viewer, tell_survey, perimeter.scope, year, medium=medium), year)
    ]


def show_page(viewer: Viewer) -> None:
    """Which delay, over whom; then its board, and the list behind what is asked."""
    buttons = dashboard_head(TITLE)
    pair = choose_pair(READY_PAIRS)
    perimeter = perimeter_filters(viewer, options := read_as(viewer, list_filter_options))
    with st.container(horizontal=True):
        st.markdown(f"**{md_escape(pair.title)}**", help=pair.definition, width="content")
        if viewer.has(*THRESHOLDS.roles) and not is_presented():
            st.page_link(THRESHOLDS.path, label="Fixer le délai visé", icon=THRESHOLDS.icon)

    has_references = bool(reference_beside(pair)) and asks_references()

    def detail(code: str, words: str) -> None:
        part = part_of(code.partition(".")[2])
        if part and code.startswith(f"{pair.code}."):
            show_delayed(pair, perimeter, part, words, PEOPLE)

    show_dashboard(
        viewer,
        perimeter,
        partial(board_of, options, pair, has_references),
        buttons=buttons,
        name="delais",
        renew=ask_again,
        sign=sign_board,
        detail=detail,
    )


with domain_errors_shown():
    require_role(viewer, *INDICATOR_ROLES)
    show_page(viewer)
