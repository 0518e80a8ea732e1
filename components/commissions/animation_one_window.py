"""A room with a single computer: the shared screen over the animation, with just what goes on."""

import streamlit as st

from components.commissions.animation import Cockpit, moved
from components.commissions.animation_steps import day_clock
from components.commissions.screen import show_screen
from domain.commissions.meetings import next_point

_NAME, _YES, _FOOT = "ecran", "oui", "4rem"
_BAR = f"""<style>
.st-key-one_window {{
  position: fixed; inset: auto 0 0 0; height: {_FOOT}; padding: 0 1.25rem; z-index: 1000010;
  align-items: center; background: light-dark(#ffffff, #030508); border-top: 1px solid #748493;
}}
</style>"""


def is_one_window() -> bool:
    """True when the address asks for it: F5 keeps it."""
    return st.query_params.get(_NAME) == _YES


def one_window_button() -> None:
    """The way in."""
    st.button(
        "Une seule fenêtre",
        icon=":material/fullscreen:",
        help="Pour une salle avec un seul ordinateur\u00a0: l’écran partagé ici même.",
        on_click=moved,
        args=(_choose, True),
    )


def one_window(cockpit: Cockpit) -> None:
    """What the room sees, and a bar that stays with whoever leads; nothing there names anybody."""
    if screen := cockpit.reads.screen():
        show_screen(screen, cockpit.viewer.time_zone, foot=_FOOT)
    st.html(_BAR)
    meeting = cockpit.meeting
    with st.container(key="one_window", horizontal=True, vertical_alignment="center"):
        for label, step in (("Précédent", -1), ("Suivant", 1)):
            target = next_point(meeting.points, meeting.current_point_id, step)
            about = (cockpit.acts.go, target.id if target else 0)
            st.button(label, key=f"bar_{step}", disabled=target is None, on_click=moved, args=about)
        day_clock(cockpit)
        st.space("stretch")
        st.button("Revenir à l’animation", type="primary", on_click=moved, args=(_choose, False))


def _choose(is_on: bool) -> None:
    if is_on:
        st.query_params[_NAME] = _YES
    else:
        st.query_params.pop(_NAME, None)
