"""The file, or one of its reviews, as text to paste into another tool."""

from collections.abc import Callable

import streamlit as st

_LABEL = "Copier pour WebRSA / Iodas"
_LEFT_OUT = "Les notes, les contacts et les coordonnées"


def copy_button(
    key: str, take: Callable[[], str], *, is_discreet: bool = False, left_out: str = _LEFT_OUT
) -> None:
    """At the click, `take` reads the text and signs that it leaves; `left_out`: what it never holds."""
    if st.button(
        _LABEL,
        key=f"copy_{key}",
        icon=":material/content_copy:",
        type="tertiary" if is_discreet else "secondary",
        help=f"Texte simple, à coller dans un autre logiciel. {left_out} n’y figurent pas.",
    ):
        _text_dialog(take(), left_out)


@st.dialog(_LABEL, width="large")
def _text_dialog(text: str, left_out: str) -> None:
    st.markdown(
        "Survolez le texte : une icône en haut à droite le copie, pour le coller dans l’autre logiciel."
    )
    st.code(text, language=None, wrap_lines=True)
    st.caption(f"{left_out} n’y figurent pas. Cette copie est journalisée.")
