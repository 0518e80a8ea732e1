"""What changes the course of the meeting: opening, putting off, withdrawing, ending."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.commissions.animation import PARAMETER, Cockpit, moved, open_drawer, opened_drawer
from components.commissions.animation_seats import seats_button, seats_list
from components.commissions.projector_link import open_projector
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.formats import format_long_date, format_time
from components.markdown import md_escape
from domain.commissions.meetings import Point
from domain.commissions.words import MeetingState, PointState
from domain.counts import NO_BREAK, count_of
from navigation import MEETING

_END = "end"


def day_head(cockpit: Cockpit) -> None:
    """Which meeting; while it is open, who is there, the shared screen, the end."""
    meeting = cockpit.meeting
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="day_head"):
        st.title(md_escape(meeting.body.name), anchor=False, width="content")
        st.caption(f"{format_long_date(meeting.starts_at.date())}, {format_time(meeting.starts_at)}")
        st.space("stretch")
        if meeting.state is MeetingState.AGENDA_SET:  # the room arrives before the opening
            open_projector(meeting.id)
        if meeting.state is MeetingState.OPEN:
            seats_button(cockpit)
            open_projector(meeting.id)
            st.button("Terminer", icon=":material/stop_circle:", on_click=open_drawer, args=(_END,))
            if opened_drawer() == _END:
                _end_dialog(cockpit)


def before_opening(cockpit: Cockpit) -> None:
    """Who is there, then the opening, with everything that still prevents it."""
    meeting = cockpit.meeting
    if meeting.state is not MeetingState.AGENDA_SET:
        st.info(f"{_state_words(cockpit)}{NO_BREAK}: elle s’anime une fois l’ordre du jour arrêté.")
        _meeting_link(cockpit)
        return
    situations = sum(point.number is not None for point in meeting.points)
    st.markdown(
        f"{count_of(situations, 'situation')} à l’ordre du jour. Notez qui est là, puis ouvrez la séance."
    )
    _obstacles(cockpit.missing())
    st.button(
        "Ouvrir la séance",
        type="primary",
        icon=":material/play_arrow:",
        on_click=moved,
        args=(cockpit.acts.start,),
    )
    st.subheader("Présences", anchor=False)
    seats_list(cockpit)


def once_ended(cockpit: Cockpit) -> None:
    """Nothing more is led here."""
    st.info(f"{_state_words(cockpit)}{NO_BREAK}: l’écran partagé est vide.")
    _meeting_link(cockpit)


def point_gestures(cockpit: Cockpit, point: Point) -> None:
    """Put the situation off, or withdraw it with a reason."""
    if point.state is not PointState.CURRENT:
        return
    key = f"gestures_{point.id}"  # the next situation has its own: this one never stays open over it
    with st.popover("Reporter ou retirer", icon=":material/more_horiz:", width="stretch", key=key):
        st.caption("Reportée, elle revient en tête de la corbeille. Retirée, elle n’est plus à examiner.")
        st.button(
            "Reporter à une autre séance", key=f"put_off_{point.id}", on_click=moved,
            args=(cockpit.acts.put_off, point.id),
        )  # fmt: skip
        reason = st.text_input("Pourquoi la retirer", key=f"why_{point.id}", max_chars=300)
        if st.button("Retirer cette situation", key=f"withdraw_{point.id}"):
            with domain_errors_shown():
                cockpit.acts.withdraw(point.id, reason=reason)
                confirm_after_rerun("La situation est retirée.")


def _meeting_link(cockpit: Cockpit) -> None:
    asked = {PARAMETER: str(cockpit.meeting.id)}
    st.page_link(MEETING.path, label="Revenir à la séance", icon=MEETING.icon, query_params=asked)


def _state_words(cockpit: Cockpit) -> str:
    return f"Cette séance est «{NO_BREAK}{cockpit.meeting.state.label.lower()}{NO_BREAK}»"


@st.dialog("Terminer la séance", on_dismiss=partial(open_drawer, ""))
def _end_dialog(cockpit: Cockpit) -> None:
    """Everything that is missing, said in words; the button answers in any case."""
    _obstacles(cockpit.missing())
    st.markdown("L’écran partagé se vide, le relevé de décisions reste à valider.")
    if st.button("Terminer la séance", type="primary", key="end_meeting"):
        with domain_errors_shown():
            cockpit.acts.end()
            open_drawer("")
            confirm_after_rerun("La séance est terminée.")


def _obstacles(missing: Sequence[str]) -> None:
    found = [f"- {md_escape(one)}" for one in missing]
    if found:
        st.warning("\n".join(["Il reste à régler\u00a0:", "", *found]))
