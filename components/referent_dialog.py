"""Naming a référent from the list: for a manager, who assigns without opening the file."""

from collections.abc import Callable, Mapping

import streamlit as st


@st.dialog("Désigner un·e référent·e")
def referent_dialog(colleagues: Mapping[int, str], *, save: Callable[[int], None]) -> None:
    """Ask which colleague follows this person; `save` receives her identifier."""
    st.markdown(
        "Votre structure accompagne cette personne, mais son groupe de suivi ne vous nomme pas : vous pouvez "
        "désigner qui la suit, sans ouvrir son dossier. Pour le lire, demandez à y être ajouté·e."
    )
    chosen = st.selectbox(
        "Référent·e",
        list(colleagues),
        index=None,
        format_func=colleagues.__getitem__,
        placeholder="À choisir",
        key="referent_dialog_choice",
    )
    problem = st.empty()
    if st.button("Désigner", type="primary"):
        if chosen is None:
            problem.error("Choisissez un ou une collègue.")
        else:
            save(chosen)
