"""What every dashboard does alike: its head, its exports, its projection, its board."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.indicators.blocks import Board
from components.indicators.board import Detail, show_board
from components.indicators.exports import board_exports
from components.indicators.presentation import is_presented, medium_shown, present_button, show_large
from domain.access import Viewer
from domain.indicators.access import without_referent
from domain.indicators.model import Perimeter
from domain.secrecy import Medium

BoardOf = Callable[[Viewer, Perimeter, Medium], Board]


def dashboard_head(title: str) -> DeltaGenerator:
    """The title, in large type when it is projected; returns the place of its buttons."""
    if is_presented():
        show_large()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(title, anchor=False, width="content")
        return st.container(horizontal=True, width="content")


def show_dashboard(
    viewer: Viewer,
    perimeter: Perimeter,
    board_of: BoardOf,
    *,
    buttons: DeltaGenerator,
    name: str,
    renew: Callable[[Viewer], Viewer],
    sign: Callable[[Viewer, str, str], None],
    detail: Detail | None = None,
) -> None:
    """The board as this viewer is told it here, and the way to take or project it.

    `renew` checks again who asks when an export is made (db.queries.viewers.ask_again); `sign` writes it in
    the journal (db.actions.indicator_exports.sign_board) under `name`, which is that of the file too.
    """
    with buttons:
        if not is_presented():
            board_exports(
                lambda medium: _edited(renew(viewer), perimeter, board_of, medium),
                name,
                sign=partial(sign, viewer, name),
            )
        present_button()
    show_board(board_of(viewer, perimeter, medium_shown()), detail)


def _edited(viewer: Viewer, perimeter: Perimeter, board_of: BoardOf, medium: Medium) -> Board:
    """The board of a document, which says whose it is and of when."""
    board = board_of(viewer, without_referent(perimeter), medium)
    return replace(board, source=viewer.consortium_name, made_on=viewer.today)
