"""The bar of the animation window: before, where we are, after; its clock sees what somebody else changed."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.commissions.animation import Cockpit, moved, point_name
from domain import clock
from domain.commissions.day import elapsed_minutes
from domain.commissions.meetings import Meeting, next_point
from domain.counts import NO_BREAK, count_of

_REFRESH = "20s"


def steps_bar(cockpit: Cockpit, gestures: Callable[[], None]) -> None:
    """Before, where we are, after: always in sight."""
    meeting, current = cockpit.meeting, cockpit.meeting.current
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _step(cockpit, "Précédent", -1, icon=":material/arrow_back:")
        day_clock(cockpit, is_typed_beside=bool(current and current.case_id))
        st.space("stretch")
        if current is None:
            st.caption("Rien n’est regardé en ce moment.")
        gestures()
        label = "Suivant" if _has_next(meeting) else "Dernier point"
        _step(cockpit, label, 1, icon=":material/arrow_forward:", type="primary")


@st.fragment(run_every=_REFRESH)
def day_clock(cockpit: Cockpit, *, is_typed_beside: bool = False) -> None:
    """Minutes of the point and of the meeting; draws everything again when somebody else changed it."""
    if cockpit.reads.changes() != cockpit.changes and not (is_typed_beside and _stays_behind(cockpit)):
        st.rerun()
    meeting, now = cockpit.meeting, clock.now()
    whole = elapsed_minutes(meeting.opened_at, now)
    words = [f"Séance{NO_BREAK}: {count_of(whole, 'minute')}"]
    if point := meeting.current:
        spent = elapsed_minutes(meeting.current_since, now, point.spent_seconds)
        told = f"{point_name(point)}{NO_BREAK}: {spent} min sur {point.minutes}"
        words.insert(0, f":orange[**{told}**]" if spent > point.minutes else f"**{told}**")
    st.markdown(" · ".join(words), width="content")


def _stays_behind(cockpit: Cockpit) -> bool:
    """The other secretary went on: drawn now, it would sweep away what is being typed here; offered, then."""
    meeting = cockpit.reads.meeting()
    if meeting.current_point_id == cockpit.meeting.current_point_id:
        return False
    now = f"passée à «{NO_BREAK}{point_name(meeting.current)}{NO_BREAK}»" if meeting.current else "ailleurs"
    is_asked = st.button(
        f"La séance est {now}{NO_BREAK}: y aller", key="catch_up", icon=":material/move_down:"
    )
    return not is_asked


def _step(cockpit: Cockpit, label: str, step: int, **options: Any) -> None:
    meeting = cockpit.meeting
    target = next_point(meeting.points, meeting.current_point_id, step)
    st.button(
        label,
        key=f"step_{step}",
        disabled=target is None,
        on_click=moved,
        args=(cockpit.acts.go, target.id if target else 0),
        **options,
    )


def _has_next(meeting: Meeting) -> bool:
    return next_point(meeting.points, meeting.current_point_id) is not None
