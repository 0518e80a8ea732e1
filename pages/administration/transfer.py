"""Transférer une file active: everybody that somebody who leaves was following, in one go, without a name."""

import streamlit as st

from components.administration.transfer import (
    choose_leaver,
    choose_successor,
    confirm_transfer,
    forget_transfer,
)
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.formats import count_of
from components.identity import current_viewer
from db.actions.transfers import transfer_caseload
from db.engine import read_session, write_session
from db.queries.transfers import count_transfer, list_caseload_holders, list_successors
from domain.access import TRANSFER_ROLES, require_role
from domain.transfers import CaseloadHolder
from navigation import TRANSFER

viewer = current_viewer()


def hand_over(leaver: CaseloadHolder, successor_id: int, successor: str) -> None:
    """Show what would move, then move it."""
    with read_session(viewer) as session:
        counts = count_transfer(session, viewer, leaver_id=leaver.professional_id, successor_id=successor_id)
    if not confirm_transfer(leaver, successor, counts):
        return
    with st.spinner("Transfert en cours…"), write_session(viewer) as session:
        moved = transfer_caseload(
            session, viewer, leaver_id=leaver.professional_id, successor_id=successor_id
        )
    forget_transfer()
    confirm_after_rerun(f"{count_of(moved, 'personne transférée', 'personnes transférées')} à {successor}.")


st.title(TRANSFER.title, anchor=False)
st.caption("Quand quelqu’un part ou change de poste : toutes les personnes suivies changent de référent·e.")
with domain_errors_shown():
    require_role(viewer, *TRANSFER_ROLES)
    with read_session(viewer) as session:
        holders, successors = list_caseload_holders(session, viewer), list_successors(session, viewer)
    if not holders:
        st.info("Aucune file active à transférer : personne n’est référent·e pour l’instant.")
        st.stop()
    from_whom, to_whom = st.columns(2)
    with from_whom:
        leaver = choose_leaver(holders)
    if leaver is not None:
        with to_whom:
            successor_id = choose_successor(successors, leaver)
        if successor_id is not None:
            hand_over(leaver, successor_id, successors[successor_id])
