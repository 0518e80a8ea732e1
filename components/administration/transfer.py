"""Handing over the caseload of somebody who leaves: whom, to whom, what will move."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.administration.accounts import LEAVER_PARAMETER
from components.formats import NO_BREAK, count_of
from components.markdown import md_escape
from domain.names import told_apart
from domain.transfers import CaseloadHolder, TransferCounts


def choose_leaver(holders: Sequence[CaseloadHolder]) -> CaseloadHolder | None:
    """Whose caseload; the address may name somebody already."""
    asked = st.query_params.get(LEAVER_PARAMETER, "")
    ids = [holder.professional_id for holder in holders]
    index = next((place for place, holder_id in enumerate(ids) if str(holder_id) == asked), None)
    names = told_apart({holder.professional_id: _told(holder) for holder in holders}, {})
    chosen = st.selectbox(
        "Qui part",
        ids,
        index=index,
        format_func=names.__getitem__,
        placeholder="À choisir",
        key="transfer_leaver",
    )
    return next((holder for holder in holders if holder.professional_id == chosen), None)


def choose_successor(successors: Mapping[int, str], leaver: CaseloadHolder) -> int | None:
    """Who takes over."""
    others = [one for one in successors if one != leaver.professional_id]
    return st.selectbox(
        "Qui prend la suite",
        others,
        index=None,
        format_func=successors.__getitem__,
        placeholder="À choisir",
        key="transfer_successor",
    )


def forget_transfer() -> None:
    """Done: the next one starts from nothing."""
    for key in ("transfer_leaver", "transfer_successor"):
        st.session_state.pop(key, None)
    st.query_params.pop(LEAVER_PARAMETER, None)


def confirm_transfer(leaver: CaseloadHolder, successor: str, counts: TransferCounts) -> bool:
    """What will happen, before it does; True on the run where it is confirmed."""
    people = count_of(counts.people, "personne")
    with st.container(border=True):
        st.markdown(f"**{people} à transférer**")
        st.markdown("\n".join(f"- {line}" for line in _what_moves(leaver.name, successor, counts)))
        if counts.kept:
            st.warning(_what_stays(counts.kept), icon=":material/pan_tool:")
        return st.button(
            f"Transférer {people}", type="primary", disabled=not counts.people, key="transfer_confirm"
        )


def _what_moves(leaver: str, successor: str, counts: TransferCounts) -> list[str]:
    if not counts.people:
        return ["Aucune de ces personnes ne peut être transférée à ce ou cette collègue."]
    appointments = count_of(counts.appointments, "rendez-vous à venir change", "rendez-vous à venir changent")
    return [
        f"**{md_escape(successor)}** devient référent·e dès aujourd’hui et entre dans leur groupe de suivi.",
        f"**{md_escape(leaver)}** quitte leur groupe de suivi et n’ouvre plus leur dossier.",
        f"{appointments} aussi de mains : prévenez les personnes."
        if counts.appointments
        else "Aucun rendez-vous à venir n’est à reprendre.",
        "Tout se fait en une fois, ou pas du tout ; chaque dossier en garde la trace.",
    ]


def _what_stays(kept: int) -> str:
    people = count_of(
        kept,
        "personne refuse ce partage et n’est pas transférée",
        "personnes refusent ce partage et ne sont pas transférées",
    )
    return f"{people}{NO_BREAK}: recommencez ensuite avec quelqu’un de la structure qui garde le dossier."


def _told(holder: CaseloadHolder) -> str:
    parts = [holder.structure_name, count_of(holder.people, "personne")]
    parts += [] if holder.is_active else ["compte désactivé"]
    return f"{holder.name} — {' · '.join(part for part in parts if part)}"
