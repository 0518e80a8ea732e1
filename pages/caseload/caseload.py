"""File active: the people the signed-in professional may list; a name opens the file."""

from functools import partial

import pandas as pd
import streamlit as st

from components.caseload_filters import caseload_filters, caseload_sort, nobody_listed, people_found
from components.caseload_state import must_audit_search
from components.caseload_table import caseload_pages, caseload_table, exported_caseload, people_counted
from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.referent_dialog import referent_dialog
from db.actions.groups import assign_referent
from db.actions.reads import record_export, record_file_read, record_search
from db.engine import read_session, sign_in_session, write_session
from db.queries.caseloads import count_caseload, export_caseload, list_caseload
from db.queries.directory import FilterOptions, list_colleagues, list_filter_options
from db.queries.viewers import renew_viewer
from domain import clock
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.caseload import CaseloadFilters, CaseloadSort
from domain.errors import NotFoundError
from domain.identifiers import new_id
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
        nobody_listed()
    if must_audit_search(filters.search):
        with write_session(viewer) as session:
            record_search(session, viewer, terms=len(filters.search.split()), count=count)


def show_people(viewer: Viewer, filters: CaseloadFilters, count: int) -> CaseloadSort:
    """One page of them; returns the order in which they are shown."""
    with st.container(horizontal=True, vertical_alignment="center"):
        people_found(people_counted(count))
        page = caseload_pages(count, filters)
        sort = caseload_sort()
    with read_session(viewer) as session:
        caseload = list_caseload(session, viewer, filters, sort=sort, page=page)
    notice = st.container()
    beneficiary_id = caseload_table(caseload, viewer.today, is_searched=bool(filters.search))
    if beneficiary_id is not None:
        with notice:
            open_file(viewer, beneficiary_id)
    return sort


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
        with read_session(viewer) as session:
            colleagues = list_colleagues(session, viewer)
        referent_dialog(colleagues, save=partial(name_referent, beneficiary_id))
    else:
        st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


def name_referent(beneficiary_id: int, professional_id: int) -> None:
    """The dialog runs on its own: who asks is read again."""
    viewer = current_viewer()
    with domain_errors_shown():
        with write_session(viewer) as session:
            assign_referent(
                session, viewer, beneficiary_id, record_id=new_id(), professional_id=professional_id
            )
        confirm_after_rerun("Référent·e désigné·e.")


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    with read_session(viewer) as session:
        options = list_filter_options(session, viewer)
    show_caseload(options)
