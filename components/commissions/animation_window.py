"""The animation window as a whole: before the opening, during the meeting, once it has ended."""

import streamlit as st

from components.commissions.animation import Cockpit, agenda, draw_again, drawn
from components.commissions.animation_case import named_head, shown_to_room
from components.commissions.animation_commitments import commitments_panel, former_commitments
from components.commissions.animation_gestures import before_opening, day_head, once_ended, point_gestures
from components.commissions.animation_one_window import is_one_window, one_window, one_window_button
from components.commissions.animation_outcome import outcome_panel
from components.commissions.animation_steps import steps_bar
from components.commissions.animation_unsaved import unsaved
from domain.commissions.meetings import Point
from domain.commissions.words import MeetingState, PointKind

_HEIGHT = 615  # what is left of a small screen under the head
# A window for two hours of work: no room lost around, the agenda reads as a list.
_TIGHT = """<style>
[data-testid="stMainBlockContainer"] { padding: 0.75rem 1.25rem; }
[data-testid="stHeader"] { background: none; }
[data-testid="stHeader"], [data-testid="stHeader"] div { pointer-events: none; }
[data-testid="stHeader"] button, [data-testid="stHeader"] a { pointer-events: auto; }
.st-key-day_head { padding-left: 11rem; }
[data-testid="stMainBlockContainer"] h1 { font-size: 1.4rem; padding: 0; }
[class*="st-key-point_"] button, [class*="st-key-point_"] button > div {
  justify-content: flex-start; text-align: left;
}
</style>"""


def meeting_window(cockpit: Cockpit) -> None:
    """What this state of the meeting calls for."""
    drawn()
    st.set_page_config(initial_sidebar_state="collapsed")
    st.html(_TIGHT)
    state = cockpit.meeting.state
    if state is MeetingState.OPEN and is_one_window():
        one_window(cockpit)
        return
    day_head(cockpit)
    unsaved(cockpit)
    if state is MeetingState.OPEN:
        _lead(cockpit)
    elif state.is_to_come:
        before_opening(cockpit)
    else:
        once_ended(cockpit)


def _lead(cockpit: Cockpit) -> None:
    """The agenda, the situation, what is said of it."""
    steps_bar(cockpit, one_window_button)
    left, right = st.columns([2, 8], gap="small")
    with left, st.container(height=_HEIGHT, border=False, gap="xxsmall"):
        agenda(cockpit)
    point = cockpit.meeting.current
    with right:
        if point and point.case_id is not None:
            _situation(cockpit, point, point.case_id)
        elif point and point.kind is PointKind.COMMITMENTS:
            former_commitments(cockpit)


@st.fragment
def _situation(cockpit: Cockpit, point: Point, case_id: int) -> None:
    """One fragment for all that is typed: a click may leave together with what was typed before it."""
    draw_again()
    told = cockpit.reads.point(point.id)
    centre, right = st.columns([5, 3], gap="small")
    with centre, st.container(height=_HEIGHT, border=False, gap="xsmall"):
        named_head(cockpit, cockpit.reads.summary(case_id))
        shown_to_room(cockpit, told)
    with right, st.container(height=_HEIGHT, border=False, gap="small"):
        outcome_panel(cockpit, told)
        commitments_panel(cockpit, point.id, case_id)
        point_gestures(cockpit, point)
