"""The way from the animation to the shared screen."""

import streamlit as st

OPEN_PATH = "/ecran-partage/ouvrir"
_BUTTON = (
    "display:inline-block;padding:.35rem .8rem;border:1px solid currentColor;border-radius:.3rem;"
    "background:none;color:inherit;font:inherit;cursor:pointer"
)


def open_projector(meeting_id: int) -> None:
    """A button that opens the shared screen of this meeting in a window of its own."""
    st.html(
        f'<form method="post" action="{OPEN_PATH}" target="_blank">'
        f'<input type="hidden" name="seance" value="{int(meeting_id)}">'
        f'<button style="{_BUTTON}">Ouvrir l’écran partagé</button></form>'
    )
