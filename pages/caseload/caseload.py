"""File active: the people the signed-in professional may list; a name opens the file."""

import pandas as pd
import streamlit as st

from components.caseload_filters import caseload_filters, caseload_sort, clear_filters_button
from components.caseload_state import count_asked, must_audit_search
from components.caseload_table import caseload_pages, caseload_table, exported_caseload, people_counted
from components.exports import export_buttons
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from db.actions.reads import record_export, record_file_read, record_search
from db.engine import read_session, sign_in_session, write_session
from db.queries.caseloads import count_caseload, export_caseload, list_caseload
from db.queries.directory import FilterOptions, list_filter_options
from db.queries.viewers import renew_viewer
from domain import clock
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.caseload import CaseloadFilters, CaseloadSort
from domain.errors import NotFoundError
from navigation import FILE, NEW_PERSON

viewer = current_viewer()


@st.fragment
def show_caseload(options: FilterOptions) -> None:
    """Filters and list; typing in the search runs only this, so it asks again who is there."""
    viewer = current_viewer()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("File active", anchor=False)
        actions = st.container(horizontal=True, vertical_alignment="center", width="content")
    actions.page_link(NEW_PERSON.path, icon=NEW_PERSON.icon)
    filters = caseload_filters(
        viewer.today,
        me=viewer.professional_id,
        structures=options.structures,
        referents=options.referents,
        areas=options.areas,
    )
    with read_session(viewer) as session:
        count = count_caseload(session, viewer, filters)
    if count:
        sort = show_people(viewer, filters, count)
        with actions:
            offer_exports(viewer, filters, sort)
    else:
        show_nobody()
    if must_audit_search(filters.search):
        with write_session(viewer) as session:
            record_search(session, viewer, terms=len(filters.search.split()), count=count)


def show_people(viewer: Viewer, filters: CaseloadFilters, count: int) -> CaseloadSort:
    """One page of them; returns the order in which they are shown."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{people_counted(count)}**", width="content")
        clear_filters_button()
        st.space("stretch")
        page = caseload_pages(count, filters)
        sort = caseload_sort()
    with read_session(viewer) as session:
        caseload = list_caseload(session, viewer, filters, sort=sort, page=page)
    notice = st.container()
    beneficiary_id = caseload_table(caseload, viewer.today)
    if beneficiary_id is not None:
        with notice:
            open_file(viewer, beneficiary_id)
    return sort


def show_nobody() -> None:
    """Say why the list is empty, and what to do."""
    if count_asked():
        st.info(
            "Aucune personne ne correspond à ces critères. "
            "Celles qui sont sorties ne sont montrées qu’avec le statut « Sortie »."
        )
        clear_filters_button()
    else:
        st.info("Personne n’est encore dans votre file active.")


def offer_exports(viewer: Viewer, filters: CaseloadFilters, sort: CaseloadSort) -> None:
    """The whole filtered list as files; who asks is checked again at the click."""

    def read() -> pd.DataFrame:
        with sign_in_session(is_readonly=True) as session:
            asking = renew_viewer(session, viewer, clock.now())
        with read_session(asking) as session:
            return exported_caseload(export_caseload(session, asking, filters, sort=sort))

    def sign(rows: int, detail: str) -> None:
        with write_session(viewer) as session:
            record_export(session, viewer, kind="caseload", count=rows, detail=detail)

    export_buttons(read, name="file-active", viewer=viewer, on_export=sign)


def open_file(viewer: Viewer, beneficiary_id: int) -> None:
    """Go to the file; a manager lists people whose file she may not open."""
    try:
        record_file_read(viewer, beneficiary_id)
    except NotFoundError:
        st.info(
            "Votre structure accompagne cette personne, mais son groupe de suivi ne vous nomme pas : "
            "demandez à son référent ou à sa référente de vous y ajouter pour ouvrir le dossier."
        )
    else:
        st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    with read_session(viewer) as session:
        options = list_filter_options(session, viewer)
    show_caseload(options)
