"""« Accès urgent motivé »: asked in a file that one does not read whole, told while it lasts."""

from collections.abc import Callable

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.file.view import FileView
from components.formats import format_moment
from domain.access import Viewer
from domain.privacy import LONGEST_REASON, URGENT_ROLES

_WHAT = (
    "Vous lirez pendant trois heures les notes partagées et le diagnostic, sans rien modifier. "
    "La personne référente et la protection des données liront votre motif."
)


def urgent_access(view: FileView, *, ask: Callable[[int, str], None]) -> None:
    """How long it lasts, or the form that opens it for who is not in the group."""
    if (until := view.header.urgent_until) is not None:
        when = format_moment(until, view.viewer.time_zone, view.today)
        st.warning(f"Accès urgent en lecture jusqu’à {when}.", icon=":material/emergency:")
    elif not view.header.is_group_member:
        urgent_form(view.viewer, view.beneficiary_id, ask=ask)


def urgent_form(viewer: Viewer, beneficiary_id: int, *, ask: Callable[[int, str], None]) -> None:
    """The reason; nothing for the roles that may not ask."""
    if not viewer.has(*URGENT_ROLES):
        return
    with st.expander("Accès urgent motivé", icon=":material/emergency:"), st.form("urgent", border=False):
        st.caption(_WHAT)
        reason = st.text_area("Pourquoi maintenant", max_chars=LONGEST_REASON, key="urgent_reason")
        if st.form_submit_button("Ouvrir pour trois heures"):
            with domain_errors_shown():
                ask(beneficiary_id, reason)
                confirm_after_rerun("Accès urgent ouvert pour trois heures.")
