"""The way from the animation to the shared screen."""

import streamlit as st

OPEN_PATH = "/ecran-partage/ouvrir"
_BUTTON = (  # like Streamlit's own, which posts no form
    "min-height:2.5rem;padding:.25rem .75rem;border:1px solid #748493;border-radius:.3rem;"
    "background:none;color:inherit;font:inherit;font-size:.875rem;white-space:nowrap;cursor:pointer"
)


def open_projector(meeting_id: int) -> None:
    """A button that opens the shared screen of this meeting in a window of its own."""
    st.html(
        f'<form method="post" action="{OPEN_PATH}" target="_blank">'
        f'<input type="hidden" name="seance" value="{int(meeting_id)}">'
        f'<button style="{_BUTTON}">Ouvrir l’écran partagé</button></form>',
        width="content",
    )
