"""Diagnostics et besoins: how diagnoses are made, which needs they retain, which ones were lifted since."""

from functools import partial

from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.blocks import Bars, Board
from components.indicators.dashboard import dashboard_head, show_dashboard
from components.indicators.detail import PeopleSource, show_behind
from components.indicators.filters import perimeter_filters
from components.indicators.perimeter import perimeter_words
from components.indicators.words import bars_of, secrecy_words, structure_names, told_bar, told_tile
from db.actions.indicator_exports import (
    read_people_behind,
    sign_board,
    sign_people_behind,
    take_people_behind,
)
from db.actions.reads import record_file_read
from db.engine import read_as
from db.queries.directory import FilterOptions, list_filter_options
from db.queries.indicators.needs import list_theme_labels
from db.queries.indicators.told import tell_figures
from db.queries.viewers import ask_again
from domain.access import INDICATOR_ROLES, Viewer, require_role
from domain.diagnosis.core import core_content
from domain.indicators.diagnoses import LIFTED, NEEDS, lifted_of, need_of, tiles_of
from domain.indicators.groups import code_of
from domain.indicators.model import Indicator, Perimeter
from domain.indicators.told import Told
from domain.secrecy import Medium

viewer = current_viewer()
TITLE = "Diagnostics et besoins"
PEOPLE = PeopleSource(read_people_behind, take_people_behind, sign_people_behind, record_file_read)


def board_of(options: FilterOptions, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> Board:
    """Tiles, needs by theme, needs lifted since the first diagnosis."""
    told = figures_of(viewer, perimeter, medium)
    return Board(
        TITLE,
        perimeter_words(viewer, perimeter, options),
        [told_tile(indicator, told[indicator]) for indicator in tiles_of(perimeter)],
        [
            theme_bars("Besoins et contraintes par thème", NEEDS, told),
            theme_bars("Besoins levés", LIFTED, told),
        ],
        secrecy_words(told),
    )


def figures_of(viewer: Viewer, perimeter: Perimeter, medium: Medium) -> dict[Indicator, Told]:
    """Every figure of the page: a theme of the consortium's own has no figure of needs lifted."""
    core = {theme.code: theme.label for theme in core_content().themes}
    themes = core | read_as(viewer, list_theme_labels)
    needs = [need_of(code, label) for code, label in themes.items()]
    lifted = [lifted_of(code, themes[code]) for code in core]
    figures = [*tiles_of(perimeter), *needs, *lifted]
    told: dict[Indicator, Told] = read_as(viewer, tell_figures, perimeter, figures, medium=medium)
    return told


def theme_bars(title: str, family: Indicator, told: dict[Indicator, Told]) -> Bars:
    """A bar a theme, the most frequent first; those of which nothing can be said are left out."""
    bars = [
        told_bar(one, one.title, figure.figure, "" if figure.least else code_of(one))
        for one, figure in told.items()
        if one.code == family.code and (figure.figure is None or figure.figure.denominator)
    ]
    return bars_of(title, bars, "%", definition=family.definition, is_ranked=True)


def show_page(viewer: Viewer) -> None:
    """Filters, then the board and what is behind the figure that is asked."""
    buttons = dashboard_head(TITLE)
    options = read_as(viewer, list_filter_options)
    perimeter = perimeter_filters(viewer, options)

    def detail(code: str, words: str) -> None:
        told = figures_of(viewer, perimeter, Medium.SCREEN)
        names = structure_names(options.structures)
        show_behind(code, words, told=told, perimeter=perimeter, structures=names, source=PEOPLE)

    show_dashboard(
        viewer,
        perimeter,
        partial(board_of, options),
        buttons=buttons,
        name="diagnostics-et-besoins",
        renew=ask_again,
        sign=sign_board,
        detail=detail,
    )


with domain_errors_shown():
    require_role(viewer, *INDICATOR_ROLES)
    show_page(viewer)
