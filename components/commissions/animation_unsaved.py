"""What was typed and is not kept, said again once its field is out of sight: the other secretary moved on."""

import streamlit as st

from components.commissions.animation import Cockpit
from components.diagnosis.kept import refusals
from components.diagnosis.saving import say_lost
from components.formats import count_of
from components.markdown import md_escape
from domain.commissions.words import MeetingState
from domain.counts import NO_BREAK

_FIELDS = ("outcome_", "commitment_", "seat_")


def unsaved(cockpit: Cockpit) -> None:
    """Which fields wait for her choice elsewhere; in full, what can be kept nowhere any more."""
    is_open = cockpit.meeting.state is MeetingState.OPEN
    in_sight = f"outcome_{cockpit.meeting.current_point_id}_"
    waiting = {key: one for key, one in refusals().items() if key.startswith(_FIELDS)}
    lost = [key for key, one in waiting.items() if one.is_fatal or not is_open]
    left = [one.label for key, one in waiting.items() if key not in lost and not key.startswith(in_sight)]
    with st.container(gap="xsmall"):  # always there: what comes below stays in place
        if left:
            names = md_escape(", ".join(left))
            st.warning(f"{count_of(len(left), 'saisie')} à reprendre{NO_BREAK}: {names}")
        for key in lost:
            say_lost(key)
