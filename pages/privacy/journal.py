"""Journal: who did what in Jalons, and the report asked for after a breach."""

from functools import partial

import streamlit as st

from components.exports import export_buttons
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.privacy.journal import (
    breach_frame,
    choose_page,
    journal_filters,
    journal_frame,
    show_table,
    tell_chain,
)
from db.actions.privacy.exports import sign_privacy_export, take_breach, take_journal
from db.engine import read_as
from db.queries.privacy.journal import (
    find_broken_journal,
    list_breach,
    list_journal,
    list_journal_accounts,
)
from domain.access import require_role
from domain.privacy import LINES_PER_PAGE, PRIVACY_ROLES, JournalFilters

viewer = current_viewer()
sign = partial(sign_privacy_export, viewer)


def show_lines(filters: JournalFilters) -> None:
    """A page of the journal, and the whole as a file."""
    if st.session_state.get("journal_asked") != filters:
        st.session_state.update(journal_asked=filters, journal_page=0)
    lines = read_as(viewer, list_journal, filters, page=st.session_state["journal_page"])
    if lines.empty:
        st.info("Aucune ligne ne correspond à ces critères.")
        return
    take = partial(take_journal, viewer, filters)
    export_buttons(lambda: journal_frame(take(), viewer), name="journal", viewer=viewer, on_export=sign)
    show_table(journal_frame(lines.head(LINES_PER_PAGE), viewer), "Journal, une action par ligne")
    choose_page(has_next=len(lines) > LINES_PER_PAGE)


def show_breach(filters: JournalFilters) -> None:
    """Files read or exported by one account: what must be known within 72 hours."""
    if filters.professional_id is None:
        st.info("Choisissez un compte et une période : Jalons liste les dossiers qu’il a lus ou exportés.")
        return
    files = read_as(viewer, list_breach, filters)
    if files.empty:
        st.info("Ce compte n’a rien lu ni exporté pendant cette période.")
        return
    st.text(f"{files['beneficiary_id'].notna().sum()} dossier(s) lus ou exportés.")
    take = partial(take_breach, viewer, filters)
    name = "dossiers-consultes"
    export_buttons(lambda: breach_frame(take(), viewer), name=name, viewer=viewer, on_export=sign)
    show_table(breach_frame(files, viewer), "Dossiers lus ou exportés, un par ligne")


st.title("Journal", anchor=False)
with domain_errors_shown():
    require_role(viewer, *PRIVACY_ROLES)
    people = read_as(viewer, list_journal_accounts)
    filters = journal_filters(viewer, people)
    lines, breach = st.tabs(["Journal", "Violation de données"])
    with lines:
        show_lines(filters)
    with breach:
        show_breach(filters)
    if st.button("Vérifier le journal", icon=":material/verified:"):
        tell_chain(read_as(viewer, find_broken_journal))
