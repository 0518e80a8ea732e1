"""Charger l'offre: drop files of services; export the offer, close what has disappeared, former loads."""

from functools import partial

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.imports.following import follow
from components.offer.load_files import export_menu
from components.offer.load_tables import missing_list
from components.offer.loads import PARAMETER, drop_zone, load_list
from db.actions.offer.exports import take_offer
from db.actions.offer.loads import close_missing_services
from db.engine import read_session, write_session
from db.queries.offer_loads import list_loads, list_missing_services
from db.worker import Task, run_apart
from domain.access import BULK_ROLES, Viewer, require_role
from navigation import OFFER_LOAD, OFFER_LOADS

viewer = current_viewer()


def check(viewer: Viewer) -> None:
    """Read the files dropped and compare them, apart, then show what they bring."""
    if not (asked := drop_zone()):
        return
    files, is_complete = asked
    with domain_errors_shown():
        work = run_apart(viewer, Task.OFFER_PREVIEW, files=files, is_complete=is_complete)
        load_id = follow(work, "Comparaison avec le catalogue")
        st.switch_page(OFFER_LOAD.path, query_params={PARAMETER: str(load_id)})


def show_missing(viewer: Viewer) -> None:
    """Services that the last complete file of their source does not hold."""
    with read_session(viewer) as session:
        missing = list_missing_services(session, viewer)
    if missing and (chosen := missing_list(missing)):
        with domain_errors_shown():
            with write_session(viewer) as session:
                count = close_missing_services(session, viewer, chosen)
            confirm_after_rerun("1 service fermé." if count == 1 else f"{count} services fermés.")


st.title(OFFER_LOADS.title, anchor=False)
with domain_errors_shown():
    require_role(viewer, *BULK_ROLES)
    check(viewer)
    st.subheader("Exporter l’offre", anchor=False)
    export_menu(viewer, take=partial(take_offer, viewer))
    show_missing(viewer)
    with read_session(viewer) as session:
        loads = list_loads(session, viewer)
    load_list(loads, viewer)
