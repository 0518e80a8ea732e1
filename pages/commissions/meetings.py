"""Séances: meetings to come, then those held; who runs a body creates the next one."""

from functools import partial

import streamlit as st

from components.administration.drawer import OpenLine, line_drawer, list_heading, opened_line
from components.commissions.meeting_forms import first_draft, new_meeting_form
from components.commissions.meeting_list import meeting_filters, meeting_list
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from db.actions.commissions.meetings import create_meeting
from db.engine import read_as, write_session
from db.queries.commissions.agenda import list_bodies_run
from db.queries.commissions.meetings import list_meetings
from db.queries.settings import get_thresholds
from domain.access import COMMISSION_ROLES, require_role
from domain.commissions.bodies import REGULATORY_ON, Body
from domain.commissions.meetings import MeetingLine
from domain.commissions.preparing import MeetingDraft
from navigation import DECISIONS

viewer = current_viewer()
read = partial(read_as, viewer)
NEW = "commission_new_meeting"


def show_meetings(bodies: list[Body]) -> None:
    """The button of who runs a body, the filters, the list."""
    if bodies:
        list_heading("Séances", "Nouvelle séance", NEW, first_draft(bodies, viewer))
    else:
        st.title("Séances", anchor=False)
    if bodies and read(get_thresholds)[REGULATORY_ON]:
        st.page_link(DECISIONS.path, label=DECISIONS.title, icon=DECISIONS.icon)
    lines: list[MeetingLine] = read(list_meetings)
    if not lines:
        st.info(
            "Aucune séance pour le moment. Vous verrez ici celles des commissions où vous siégez, "
            "et celles où passe une personne que vous accompagnez.",
            icon=":material/event:",
        )
        return
    filters = meeting_filters(lines)
    kept = [line for line in lines if filters.keeps(line)]
    if kept:
        meeting_list(kept, viewer.today)
    else:
        st.info("Aucune séance ne correspond à ces filtres.")


def save(line: OpenLine, draft: MeetingDraft) -> None:
    """The drawer runs on its own: who asks is read again."""
    asking = current_viewer()
    with write_session(asking) as session:
        create_meeting(session, asking, record_id=line.record_id, draft=draft)


with domain_errors_shown():
    require_role(viewer, *COMMISSION_ROLES)
    bodies_run: list[Body] = read(list_bodies_run)
    show_meetings(bodies_run)
    if bodies_run and (line := opened_line(NEW)):
        line_drawer(line, new_meeting_form(bodies_run), save=save)
