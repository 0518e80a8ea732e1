"""Maintien dans l’emploi: whom to call in the first months back in work, and what each contact gave."""

from functools import partial

import pandas as pd
import streamlit as st

from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.job_checks.filters import choose_state, job_check_filters
from components.job_checks.form import job_check_dialog
from components.job_checks.table import (
    NOT_IN_GROUP,
    exported_job_checks,
    job_check_pages,
    job_check_table,
    nobody_to_call,
    state_words,
)
from db.actions.job_check_lists import sign_job_checks, take_job_checks
from db.actions.job_checks import record_job_check
from db.actions.reads import record_file_read
from db.engine import read_as, write_session
from db.queries.directory import list_filter_options
from db.queries.job_checks import count_job_checks, list_job_checks
from db.queries.settings import get_thresholds
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.errors import NotFoundError
from domain.job_checks import JobCheckDraft, JobCheckFilters
from navigation import FILE

viewer = current_viewer()


def show_calendar() -> None:
    """Filters, how many in each state, one page of them."""
    options = read_as(viewer, list_filter_options)
    around_days = read_as(viewer, get_thresholds)["in_job_days"]
    filters = job_check_filters(
        me=viewer.professional_id,
        around_days=around_days,
        structures=options.structures,
        referents=options.referents,
    )
    counts = read_as(viewer, count_job_checks, filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        filters = choose_state(filters, counts)
        st.space("stretch")
        page = job_check_pages(counts[filters.state], filters)
        if counts[filters.state]:
            offer_export(filters)
    if not counts[filters.state]:
        st.info(nobody_to_call(filters))
        return
    st.caption(state_words(filters))
    show_page(viewer, filters, page)


def offer_export(filters: JobCheckFilters) -> None:
    """The whole list as a file."""
    take, sign = partial(take_job_checks, viewer, filters), partial(sign_job_checks, viewer)
    name = "maintien-dans-l-emploi"
    export_buttons(lambda: exported_job_checks(take()), name=name, viewer=viewer, on_export=sign)


def show_page(viewer: Viewer, filters: JobCheckFilters, page: int) -> None:
    """The contacts of this page; a name opens the file, « Noter » the ten-second form."""
    found = read_as(viewer, list_job_checks, filters, page=page)
    clicked = job_check_table(found, filters.state, viewer.today)
    if clicked.person_id is not None:
        open_file(clicked.person_id)
    if clicked.noted is not None and clicked.noted["may_open"]:
        job_check_dialog(clicked.noted, viewer.today, save=partial(save, clicked.noted))


def open_file(beneficiary_id: int) -> None:
    """Go to the file; a manager lists people whose file she may not open."""
    try:
        record_file_read(viewer, beneficiary_id)
    except NotFoundError:
        st.info(NOT_IN_GROUP)
    else:
        st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


def save(check: pd.Series, draft: JobCheckDraft, *, version: int) -> None:
    """One user action, one transaction; the dialog runs on its own: who asks is read again."""
    viewer = current_viewer()
    with write_session(viewer) as session:
        record_job_check(session, viewer, int(check["check_id"]), version=version, draft=draft)
    over = "" if draft.is_in_job else " Pensez à noter dans son dossier la fin de l’étape."
    confirm_after_rerun(f"Contact noté pour {check['first_names']} {check['last_name']}.{over}")


st.title("Maintien dans l’emploi", anchor=False)
with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_calendar()
