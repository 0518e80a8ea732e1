"""The file, or one of its reviews, as text to paste into another tool."""

from collections.abc import Callable

import streamlit as st

_LABEL = "Copier pour WebRSA / Iodas"


def copy_button(key: str, take: Callable[[], str], *, is_discreet: bool = False) -> None:
    """At the click, `take` reads the text and signs that it leaves."""
    if st.button(
        _LABEL,
        key=f"copy_{key}",
        icon=":material/content_copy:",
        type="tertiary" if is_discreet else "secondary",
        help="Texte simple, à coller dans un autre logiciel. Sans les notes.",
    ):
        _text_dialog(take())


@st.dialog(_LABEL, width="large")
def _text_dialog(text: str) -> None:
    st.markdown(
        "Survolez le texte : une icône en haut à droite le copie, pour le coller dans l’autre logiciel."
    )
    st.code(text, language=None, wrap_lines=True)
    st.caption("Les notes, les contacts et les coordonnées n’y figurent pas. Cette copie est journalisée.")
