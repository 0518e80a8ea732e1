"""Demandes des personnes: what they ask about their data, what was answered, and what must be watched."""

from functools import partial

import streamlit as st

from components.documents.access_pack import access_pack_json, access_pack_pdf
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.privacy import requests as shown
from db.actions.privacy.exports import take_access_pack
from db.actions.privacy.requests import answer_request, record_request
from db.engine import read_as, write_session
from db.queries.privacy.people import find_people
from db.queries.privacy.requests import list_expiring, list_requests, list_uninformed
from db.queries.privacy.urgent import list_urgent_accesses
from domain.access import require_role
from domain.identifiers import new_id
from domain.privacy import PRIVACY_ROLES, RequestLine, RequestState

viewer = current_viewer()


def show_requests() -> None:
    """The list, then the answer to one that waits."""
    requests = read_as(viewer, list_requests)
    if not requests:
        st.info("Aucune demande. Cherchez la personne pour enregistrer la première.")
        return
    shown.request_table(requests)
    if waiting := [request for request in requests if request.state is RequestState.OPEN]:
        shown.answer_form(waiting, answer)


def answer(request: RequestLine, state: RequestState, words: str) -> None:
    """One user action, one transaction."""
    with write_session(viewer) as session:
        answer_request(session, viewer, request.id, state=state, answer=words)
    confirm_after_rerun("Réponse enregistrée.")


def show_new() -> None:
    """Exact identity, then the request and the access pack of whoever is found."""
    if (searched := shown.search_form(viewer.today)) is None:
        return
    people = read_as(viewer, find_people, *searched)
    if not people:
        st.info("Personne de ce nom n’est né ce jour-là dans ce consortium.")
    for number, who in people:
        if asked := shown.new_request_form(who, viewer.today):
            kind, received_on = asked
            with write_session(viewer) as session:
                record_request(
                    session, viewer, number, record_id=new_id(), kind=kind, received_on=received_on
                )
            confirm_after_rerun("Demande enregistrée.")
        offer_pack(number)


def offer_pack(number: int) -> None:
    """Everything about her, read when it is clicked."""
    take = partial(take_access_pack, viewer, number)
    zone = {"time_zone": viewer.time_zone, "scheme_name": viewer.scheme_name}
    files = {
        "PDF": (lambda: access_pack_pdf(take(), **zone), "application/pdf"),
        "JSON": (lambda: access_pack_json(take()), "application/json"),
    }
    with st.container(horizontal=True):
        for form, (make, mime) in files.items():
            label, name = f"Dossier d’accès ({form})", f"dossier-d-acces.{form.lower()}"
            st.download_button(label, make, name, mime, key=f"pack_{form}_{number}", on_click="ignore")


st.title("Demandes des personnes", anchor=False)
with domain_errors_shown():
    require_role(viewer, *PRIVACY_ROLES)
    asked, new, watched, urgent = st.tabs(
        ["Demandes", "Nouvelle demande", "Information et conservation", "Accès urgents"]
    )
    with asked:
        show_requests()
    with new:
        show_new()
    with watched:
        st.subheader("Personnes non informées depuis plus de 30 jours", anchor=False)
        shown.waiting_table(read_as(viewer, list_uninformed), empty="Toutes les personnes ont été informées.")
        st.subheader("Dossiers bientôt anonymisés", anchor=False)
        shown.waiting_table(read_as(viewer, list_expiring), empty="Aucun dossier d’ici 30 jours.")
    with urgent:
        shown.urgent_table(read_as(viewer, list_urgent_accesses), viewer)
