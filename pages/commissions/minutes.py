"""Relevé de décisions: the minutes of one meeting, read, corrected, validated, replaced."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.address import asked_id
from components.commissions.meeting_decisions import meeting_decisions
from components.commissions.meeting_words import PARAMETER, day_words
from components.commissions.minutes_board import Acts, minutes_board
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.markdown import md_escape
from db.actions.commissions import minutes, papers
from db.engine import read_as, write_session
from db.queries.commissions.decisions import list_meeting_decisions
from db.queries.commissions.meetings import get_meeting
from db.queries.commissions.minutes import list_minutes
from db.queries.settings import get_thresholds
from domain.access import COMMISSION_ROLES, require_role
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.words import CommissionFamily
from navigation import DECISIONS, MEETING

viewer = current_viewer()
st.title("Relevé de décisions", anchor=False)


def act(action: Callable[..., Any], *about: Any, **values: Any) -> None:
    """One change, one transaction, by who she is now."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, *about, **values)


def acts_of(meeting_id: int) -> Acts:
    """Everything that may be done with the minutes of this meeting."""
    return Acts(
        generate=partial(act, minutes.generate_minutes, meeting_id),
        correct=partial(act, minutes.correct_minutes, meeting_id),
        validate=partial(act, minutes.validate_minutes, meeting_id),
        replace=partial(act, minutes.replace_minutes, meeting_id),
        close=partial(act, minutes.close_meeting, meeting_id),
        take=partial(minutes.take_minutes, viewer, meeting_id),
    )


with domain_errors_shown():
    require_role(viewer, *COMMISSION_ROLES)
    meeting = read_as(viewer, get_meeting, asked_id(PARAMETER))
    st.markdown(md_escape(f"{meeting.body.name} · {day_words(meeting)} · {meeting.state.label}"))
    back = {PARAMETER: str(meeting.id)}
    st.page_link(MEETING.path, label="Revenir à la séance", icon=":material/arrow_back:", query_params=back)
    is_regulatory = meeting.body.family is CommissionFamily.REGULATORY
    if is_regulatory and meeting.is_run_by_viewer and read_as(viewer, get_thresholds)[REGULATORY_ON]:
        st.page_link(DECISIONS.path, label=DECISIONS.title, icon=DECISIONS.icon)
    minutes_board(viewer, meeting, read_as(viewer, list_minutes, meeting.id), acts_of(meeting.id))
    if is_regulatory:
        lines = read_as(viewer, list_meeting_decisions, meeting.id)
        meeting_decisions(viewer, lines, partial(papers.take_meeting_decisions, viewer, meeting.id))
