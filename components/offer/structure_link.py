"""Which member of the consortium a structure of the offer is."""

from collections.abc import Callable, Mapping

import streamlit as st

from components.feedback import confirm_after_rerun
from components.markdown import md_escape
from domain.offer.sheets import ServiceSheet

_WHY = "Ses professionnels pourront vérifier et corriger ses offres, et recevoir les orientations."


def structure_link(sheet: ServiceSheet, members: Mapping[int, str], *, save: Callable[..., None]) -> None:
    """For the coordination: `save(structure_id=…)`."""
    is_linked = (
        f"membre du consortium\u00a0: {sheet.carrier_name}" if sheet.carrier_name else "hors du consortium"
    )
    with st.expander(f"Structure qui la porte ({md_escape(is_linked)})"):
        st.caption(_WHY)
        key = f"offer_structure_link_{sheet.structure_id}"
        st.session_state.setdefault(key, sheet.carrier_id)
        with st.form(f"{key}_form", border=False):
            chosen = st.selectbox(
                f"«\u00a0{md_escape(sheet.structure_name)}\u00a0» est",
                list(members),
                index=None,
                format_func=members.__getitem__,
                key=key,
                placeholder="Hors du consortium",
            )
            if st.form_submit_button("Enregistrer"):
                save(structure_id=chosen)
                confirm_after_rerun("Structure enregistrée.")
