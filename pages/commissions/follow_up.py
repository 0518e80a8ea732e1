"""Suivi des commissions: what meetings examined and found, what was kept, who sat."""

from functools import partial

import streamlit as st

from components.commissions.follow_up import (
    TITLE,
    choose_days,
    choose_sitting,
    follow_up_board,
    period_words,
    show_lines,
)
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.blocks import Board
from components.indicators.dashboard import dashboard_head, show_dashboard
from db.actions import commission_exports as exports
from db.actions.indicator_exports import sign_board
from db.engine import read_as
from db.queries.indicators.commission_lines import list_commission_lines
from db.queries.indicators.commissions import list_body_names, list_held, tell_commissions
from db.queries.viewers import ask_again
from domain.access import COMMISSION_FIGURE_ROLES, Viewer, require_role
from domain.indicators.commissions import COMMISSIONS
from domain.indicators.groups import code_of
from domain.indicators.model import Perimeter
from domain.indicators.told_commissions import Sitting, lists_commissions
from domain.secrecy import Medium

viewer = current_viewer()
BY_CODE = {code_of(indicator): indicator for indicator in COMMISSIONS}


def board_of(sitting: Sitting, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> Board:
    """The same board on screen, projected and on documents."""
    told = read_as(viewer, tell_commissions, perimeter, sitting, medium)
    return follow_up_board(told, perimeter, sitting, read_as(viewer, list_body_names))


def show_behind(perimeter: Perimeter, sitting: Sitting, code: str, _words: str) -> None:
    """The lines behind the tile of this code, to who runs the bodies."""
    indicator = BY_CODE.get(code)
    if indicator is None or not lists_commissions(viewer):
        return
    about = (perimeter, sitting, indicator)
    show_lines(
        indicator,
        read_as(viewer, list_commission_lines, *about),
        viewer=viewer,
        take=partial(exports.take_commission_lines, viewer, *about),
        sign=partial(exports.sign_commission_lines, viewer, indicator),
    )


def show_page(viewer: Viewer) -> None:
    """Which meetings, then the board and the lines behind the figure that is asked."""
    buttons = dashboard_head(TITLE)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        perimeter, sitting = choose_days(viewer), Sitting()
        if lists_commissions(viewer):
            sitting = choose_sitting(read_as(viewer, list_held, perimeter, Sitting()))
    st.caption(period_words(perimeter))
    show_dashboard(
        viewer,
        perimeter,
        partial(board_of, sitting),
        buttons=buttons,
        name="suivi-commissions",
        renew=ask_again,
        sign=sign_board,
        detail=partial(show_behind, perimeter, sitting),
    )


with domain_errors_shown():
    require_role(viewer, *COMMISSION_FIGURE_ROLES)
    show_page(viewer)
