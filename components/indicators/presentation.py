"""Presentation mode: a dashboard on a shared screen, in large type, without menu, list nor name."""

import streamlit as st

from components.indicators.address import ask_figure
from domain.secrecy import Medium

_NAME, _YES = "presentation", "oui"
# Everything is sized in rem: 24 px on a screen of 1920, less on a smaller one.
_LARGE = """<style>
:root, html, .stApp { font-size: clamp(16px, 1.25vw, 40px) !important; }
[data-testid="stCaptionContainer"] p, [data-testid="stTooltipContent"] p { font-size: 1rem !important; }
[data-testid="stMetricValue"] { font-size: 2.5rem !important; }
[data-testid="stHeader"], [data-testid="stToolbar"] { display: none; }
[data-testid="stMainBlockContainer"] { padding: 1rem 2rem; }
</style>"""


def is_presented() -> bool:
    """True when the address asks for it; app.py then draws no menu."""
    return st.query_params.get(_NAME) == _YES


def medium_shown() -> Medium:
    """What decides of the threshold: whoever asks, a projection has the wide one."""
    return Medium.PROJECTION if is_presented() else Medium.SCREEN


def show_large() -> None:
    """Large type, nothing around."""
    st.html(_LARGE)


def present_button() -> None:
    """The way in, or out."""
    if is_presented():
        st.button("Quitter la présentation", icon=":material/close_fullscreen:", on_click=_leave)
    else:
        st.button("Présenter", icon=":material/present_to_all:", on_click=_present)


def _present() -> None:
    ask_figure("")
    st.query_params[_NAME] = _YES


def _leave() -> None:
    st.query_params.pop(_NAME, None)
