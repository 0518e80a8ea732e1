"""Parcours et délais: the usual delays side by side, their trend, national figures beside."""

from functools import partial

import streamlit as st

from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.blocks import Board, Grid
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.delay_bars import month_bars
from components.indicators.delay_words import PAIR_COLUMNS, pair_row, pair_tile, secrecy_of
from components.indicators.delayed_people import show_delayed
from components.indicators.detail import PeopleSource
from components.indicators.filters import perimeter_filters
from components.indicators.perimeter import perimeter_words
from components.indicators.presentation import is_presented
from components.indicators.references import asks_references, references_grid
from db.actions.delay_exports import read_delayed_people, take_delayed_people
from db.actions.indicator_exports import sign_board, sign_people_behind
from db.actions.reads import record_file_read
from db.engine import read_as
from db.queries.directory import FilterOptions, list_filter_options
from db.queries.indicators.delays import tell_pairs
from db.queries.indicators.survey import tell_survey
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Viewer, require_role
from domain.indicators.delay_lists import part_of
from domain.indicators.model import Perimeter
from domain.indicators.pairs import READY_PAIRS, pair_of
from domain.indicators.references import REFERENCES, last_survey_year
from domain.secrecy import Medium
from navigation import DELAYS

viewer = current_viewer()
TITLE = "Parcours et délais"
SIDE_BY_SIDE = "Les délais côte à côte"
WAITING = "Délai médian et « 9 sur 10 »\u00a0: personnes en attente comprises."
LISTS = "Les personnes d’une ligne sont derrière la tuile du même nom."
PEOPLE = PeopleSource(read_delayed_people, take_delayed_people, sign_people_behind, record_file_read)


def board_of(
    options: FilterOptions, has_references: bool, viewer: Viewer, perimeter: Perimeter, medium: Medium
) -> Board:
    """A tile a pair, all of them in a table, the trend of each, national figures."""
    told = read_as(viewer, tell_pairs, perimeter, READY_PAIRS, medium=medium)
    has_lists = not any(one.least for one in told.values())
    note = f"{WAITING} {LISTS}" if has_lists else WAITING
    table = Grid(SIDE_BY_SIDE, PAIR_COLUMNS, [pair_row(pair, one) for pair, one in told.items()], note)
    trends = [
        month_bars(pair, one, perimeter, f"{pair.title}, médiane par mois")
        for pair, one in told.items()
        if one.by_month
    ]
    return Board(
        TITLE,
        perimeter_words(viewer, perimeter, options),
        [pair_tile(pair, one) for pair, one in told.items()],
        [
            *trends,
            table,
            *(references(viewer, perimeter, medium) if has_references or medium is Medium.DOCUMENT else ()),
        ],
        secrecy_of(next(iter(told.values()))),
    )


def references(viewer: Viewer, perimeter: Perimeter, medium: Medium) -> list[Grid]:
    """National figures, and ours by the same method."""
    year = last_survey_year(viewer.today)
    return [
        references_grid(REFERENCES, read_as(viewer, tell_survey, perimeter.scope, year, medium=medium), year)
    ]


def show_page(viewer: Viewer) -> None:
    """Filters, then the board, and the list behind what is asked."""
    buttons = dashboard_head(TITLE)
    options = read_as(viewer, list_filter_options)
    perimeter = perimeter_filters(viewer, options)
    if not is_presented():
        st.page_link(DELAYS.path, label="Un autre délai, sa répartition et ses structures", icon=DELAYS.icon)

    has_references = asks_references()

    def detail(code: str, words: str) -> None:
        pair_code, _, part_code = code.partition(".")
        pair, part = pair_of(pair_code), part_of(part_code)
        if pair and part:
            show_delayed(pair, perimeter, part, words, PEOPLE)

    show_dashboard(
        viewer,
        perimeter,
        partial(board_of, options, has_references),
        buttons=buttons,
        name="parcours-et-delais",
        renew=ask_again,
        sign=sign_board,
        detail=detail,
    )


with domain_errors_shown():
    require_role(viewer, *INDICATOR_ROLES)
    show_page(viewer)
