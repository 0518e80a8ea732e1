"""The list of meetings: those to come first, those held after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components.commissions.meeting_words import PARAMETER, day_words, state_badge
from components.markdown import md_escape
from domain.commissions.meetings import MeetingLine
from domain.commissions.words import MeetingState
from domain.counts import count_of
from navigation import MEETING

_KEY = "commission_meetings"
_PAST_SHOWN = 20


@dataclass(frozen=True)
class MeetingFilters:
    """What the list keeps; empty keeps everything."""

    body: str | None
    states: frozenset[MeetingState]

    def keeps(self, line: MeetingLine) -> bool:
        """True when the line is asked for."""
        return self.body in (None, line.body) and (not self.states or line.state in self.states)


def meeting_filters(lines: Sequence[MeetingLine]) -> MeetingFilters:
    """By body, by state: those that there are."""
    bodies = sorted({line.body for line in lines})
    states = [state for state in MeetingState if any(line.state is state for line in lines)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        body = st.selectbox(
            "Commission", bodies, index=None, placeholder="Toutes", key=f"{_KEY}_body", width=340
        )
        chosen = st.multiselect(
            "État",
            states,
            format_func=_labels(states).__getitem__,
            placeholder="Tous",
            key=f"{_KEY}_states",
            width=420,
        )
    return MeetingFilters(body, frozenset(chosen))


def meeting_list(lines: Sequence[MeetingLine], today: date) -> None:
    """To come in the order in which they come; past ones latest first."""
    past = [line for line in lines if line.starts_at.date() < today or line.state.is_given_up]
    coming = sorted((line for line in lines if line not in past), key=lambda line: line.starts_at)
    st.subheader("À venir", anchor=False)
    if not coming:
        st.caption("Aucune séance à venir.")
    for line in coming:
        _line(line, today)
    if not past:
        return
    st.subheader("Passées", anchor=False)
    is_whole = len(past) > _PAST_SHOWN and st.toggle(
        f"Afficher les {len(past)} séances passées", key=f"{_KEY}_whole"
    )
    for line in past if is_whole else past[:_PAST_SHOWN]:
        _line(line, today)


def _line(line: MeetingLine, today: date) -> None:
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                MEETING.path,
                label=f"**{day_words(line)}**",
                icon=":material/event:",
                query_params={PARAMETER: str(line.id)},
            )
            if line.starts_at.date() == today:
                st.markdown(":green-badge[Aujourd’hui]", width="content")
            st.markdown(state_badge(line.state), width="content")
        situations = count_of(line.situations, "situation") if line.situations else "aucune situation"
        st.caption(md_escape(" · ".join(part for part in (line.body, line.place, situations) if part)))


def _labels(states: Sequence[MeetingState]) -> dict[MeetingState, str]:
    return {state: state.label for state in states}
