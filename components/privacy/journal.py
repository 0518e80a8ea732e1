"""The journal on the screen and in a file: who did what, on which reference."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from components.formats import NO_BREAK
from domain.access import Viewer
from domain.audit import AuditEvent, AuditOutcome
from domain.clock import local_time
from domain.file_words import OBJECT_LABELS
from domain.privacy import LINES_PER_PAGE, JournalFilters

_MOMENT = {
    name: st.column_config.DatetimeColumn(name, format="DD/MM/YYYY HH:mm")
    for name in ("Le", "Première fois", "Dernière fois")
}


# What is not in a file; what has no name here is a technical one, and stays as it is stored.
_ELSEWHERE = {
    "session": "Connexion",
    "reconciliation": "Rapprochement",
    "professional": "Compte",
    "import_run": "Import",
    "caseload": "Liste des personnes",
    "alerts": "Liste des alertes",
    "agenda": "Agenda",
    "audit_entry": "Journal",
    "access_pack": "Dossier d’accès",
    "person_request": "Demande de la personne",
    "urgent_access": "Accès urgent",
    "retention": "Conservation",
    "sheet": "Fiche du consortium",
    "diagnosis_list": "Liste des diagnostics",
    "job_check_list": "Liste du maintien dans l’emploi",
    "referral_list": "Liste des orientations",
    "review_list": "Liste des points",
    "new_offers": "Offres nouvelles",
    "commission_body": "Commission",
    "commission_meeting": "Séance",
    "agenda_point": "Ordre du jour",
    "commitment": "Engagement",
    "meeting_minutes": "Relevé de décisions",
    "commission_minutes_pdf": "Relevé de décisions",
    "commission_basket": "Panier de la commission",
    "commission_decisions": "Décisions et notifications",
    "commission_meeting_decisions": "Relevé des décisions",
    "commission_commitments": "Engagements pris en commission",
    "commission_convocations": "Convocations",
    "projection": "Écran partagé",
    "structure": "Structure",
    "saved_view": "Vue enregistrée",
    "service": "Service de l’offre",
}
_ON = OBJECT_LABELS | _ELSEWHERE


def journal_filters(viewer: Viewer, accounts: dict[int, str]) -> JournalFilters:
    """Period, account, person by her number, event, outcome."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        since = st.date_input(
            "Du", viewer.today - timedelta(days=30), format="DD/MM/YYYY", key="journal_since", width=136
        )
        until = st.date_input("Au", viewer.today, format="DD/MM/YYYY", key="journal_until", width=136)
        account = st.selectbox(
            "Compte",
            accounts,
            None,
            accounts.__getitem__,
            key="journal_account",
            placeholder="Tous",
            width=170,
        )
        number = st.text_input("N° de dossier", key="journal_person", placeholder="Tous", width=120)
        event = st.selectbox(
            "Action", list(AuditEvent), None, _label, key="journal_event", placeholder="Toutes", width=150
        )
        outcome = st.selectbox(
            "Issue", list(AuditOutcome), None, _label, key="journal_outcome", placeholder="Toutes", width=110
        )
    person = int(number) if number.strip().isdecimal() else None
    return JournalFilters(since or viewer.today, until or viewer.today, account, person, event, outcome)


def journal_frame(lines: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """French columns; an identifier is text: a spreadsheet would round it."""
    return pd.DataFrame(
        {
            "N°": lines["sequence"],
            "Le": [local_time(viewer.time_zone, moment) for moment in lines["occurred_at"]],
            "Compte": _names(lines["first_name"], lines["last_name"]),
            "Structure": lines["structure"].fillna(""),
            "Action": [AuditEvent(event).label for event in lines["event"]],
            "Issue": [AuditOutcome(outcome).label for outcome in lines["outcome"]],
            "Sur": [_ON.get(kind, kind) for kind in lines["object_kind"].fillna("")],
            "N° de dossier": _numbers(lines["beneficiary_id"]),
            "Précision": lines["detail"],
        }
    )


def breach_frame(files: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """One line a file; exports of lists, which name nobody, share one."""
    return pd.DataFrame(
        {
            "N° de dossier": _numbers(files["beneficiary_id"]),
            "Personne": _names(files["birth_name"], files["first_names"]),
            "Née le": files["birth_date"],
            "Première fois": [local_time(viewer.time_zone, moment) for moment in files["first_at"]],
            "Dernière fois": [local_time(viewer.time_zone, moment) for moment in files["last_at"]],
            "Lectures": files["reads"],
            "Exports": files["exports"],
        }
    )


def show_table(frame: pd.DataFrame, words: str) -> None:
    """A table read by line."""
    st.dataframe(frame, hide_index=True, column_config=_MOMENT, placeholder="", alt=words)


def choose_page(*, has_next: bool) -> None:
    """Earlier lines, later lines; the page is kept in the session under « journal_page »."""
    page = st.session_state.get("journal_page", 0)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Plus récentes", disabled=page == 0, key="journal_newer"):
            st.session_state["journal_page"] = page - 1
            st.rerun()
        if st.button("Plus anciennes", disabled=not has_next, key="journal_older"):
            st.session_state["journal_page"] = page + 1
            st.rerun()
        st.caption(f"Page {page + 1}, {LINES_PER_PAGE} lignes par page")


def tell_chain(broken: int | None) -> None:
    """Whether the journal is the one that was written."""
    if broken is None:
        st.success("Journal vérifié\u00a0: aucune ligne n’a été changée, retirée ou déplacée.")
    else:
        st.error(f"Le journal est rompu à la ligne {broken}{NO_BREAK}: prévenez l’administration.")


def _label(value: AuditEvent | AuditOutcome) -> str:
    return value.label


def _names(first: pd.Series, last: pd.Series) -> list[str]:
    return [f"{a} {b}" if isinstance(a, str) else "" for a, b in zip(first, last, strict=True)]


def _numbers(column: pd.Series) -> list[str]:
    return ["" if pd.isna(value) else str(int(value)) for value in column]
