"""Sorties et maintien dans l’emploi: why people leave, and what becomes of those who found a job."""

from functools import partial

from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.blocks import Board
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.detail import PeopleSource, show_behind
from components.indicators.exits import jobs_grid, reason_bars
from components.indicators.filters import perimeter_filters
from components.indicators.perimeter import perimeter_words
from components.indicators.team import flow_bars
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
from db.queries.indicators.boards import tell_exits
from db.queries.indicators.told import tell_figures
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Viewer, require_role
from domain.follow_up import ExitReason
from domain.indicators.exits import DYNAMIC_EXITS, exits_for
from domain.indicators.jobs import JOB_CONTACTS, STILL_IN_JOB
from domain.indicators.model import Indicator, Perimeter
from domain.indicators.team import EXITS
from domain.indicators.told import Told
from domain.job_checks import CHECK_MONTHS
from domain.secrecy import Medium

viewer = current_viewer()
TITLE = "Sorties et maintien dans l’emploi"
PEOPLE = PeopleSource(read_people_behind, take_people_behind, sign_people_behind, record_file_read)
IN_JOB = [one for months in CHECK_MONTHS for one in (JOB_CONTACTS[months], STILL_IN_JOB[months])]
FIGURES = (EXITS, DYNAMIC_EXITS, *IN_JOB)
REASONS = tuple(exits_for(reason) for reason in ExitReason)


def board_of(options: FilterOptions, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> Board:
    """Tiles, reasons in their two families, exits by month, first months in a job by structure."""
    told, reasons, flows = read_as(viewer, tell_exits, perimeter, FIGURES, medium)
    jobs = jobs_grid(told, structure_names(options.structures))
    return Board(
        TITLE,
        perimeter_words(viewer, perimeter, options),
        [told_tile(indicator, told[indicator]) for indicator in FIGURES],
        [*reason_bars(reasons), flow_bars(EXITS, flows[EXITS]), jobs],
        secrecy_words(told, *reasons.values()),
    )


def figures_of(viewer: Viewer, perimeter: Perimeter) -> dict[Indicator, Told]:
    """Every figure behind which people may be listed."""
    told: dict[Indicator, Told] = read_as(viewer, tell_figures, perimeter, (*FIGURES, *REASONS))
    return told


def show_page(viewer: Viewer) -> None:
    """Filters, then the board and what is behind the figure that is asked."""
    buttons = dashboard_head(TITLE)
    options = read_as(viewer, list_filter_options)
    perimeter = perimeter_filters(viewer, options)

    def detail(code: str, words: str) -> None:
        told = figures_of(viewer, perimeter)
        names = structure_names(options.structures)
        show_behind(code, words, told=told, perimeter=perimeter, structures=names, source=PEOPLE)

    show_dashboard(
        viewer,
        perimeter,
        partial(board_of, options),
        buttons=buttons,
        name="sorties-et-maintien",
        renew=ask_again,
        sign=sign_board,
        detail=detail,
    )


with domain_errors_shown():
    require_role(viewer, *INDICATOR_ROLES)
    show_page(viewer)
