"""Saisir une commission: somebody's situation, brought to a body or corrected."""

from functools import partial
from typing import Any

import streamlit as st

from components.address import asked_id
from components.commissions.case_form import case_form
from components.feedback import confirm_next_run, domain_errors_shown
from components.file.missing import asked_person
from components.identity import current_viewer
from components.markdown import md_escape
from db.actions.commissions.case_reads import record_case_read
from db.actions.commissions.cases import change_case, submit_case
from db.actions.reads import record_file_read
from db.engine import read_as, write_session
from db.queries.commissions.bodies import list_bodies
from db.queries.commissions.cases import get_case
from db.queries.commissions.prefills import read_prefill
from db.queries.directory import list_professionals
from domain.access import COMMISSION_ROLES, FILE_WRITER_ROLES, require_role
from domain.commissions.basket import Prefill, StoredCase
from domain.commissions.cases import CaseDraft
from domain.identifiers import new_id
from navigation import BASKET, FILE

viewer = current_viewer()
read = partial(read_as, viewer)
RECORD = "commission_case_new"


def show_new(beneficiary_id: int) -> None:
    """A new situation, with what the file says already."""
    require_role(viewer, *FILE_WRITER_ROLES)
    record_file_read(viewer, beneficiary_id)
    known: Prefill = read(read_prefill, beneficiary_id)
    about, label = {"personne": str(beneficiary_id)}, f"Dossier de {md_escape(known.person)}"
    st.page_link(FILE.path, label=label, query_params=about, icon=":material/arrow_back:")
    bodies = read(list_bodies)
    if not bodies:
        st.info("Aucune commission n’est ouverte dans ce consortium\u00a0: la coordination les crée.")
        return
    draft = CaseDraft(
        body_id=bodies[0].id if len(bodies) == 1 else None,
        tried=known.tried,
        person_words=known.person_words,
        presenter_id=viewer.professional_id,
    )
    record_id = st.session_state.setdefault(RECORD, {}).setdefault(beneficiary_id, new_id())
    send = partial(save_new, beneficiary_id, record_id, known.person)
    show_form(record_id, draft, bodies, version=0, button="Saisir la commission", send=send)


def show_stored(case: StoredCase) -> None:
    """One that waits or is on an agenda."""
    record_case_read(viewer, case.id, case.beneficiary_id)
    label = f"Situation de {md_escape(case.person)}\u00a0: {case.state.label.lower()}"
    st.page_link(BASKET.path, label="Situations en attente", icon=":material/arrow_back:")
    st.subheader(label, anchor=False)
    send = partial(save_change, case)
    show_form(case.id, case.draft, read(list_bodies), version=case.version, button="Enregistrer", send=send)


def show_form(record_id: int, draft: CaseDraft, bodies: Any, **about: Any) -> None:
    """The fields, with everybody who may present the situation."""
    case_form(record_id, draft, bodies, read(list_professionals), give_up=give_up, **about)


def save_new(beneficiary_id: int, record_id: int, person: str, _version: int, draft: CaseDraft) -> None:
    """One transaction, then the file."""
    is_from_alert = st.query_params.get("depuis") == "alerte"
    with write_session(viewer) as session:
        submit_case(
            session, viewer, beneficiary_id, record_id=record_id, draft=draft, is_from_alert=is_from_alert
        )
    st.session_state[RECORD].pop(beneficiary_id, None)
    confirm_next_run(f"Situation de {person} saisie.")
    st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


def give_up() -> None:
    """The other version is kept."""
    confirm_next_run("Votre saisie est abandonnée\u00a0: l’autre version est gardée.")
    st.switch_page(BASKET.path)


def save_change(case: StoredCase, version: int, draft: CaseDraft) -> None:
    """One transaction, then the basket."""
    with write_session(viewer) as session:
        change_case(session, viewer, case.id, version=version, draft=draft)
    confirm_next_run(f"Situation de {case.person} enregistrée.")
    st.switch_page(BASKET.path)


st.title("Saisir une commission", anchor=False)
with domain_errors_shown():
    require_role(viewer, *COMMISSION_ROLES)
    if st.query_params.get("situation"):
        show_stored(read(get_case, asked_id("situation")))
    else:
        show_new(asked_person())
