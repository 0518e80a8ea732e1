"""Animation: the meeting day as its secretary leads it; everything typed is kept and shown at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.address import asked_id
from components.commissions.animation import PARAMETER, Acts, Cockpit, Reads
from components.commissions.animation_window import meeting_window
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from db.actions.commissions import commitments, day, outcomes, reveals
from db.engine import read_as, write_session
from db.queries.commissions import day as day_reads
from db.queries.commissions.meetings import get_meeting
from db.queries.commissions.obstacles import list_obstacles
from db.queries.commissions.owners import list_owners
from db.queries.commissions.summaries import read_named_summary
from domain.access import RUNNER_ROLES, require_role
from domain.commissions.meetings import Meeting
from domain.errors import NotFoundError

viewer = current_viewer()


def read(query: Callable[..., Any], *about: Any) -> Any:
    """One read by who she is now: fragments run on their own."""
    return read_as(current_viewer(), query, *about)


def write(action: Callable[..., Any], *about: Any, **values: Any) -> None:
    """One change, one transaction."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, *about, **values)


def open_cockpit(meeting_id: int) -> Cockpit:
    """The meeting as it is now, and what may be done with it."""
    meeting: Meeting = read(get_meeting, meeting_id)
    if not meeting.is_run_by_viewer:
        raise NotFoundError
    return Cockpit(
        viewer=viewer,
        meeting=meeting,
        missing=partial(read, list_obstacles, meeting_id, meeting),
        owners=read(list_owners, meeting_id, meeting),
        changes=read(day_reads.read_changes, meeting_id),
        reads=reads_of(meeting_id),
        acts=acts_of(meeting_id),
    )


def reads_of(meeting_id: int) -> Reads:
    """What parts of the window read again."""
    return Reads(
        meeting=partial(read, get_meeting, meeting_id),
        screen=partial(read, day_reads.read_screen, meeting_id),
        summary=partial(read, read_named_summary),
        point=partial(read, day_reads.read_point),
        commitments=partial(read, day_reads.list_commitments, meeting_id),
        former=partial(read, day_reads.list_former_commitments, meeting_id),
        changes=partial(read, day_reads.read_changes, meeting_id),
    )


def acts_of(meeting_id: int) -> Acts:
    """Everything that may be done on the day."""
    return Acts(
        start=partial(write, day.start_meeting, meeting_id),
        end=partial(write, day.end_meeting, meeting_id),
        seat=partial(write, day.record_seat, meeting_id),
        go=partial(write, day.go_to_point),
        put_off=partial(write, day.put_off_point),
        withdraw=partial(write, day.withdraw_point),
        outcome=partial(write, outcomes.record_outcome),
        add=partial(write, commitments.add_commitment),
        change=partial(write, commitments.change_commitment, meeting_id),
        mark=partial(write, commitments.mark_commitment, meeting_id),
        remove=partial(write, commitments.remove_commitment, meeting_id),
        reveal=partial(write, reveals.reveal_first_name),
        present=partial(write, reveals.note_person_present),
        renew=partial(write, reveals.renew_sheet),
    )


with domain_errors_shown():
    require_role(viewer, *RUNNER_ROLES)
    try:
        meeting_window(open_cockpit(asked_id(PARAMETER)))
    except NotFoundError:
        st.title("Animation", anchor=False)
        raise
