"""File active: the people the signed-in professional may list; a name opens the file."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.caseload_choice import Chosen, choice_bar, people_chosen, person_line
from components.caseload_display import caseload_columns, caseload_sort, views_menu
from components.caseload_filters import caseload_filters, nobody_listed, people_found
from components.caseload_state import must_audit_search
from components.caseload_table import caseload_pages, caseload_table, exported_caseload, people_counted
from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.referent_dialog import NOT_IN_GROUP, referent_dialog
from db.actions.bulk import change_referent
from db.actions.caseload_exports import sign_caseload, take_caseload
from db.actions.reads import record_file_read, record_search
from db.actions.saved_views import save_view
from db.engine import read_as, write_session
from db.queries.caseloads import count_caseload, list_caseload
from db.queries.directory import FilterOptions, list_filter_options, list_possible_referents
from db.queries.saved_views import list_saved_views
from domain.access import BULK_ROLES, PEOPLE_ROLES, Viewer, require_role
from domain.caseload import CaseloadFilters
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
    filters = caseload_filters(viewer.today, me=viewer.professional_id, **vars(options))
    count = read_as(viewer, count_caseload, filters)
    with actions:
        kept = partial(read_as, viewer, list_saved_views)
        views_menu(viewer.professional_id, read=kept, save=partial(act, save_view))
        columns = caseload_columns()
        st.page_link(NEW_PERSON.path, icon=NEW_PERSON.icon)
    if count:
        show_people(viewer, filters, count, columns=columns, actions=actions)
    else:
        nobody_listed()
    if must_audit_search(filters.search):
        with write_session(viewer) as session:
            record_search(session, viewer, terms=len(filters.search.split()), count=count)


def show_people(viewer: Viewer, filters: CaseloadFilters, count: int, *, columns: Any, actions: Any) -> None:
    """One page of them; the exports hold them all."""
    with st.container(horizontal=True, vertical_alignment="center"):
        people_found(people_counted(count))
        page = caseload_pages(count, filters)
        sort = caseload_sort()
    caseload = read_as(viewer, list_caseload, filters, sort=sort, page=page)
    chosen = people_chosen(caseload) if viewer.has(*BULK_ROLES) else None
    notice = st.container()
    clicked = caseload_table(
        caseload, viewer.today, columns=columns, is_searched=bool(filters.search), chosen=chosen
    )
    take = partial(take_caseload, viewer, filters, sort)
    sign = partial(sign_caseload, viewer)
    with actions:
        export_buttons(lambda: exported_caseload(take()), name="file-active", viewer=viewer, on_export=sign)
    with notice:
        if chosen is not None and choice_bar(chosen):
            ask_referent(viewer, chosen)
        if clicked is not None:
            open_file(viewer, clicked, caseload)


def open_file(viewer: Viewer, beneficiary_id: int, caseload: pd.DataFrame) -> None:
    """Go to the file; a manager lists people whose file she may not open, and names who follows them."""
    try:
        record_file_read(viewer, beneficiary_id)
    except NotFoundError:
        ask_referent(viewer, person_line(caseload, beneficiary_id), why=NOT_IN_GROUP)
    else:
        st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


def ask_referent(viewer: Viewer, people: Chosen, why: str = "") -> None:
    """One or more people change hands."""
    possible = read_as(viewer, list_possible_referents)
    referent_dialog(people, possible, why=why, save=partial(act, change_referent))


def act(action: Callable[..., Any], *about: Any, done: str, **values: Any) -> None:
    """One user action, one transaction; what calls it runs on its own: who asks is read again."""
    viewer = current_viewer()
    with domain_errors_shown():
        with write_session(viewer) as session:
            action(session, viewer, *about, **values)
        confirm_after_rerun(done)


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_caseload(read_as(viewer, list_filter_options))
