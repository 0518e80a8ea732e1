"""Vue d'équipe: who is followed, who comes and leaves, what is late, what each structure carries."""

from functools import partial

from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.blocks import Board
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.detail import PeopleSource, show_behind
from components.indicators.filters import perimeter_filters
from components.indicators.perimeter import perimeter_words
from components.indicators.team import EVERY_ALERT, alert_bars, flow_bars, referent_bars, structure_bars
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
from db.queries.indicators.boards import tell_team
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Role, Viewer, require_role
from domain.indicators.access import counts_everybody
from domain.indicators.model import Perimeter, Scope
from domain.indicators.periods import Period
from domain.indicators.team import CASELOAD, TEAM
from domain.secrecy import Medium

viewer = current_viewer()
TITLE = "Vue d’équipe"
PEOPLE = PeopleSource(read_people_behind, take_people_behind, sign_people_behind, record_file_read)
FIGURES = (*TEAM, *EVERY_ALERT)
CAPACITY = "File active par référent·e"
OF_CAPACITY = (
    "Une mesure de la charge, par ordre alphabétique, pour répartir les suivis. À l’écran seulement."
)


def board_of(options: FilterOptions, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> Board:
    """Tiles, alerts, entries and exits by month, caseloads."""
    is_past = perimeter.reference_on < viewer.today
    figures = TEAM if is_past and medium is Medium.DOCUMENT else FIGURES  # alerts are those of today
    with_capacity = medium is Medium.SCREEN and may_see_capacity(viewer, perimeter)
    told, flows, loads = read_as(viewer, tell_team, perimeter, figures, medium, with_capacity=with_capacity)
    has_zeros = counts_everybody(viewer, perimeter)
    caseloads = structure_bars(told[CASELOAD], options.structures, has_zeros=has_zeros)
    blocks = [caseloads, *(flow_bars(*one) for one in flows.items())]
    if figures == FIGURES:
        blocks.insert(0, alert_bars(told, is_past=is_past))
    blocks += [referent_bars(load, options.referents, has_zeros=has_zeros) for load in loads.values()]
    return Board(
        TITLE,
        perimeter_words(viewer, perimeter, options),
        [told_tile(indicator, told[indicator]) for indicator in TEAM],
        blocks,
        secrecy_words(told),
    )


def may_see_capacity(viewer: Viewer, perimeter: Perimeter) -> bool:
    """Who shares the work out."""
    return viewer.has(Role.COORDINATOR, Role.STRUCTURE_MANAGER) and perimeter.scope is Scope.LISTED


def show_page(viewer: Viewer) -> None:
    """Filters, then the board and what is behind the figure that is asked."""
    buttons = dashboard_head(TITLE)
    options = read_as(viewer, list_filter_options)
    perimeter = perimeter_filters(viewer, options, usual=Period.THREE_MONTHS)

    def detail(code: str, words: str) -> None:
        told, _flows, _loads = read_as(
            viewer, tell_team, perimeter, FIGURES, Medium.SCREEN, with_capacity=False
        )
        names = structure_names(options.structures)
        show_behind(code, words, told=told, perimeter=perimeter, structures=names, source=PEOPLE)

    show_dashboard(
        viewer,
        perimeter,
        partial(board_of, options),
        buttons=buttons,
        name="vue-equipe",
        renew=ask_again,
        sign=sign_board,
        detail=detail,
    )


with domain_errors_shown():
    require_role(viewer, *INDICATOR_ROLES)
    show_page(viewer)
