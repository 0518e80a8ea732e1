"""Séance: one meeting prepared, its agenda, who is convened, its documents."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components.address import asked_id
from components.administration.drawer import LineForm, OpenLine, line_drawer, opened_line
from components.commissions.agenda_board import agenda_board
from components.commissions.meeting_desk import CHANGE, GIVE_UP, POINT, Acts, Desk, meeting_head
from components.commissions.meeting_forms import give_up_form, meeting_form, point_form
from components.commissions.meeting_papers import Takes, meeting_papers
from components.commissions.meeting_words import PARAMETER
from components.commissions.seats_board import seats_board
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from db.actions.commissions import agenda, meetings, papers, seats
from db.engine import read_as, write_session
from db.queries.commissions.agenda import read_prepared, read_recent_days
from db.queries.commissions.cases import count_basket, list_basket
from domain.access import COMMISSION_ROLES, require_role
from domain.commissions.basket import BasketFilters
from domain.errors import NotFoundError
from navigation import MEETINGS

viewer = current_viewer()
read = partial(read_as, viewer)


def act(action: Callable[..., Any], *about: Any, **values: Any) -> None:
    """One change, one transaction, by who she is now."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, *about, **values)


def open_desk(meeting_id: int) -> Desk:
    """The meeting as it is now; the basket only for who may put something on the agenda."""
    prepared = read(read_prepared, meeting_id)
    meeting = prepared.meeting
    desk = Desk(viewer, meeting, prepared.lines, prepared.missing, acts_of(meeting_id))
    if not desk.may_arrange:
        return desk
    of_body = BasketFilters(body_id=meeting.body.id)
    count, days = read(count_basket, of_body), read(read_recent_days)
    return replace(desk, count=count, waiting=partial(read, list_basket, of_body), recent_days=days)


def acts_of(meeting_id: int) -> Acts:
    """Everything that may be done to prepare it."""
    return Acts(
        move_on=partial(act, meetings.move_on, meeting_id),
        go_back=partial(act, meetings.go_back, meeting_id),
        add=partial(act, agenda.add_situation, meeting_id),
        add_break=partial(act, agenda.add_break, meeting_id),
        remove=partial(act, agenda.remove_point),
        move=partial(act, agenda.move_point),
        reply=partial(act, seats.record_reply, meeting_id),
        answer=partial(act, seats.answer, meeting_id),
    )


def takes_of(meeting_id: int) -> Takes:
    """What leaves as a file, signed."""
    return Takes(
        agenda=partial(papers.take_agenda, viewer, meeting_id),
        convocations=partial(papers.take_convocations, viewer, meeting_id),
        invitation=partial(papers.take_invitation, viewer, meeting_id),
        sheet=partial(papers.take_sheet, viewer, meeting_id),
    )


def show_meeting(desk: Desk) -> None:
    """Where it stands, then its three parts."""
    with st.container():  # what appears or goes there does not draw the tabs anew, at the first one
        meeting_head(desk)
    points, members, documents = st.tabs(["Ordre du jour", "Membres et convocations", "Documents"])
    with points:
        agenda_board(desk)
    with members:
        seats_board(desk)
    with documents:
        meeting_papers(desk, takes_of(desk.meeting.id))
    if (line := opened_line(CHANGE, GIVE_UP, POINT)) and desk.meeting.is_run_by_viewer:
        line_drawer(line, form_of(line, desk), save=save)


def form_of(line: OpenLine, desk: Desk) -> LineForm:
    """The form that is open."""
    if line.kind == CHANGE:
        is_convened = desk.meeting.convened_on is not None
        return meeting_form(desk.meeting.body, is_convened=is_convened)
    if line.kind == GIVE_UP:
        return give_up_form(sum(one.number is not None for one in desk.lines))
    return point_form(next((one.name for one in desk.lines if one.id == line.record_id), "Point"))


def save(line: OpenLine, draft: Any) -> None:
    """What differs from what was shown."""
    if line.kind == GIVE_UP:
        act(meetings.give_up, line.record_id, to=draft.state, reason=draft.reason)
        return
    action = meetings.change_meeting if line.kind == CHANGE else agenda.change_point
    act(action, line.record_id, version=line.version, draft=draft)


st.page_link(MEETINGS.path, label="Retour aux séances", icon=":material/arrow_back:")
with domain_errors_shown():
    require_role(viewer, *COMMISSION_ROLES)
    try:
        show_meeting(open_desk(asked_id(PARAMETER)))
    except NotFoundError:
        st.title("Séance", anchor=False)
        raise
