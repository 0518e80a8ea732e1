"""Chargement de l'offre: what a file brings, line by line; confirmed or given up, then its report."""

from functools import partial

import streamlit as st

from components.address import asked_id
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.imports.following import follow
from components.offer.load_files import rejected_buttons
from components.offer.load_tables import page_asked, row_table
from components.offer.loads import PARAMETER, confirmation, load_head, verdict_tiles
from db.actions.offer.exports import take_rejected_rows
from db.actions.offer.loads import drop_load
from db.engine import read_session, write_session
from db.queries.offer_loads import get_load, list_load_rows, list_rejected_kinds
from db.worker import Task, run_apart
from domain.access import BULK_ROLES, Viewer, require_role
from domain.errors import NotFoundError
from domain.offer.load_views import LoadView
from domain.offer.loads import LoadStatus, LoadVerdict
from navigation import OFFER_LOADS

viewer = current_viewer()


def show_load(viewer: Viewer, load: LoadView) -> None:
    """What confirming would do, or what it did, then the lines of one verdict."""
    load_head(load, viewer)
    if load.status == LoadStatus.DROPPED:
        st.info("Ce chargement a été abandonné\u00a0: rien n’a été écrit.")
        return
    if load.status == LoadStatus.PREVIEWED:
        decide(viewer, load)
    verdict = verdict_tiles(load)
    if verdict == LoadVerdict.UNCHANGED and load.status == LoadStatus.DONE:
        st.caption("Les lignes inchangées ne sont pas conservées.")
    else:
        show_lines(viewer, load, verdict)
    if load.status == LoadStatus.DONE and load.counts.get("missing"):
        st.page_link(
            OFFER_LOADS.path,
            label="Voir les services disparus de leur source",
            icon=":material/arrow_forward:",
        )


def decide(viewer: Viewer, load: LoadView) -> None:
    """Confirm or give up."""
    asked = confirmation(load)
    with domain_errors_shown():
        if asked == "confirm":
            follow(run_apart(viewer, Task.OFFER_CONFIRM, load_id=load.id), "Chargement en cours")
            confirm_after_rerun("Offre chargée.")
        elif asked == "drop":
            with write_session(viewer) as session:
                drop_load(session, viewer, load.id)
            confirm_after_rerun("Chargement abandonné\u00a0: rien n’a été écrit.")


def show_lines(viewer: Viewer, load: LoadView, verdict: LoadVerdict) -> None:
    """One page of them; those to correct as files."""
    page = page_asked(load.count(verdict), verdict)
    with read_session(viewer) as session:
        rows = list_load_rows(session, viewer, load.id, verdict=verdict, page=page)
        kinds = list_rejected_kinds(session, viewer, load.id)
    if verdict == LoadVerdict.ERROR:
        rejected_buttons(load, kinds, viewer, take=partial(take_rejected_rows, viewer, load.id))
    row_table(rows, verdict)


with domain_errors_shown():
    require_role(viewer, *BULK_ROLES)
    try:
        with read_session(viewer) as session:
            load = get_load(session, viewer, asked_id(PARAMETER))
    except NotFoundError:
        st.title("Chargement de l’offre", anchor=False)
        raise
    show_load(viewer, load)
