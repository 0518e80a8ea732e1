"""Diagnostics: what waits for me, then every diagnosis that I may read."""

from functools import partial

import streamlit as st

from components.diagnosis.list_filters import (
    choose_sort,
    clear_filters_button,
    diagnosis_filters,
    must_audit_search,
)
from components.diagnosis.list_table import (
    diagnoses_counted,
    diagnosis_pages,
    diagnosis_table,
    exported_diagnoses,
    waiting_for_me,
)
from components.exports import export_buttons
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from db.actions.diagnosis_lists import sign_diagnoses, take_diagnoses
from db.actions.reads import record_search
from db.engine import read_as, write_session
from db.queries.diagnosis_lists import count_diagnoses, list_diagnoses, list_waiting
from db.queries.directory import list_structures
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.diagnosis.lists import DiagnosisFilters
from navigation import DIAGNOSIS

viewer = current_viewer()


@st.fragment
def show_diagnoses(structures: dict[int, str]) -> None:
    """Filters and list; typing in the search runs only this, so it asks again who is there."""
    viewer = current_viewer()
    filters = diagnosis_filters(structures)
    count = read_as(viewer, count_diagnoses, filters)
    if count:
        show_page(viewer, filters, count)
    else:
        st.info(
            "Aucun diagnostic ne correspond, parmi les personnes dont vous pouvez ouvrir le dossier. Il se"
            " commence dans le dossier de la personne, partie «\u00a0Diagnostics\u00a0»."
        )
        clear_filters_button()
    if must_audit_search(filters.search):
        with write_session(viewer) as session:
            record_search(session, viewer, terms=len(filters.search.split()), count=count)


def show_page(viewer: Viewer, filters: DiagnosisFilters, count: int) -> None:
    """One page of them; the exports hold them all."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{diagnoses_counted(count)}**", width="content")
        clear_filters_button()
        st.space("stretch")
        page = diagnosis_pages(count, filters)
        sort = choose_sort()
        take = partial(take_diagnoses, viewer, filters, sort)
        sign = partial(sign_diagnoses, viewer)
        export_buttons(lambda: exported_diagnoses(take()), name="diagnostics", viewer=viewer, on_export=sign)
    clicked = diagnosis_table(read_as(viewer, list_diagnoses, filters, sort=sort, page=page))
    if clicked is not None:
        st.switch_page(DIAGNOSIS.path, query_params={"diagnostic": str(clicked)})


st.title("Diagnostics", anchor=False)
with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    waiting_for_me(read_as(viewer, list_waiting))
    show_diagnoses(read_as(viewer, list_structures))
