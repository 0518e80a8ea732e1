"""Diagnostics et besoins: how diagnoses are made, which needs they retain, who is behind each figure."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from components.exports import export_buttons
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.indicators.filters import perimeter_filters
from components.indicators.needs import needs_charts
from components.indicators.people import (
    choose_counted,
    choose_figure,
    exported_people,
    page_asked,
    people_table,
    structures_table,
)
from components.indicators.tiles import figure_tiles
from components.indicators.words import NO_DIAGNOSIS, NOT_OPENED, listed_words, people_words, structure_names
from db.actions.indicator_exports import read_people_behind, sign_people_behind, take_people_behind
from db.actions.reads import record_file_read
from db.engine import read_session
from db.queries.directory import list_filter_options
from db.queries.indicators.figures import list_figures
from db.queries.indicators.needs import list_needs, list_theme_labels
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.diagnosis.core import core_content
from domain.errors import NotFoundError
from domain.indicators.diagnoses import JOINT, need_of, prevalence, tiles_of
from domain.indicators.model import ByStructure, Indicator, Perimeter, total
from navigation import FILE

viewer = current_viewer()
Figures = dict[Indicator, ByStructure]


def show_dashboard() -> None:
    """Filters, figures, the people behind one of them, needs."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Diagnostics et besoins", anchor=False, width="content")
        st.markdown(people_words(viewer), width="content")
    options = read(viewer, list_filter_options)
    perimeter, structures = (
        perimeter_filters(viewer.today, **vars(options)),
        structure_names(options.structures),
    )
    figures = read(viewer, list_figures, perimeter, tiles_of(perimeter))
    figure_tiles(figures)
    needs = read_needs(perimeter, figures[JOINT])
    show_detail(perimeter, figures | needs, structures)
    if total(figures[JOINT].values()).denominator:
        needs_charts(needs, structures)
    else:
        st.info(NO_DIAGNOSIS)


def read_needs(perimeter: Perimeter, diagnosed: ByStructure) -> Figures:
    """The figure of each theme, national ones first."""
    core = {theme.code: theme.label for theme in core_content().themes}
    themes = core | read(viewer, list_theme_labels)
    counts = read(viewer, list_needs, perimeter)
    return {need_of(code, told): prevalence(counts.get(code, {}), diagnosed) for code, told in themes.items()}


@st.fragment
def show_detail(perimeter: Perimeter, figures: Figures, structures: Mapping[int | None, str]) -> None:
    """Behind a figure; choosing or turning a page runs only this, so it asks again who is there."""
    viewer = current_viewer()
    indicator = choose_figure(list(figures))
    if indicator is None:
        return
    people, by_structure = st.tabs(["Personnes", "Par structure"])
    with people:
        show_people(viewer, perimeter, indicator)
    with by_structure:
        structures_table(indicator, figures[indicator], structures)


def show_people(viewer: Viewer, perimeter: Perimeter, indicator: Indicator) -> None:
    """By name, openable; the exports hold them all."""
    with st.container(horizontal=True, vertical_alignment="center"):
        is_counted = choose_counted(indicator)
        asked = (perimeter, indicator, is_counted)
        behind = read_people_behind(viewer, *asked, page=page_asked(*asked))
        st.markdown(listed_words(viewer, indicator, behind.count), width="content")
        export_buttons(
            lambda: exported_people(indicator, take_people_behind(viewer, *asked)),
            name="personnes",
            viewer=viewer,
            on_export=partial(sign_people_behind, viewer, indicator),
        )
    clicked = people_table(behind.count, behind.people, *asked, indicator=indicator)
    if clicked is not None:
        open_file(viewer, clicked)


def open_file(viewer: Viewer, beneficiary_id: int) -> None:
    """Go to the file, when the viewer may open it."""
    try:
        record_file_read(viewer, beneficiary_id)
    except NotFoundError:
        st.warning(NOT_OPENED)
    else:
        st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


def read(viewer: Viewer, query: Callable[..., Any], *about: Any, **values: Any) -> Any:
    """What this query gives her."""
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_dashboard()
