"""A meeting being prepared: what its parts are given, where it stands, what makes it go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.administration.drawer import open_line
from components.commissions.meeting_words import (
    BACK,
    DONE,
    NEXT,
    PARAMETER,
    day_words,
    minutes_words,
    state_badge,
    steps_words,
)
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.formats import format_time
from components.markdown import md_escape
from domain.access import Viewer
from domain.commissions.cases import CaseLine
from domain.commissions.meetings import Meeting, former_state, next_state
from domain.commissions.preparing import (
    PREPARED,
    AgendaLine,
    GiveUpDraft,
    MeetingDraft,
    ends_at,
)
from domain.commissions.words import MeetingState
from domain.counts import NO_BREAK, count_of
from navigation import ANIMATION, MINUTES

CHANGE, POINT, GIVE_UP = "commission_meeting", "commission_point", "commission_give_up"
Act = Callable[..., None]


@dataclass(frozen=True)
class Acts:
    """What may be done, each in one transaction."""

    move_on: Act
    go_back: Act
    add: Act
    add_break: Act
    remove: Act
    move: Act
    reply: Act
    answer: Act


@dataclass(frozen=True)
class Desk:
    """A meeting as it was when the page was drawn; `recent_days`: a passage since so long is flagged.

    `waiting` reads a page of the basket, of so many situations in all.
    """

    viewer: Viewer
    meeting: Meeting
    lines: Sequence[AgendaLine]
    missing: Sequence[str]
    acts: Acts
    count: int = 0
    waiting: Callable[[int], Sequence[CaseLine]] = field(default=lambda _page: [])
    recent_days: int = 0

    @property
    def may_arrange(self) -> bool:
        """True while she may change the agenda."""
        return self.meeting.is_run_by_viewer and self.meeting.state in PREPARED


def meeting_head(desk: Desk) -> None:
    """Which meeting, where it stands, the gestures that make it go on."""
    meeting = desk.meeting
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(md_escape(meeting.body.name), anchor=False, width="content")
        st.markdown(state_badge(meeting.state), width="content")
    st.markdown(md_escape(" · ".join(part for part in _facts(desk) if part)))
    if meeting.state.is_given_up:
        st.warning(f"{meeting.state.label}{NO_BREAK}: {md_escape(meeting.state_reason)}")
        return
    st.caption(steps_words(meeting.state))
    if meeting.state in (MeetingState.TO_VALIDATE, MeetingState.CLOSED):
        asked = {PARAMETER: str(meeting.id)}
        st.page_link(MINUTES.path, label="Relevé de décisions", icon=MINUTES.icon, query_params=asked)
    if meeting.is_run_by_viewer:
        _what_prevents(desk)
        _gestures(desk)


def acted(act: Act, *about: Any, **values: Any) -> None:
    """What a button does; a refusal is said above the page."""
    with domain_errors_shown():
        act(*about, **values)


def _facts(desk: Desk) -> list[str]:
    meeting, end = desk.meeting, ends_at(desk.lines)
    names = {member.id: member.name for member in meeting.body.members}
    chair, secretary = (names.get(one or 0, "") for one in (meeting.chair_id, meeting.secretary_id))
    length = f"jusqu’à {format_time(end)} environ" if end and desk.lines else ""
    return [
        f"{day_words(meeting)} {length}".strip(),
        meeting.place,
        f"présidence{NO_BREAK}: {chair}" if chair else "",
        f"secrétariat{NO_BREAK}: {secretary}" if secretary else "",
    ]


def _what_prevents(desk: Desk) -> None:
    """Each reason in its line; nothing when the way is open."""
    following = next_state(desk.meeting.state)
    if not desk.missing or following not in NEXT:
        return
    verb = NEXT[following]
    reasons = "\n".join(f"- {md_escape(reason)}" for reason in desk.missing)
    st.info(f"Avant «{NO_BREAK}{verb}{NO_BREAK}», il reste à régler{NO_BREAK}:\n\n{reasons}")


def _gestures(desk: Desk) -> None:
    meeting, asked = desk.meeting, {PARAMETER: str(desk.meeting.id)}
    following, former = next_state(meeting.state), former_state(meeting.state)
    with st.container(horizontal=True):
        if following in (MeetingState.CONVENED, MeetingState.AGENDA_SET) and not desk.missing:
            _change_button(NEXT[following], desk.acts.move_on, following, is_first=True)
        if meeting.state in (MeetingState.AGENDA_SET, MeetingState.OPEN) and st.button(
            "Aller à l’animation", icon=ANIMATION.icon, type="primary"
        ):
            st.switch_page(ANIMATION.path, query_params=asked)
        if former is not None:
            _change_button(BACK[former], desk.acts.go_back, former)
        if meeting.state.is_to_come:
            shown = (CHANGE, _draft(meeting), meeting.id, meeting.version)
            st.button("Modifier", icon=":material/edit:", on_click=open_line, args=shown)
            asking = (GIVE_UP, GiveUpDraft(), meeting.id, meeting.version)
            label = "Reporter ou annuler"
            st.button(label, icon=":material/event_busy:", on_click=open_line, args=asking)


def _change_button(label: str, act: Act, state: MeetingState, *, is_first: bool = False) -> None:
    if st.button(label, key=f"to_{state.value}", type="primary" if is_first else "secondary"):
        with domain_errors_shown():
            act(to=state)
            confirm_after_rerun(DONE[label])


def _draft(meeting: Meeting) -> MeetingDraft:
    kept = ("starts_at", "place", "minutes", "secretary_id", "chair_id")
    return MeetingDraft(meeting.body.id, **{name: getattr(meeting, name) for name in kept})


def length_words(desk: Desk) -> str:
    """« 5 situations, 2 h 15 en tout »."""
    situations = sum(line.number is not None for line in desk.lines)
    end = ends_at(desk.lines)
    minutes = int((end - desk.meeting.starts_at).total_seconds()) // 60 if end else 0
    return f"{count_of(situations, 'situation')}, {minutes_words(minutes)} en tout"
