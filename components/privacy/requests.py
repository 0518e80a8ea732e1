"""Requests of people on the screen: the list, the answer, a new one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.markdown import md_escape
from domain.access import Viewer
from domain.clock import local_time
from domain.privacy import RequestKind, RequestLine, RequestState, UrgentAccessLine

_DAYS = {
    name: st.column_config.DateColumn(name, format="DD/MM/YYYY")
    for name in ("Reçue le", "À répondre avant le", "Répondu le", "Depuis le")
} | {
    name: st.column_config.DatetimeColumn(name, format="DD/MM/YYYY HH:mm")
    for name in ("Ouvert le", "Jusqu’à")
}
_EFFECTS = {
    RequestKind.ACCESS: "Remettez-lui le dossier d’accès.",
    RequestKind.RECTIFICATION: "Demandez au référent de corriger, puis notez la réponse.",
    RequestKind.LIMITATION: "Acceptée : le dossier se lit dans sa structure seule et ne se modifie plus.",
    RequestKind.OPPOSITION: "Acceptée : seule la structure qui a ouvert le dossier le lit encore.",
    RequestKind.ERASURE: "Acceptée : noms, écrits et historique sont effacés, sans retour possible.",
}


def request_table(requests: Sequence[RequestLine]) -> None:
    """Those that wait first, the nearest deadline first."""
    frame = pd.DataFrame(
        {
            "Personne": [request.who for request in requests],
            "Demande": [request.kind.label for request in requests],
            "État": [request.state.label for request in requests],
            "Reçue le": [request.received_on for request in requests],
            "À répondre avant le": [request.due_on for request in requests],
            "Répondu le": [request.answered_on for request in requests],
            "Réponse": [request.answer for request in requests],
        }
    )
    st.dataframe(frame, hide_index=True, column_config=_DAYS, placeholder="", alt="Demandes, une par ligne")


def answer_form(
    waiting: Sequence[RequestLine], answer: Callable[[RequestLine, RequestState, str], None]
) -> None:
    """Choose a request that waits, and say what is answered."""
    request = st.selectbox("Demande à traiter", waiting, format_func=_told, key="request_to_answer")
    if request is None:
        return
    st.caption(_EFFECTS[request.kind])
    with st.form("request_answer", border=False):
        words = st.text_area("Réponse faite à la personne", max_chars=1000, key="request_words")
        with st.container(horizontal=True):
            is_accepted = st.form_submit_button("Accepter", type="primary")
            is_refused = st.form_submit_button("Refuser")
    if is_accepted or is_refused:
        answer(request, RequestState.ACCEPTED if is_accepted else RequestState.REFUSED, words)


def search_form(today: date) -> tuple[str, date] | None:
    """The exact identity of who asks."""
    with st.form("request_person", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Nom et prénom exacts", key="request_name")
        born = st.date_input(
            "Date de naissance", None, date(1900, 1, 1), today, format="DD/MM/YYYY", key="request_born"
        )
        if st.form_submit_button("Chercher"):
            st.session_state["request_search"] = (name, born)
    return st.session_state.get("request_search")


def new_request_form(who: str, today: date) -> tuple[RequestKind, date] | None:
    """What she asks, and since when."""
    st.markdown(f"**{md_escape(who)}**")
    with st.form("request_new", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox("Demande", list(RequestKind), format_func=_label, key="request_kind")
        received_on = st.date_input("Reçue le", today, max_value=today, format="DD/MM/YYYY", key="request_on")
        is_sent = st.form_submit_button("Enregistrer la demande", type="primary")
    return (kind, received_on) if is_sent and kind else None


def waiting_table(people: Sequence[tuple[int, str, Any]], *, empty: str) -> None:
    """People and since when, or the sentence that says nobody waits."""
    if not people:
        st.caption(empty)
        return
    frame = pd.DataFrame(
        {"Personne": [who for _, who, _ in people], "Depuis le": [day for _, _, day in people]}
    )
    st.dataframe(frame, hide_index=True, column_config=_DAYS, placeholder="", alt="Une personne par ligne")


def urgent_table(accesses: Sequence[UrgentAccessLine], viewer: Viewer) -> None:
    """Files opened in urgency, the last one first."""
    if not accesses:
        st.caption("Aucun accès urgent.")
        return
    zone = viewer.time_zone
    frame = pd.DataFrame(
        {
            "Ouvert le": [local_time(zone, access.started_at) for access in accesses],
            "Jusqu’à": [local_time(zone, access.ends_at) for access in accesses],
            "Par": [access.professional_name for access in accesses],
            "Structure": [access.structure_name for access in accesses],
            "Personne": [access.who for access in accesses],
            "Motif": [access.reason for access in accesses],
        }
    )
    st.dataframe(frame, hide_index=True, column_config=_DAYS, placeholder="", alt="Un accès par ligne")


def _told(request: RequestLine) -> str:
    return f"{request.who} — {request.kind.label}, avant le {request.due_on:%d/%m/%Y}"


def _label(kind: RequestKind) -> str:
    return kind.label
