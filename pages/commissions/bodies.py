"""Instances: the commissions, their rules and their members."""

from functools import partial

import streamlit as st

from components.administration.drawer import OpenLine, line_drawer, list_heading, open_line, opened_line
from components.administration.lists import pick_line
from components.commissions.bodies import MEMBER_COLUMNS, body_draft, body_form, member_form, member_frame
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from db.actions.commissions import bodies as actions
from db.engine import read_as, write_session
from db.queries.commissions.agenda import list_bodies_run
from db.queries.commissions.bodies import read_body
from db.queries.directory import list_communes, list_professionals, list_structures
from db.queries.settings import get_thresholds
from domain.access import RUNNER_ROLES, Role, require_role
from domain.commissions.bodies import REGULATORY_ON, Body
from domain.commissions.body_drafts import BodyDraft, MemberDraft

viewer = current_viewer()
read = partial(read_as, viewer)
BODY, MEMBER = "commission_body", "commission_member"


def show_body(body: Body) -> None:
    """Its rules and members, and what may be done with them."""
    with st.container(horizontal=True):
        stored = (BODY, body_draft(body), body.id, body.version)
        st.button("Modifier la commission", icon=":material/edit:", on_click=open_line, args=stored)
        new = (MEMBER, MemberDraft())
        st.button("Ajouter un membre", icon=":material/person_add:", on_click=open_line, args=new)
        if st.button("Fermer la commission"):
            with write_session(viewer) as session:
                actions.close_body(session, viewer, body.id)
            confirm_after_rerun("Commission fermée.")
    unsigned = [one.name for one in body.members if one.confidentiality_on is None]
    if unsigned:
        st.warning(f"Engagement de confidentialité à signer\u00a0: {', '.join(unsigned)}.")
    members = list(body.members)
    picked = (
        pick_line(members, member_frame(body), key="commission_members", columns=MEMBER_COLUMNS)
        if members
        else None
    )
    if picked and st.button(f"{picked.name} ne siège plus"):
        with write_session(viewer) as session:
            actions.end_member(session, viewer, picked.id)
        confirm_after_rerun("Membre retiré.")


def save_body(line: OpenLine, draft: BodyDraft) -> None:
    """The drawer runs on its own: who asks is read again."""
    asking = current_viewer()
    with write_session(asking) as session:
        if line.version is None:
            actions.create_body(session, asking, record_id=line.record_id, draft=draft)
        else:
            actions.change_body(session, asking, line.record_id, version=line.version, draft=draft)


def save_member(body: Body, line: OpenLine, draft: MemberDraft) -> None:
    """A new member of this body."""
    asking = current_viewer()
    with write_session(asking) as session:
        actions.add_member(session, asking, body.id, record_id=line.record_id, draft=draft)


with domain_errors_shown():
    require_role(viewer, *RUNNER_ROLES)
    run: list[Body] = read(list_bodies_run)
    if viewer.has(Role.COORDINATOR):
        list_heading("Instances", "Nouvelle commission", BODY, BodyDraft())
    else:
        st.title("Instances", anchor=False)
    names = {one.id: one.name for one in run}
    body = None
    if names:
        chosen = st.selectbox("Commission", list(names), format_func=names.__getitem__)
        body = read(read_body, chosen)
        show_body(body)
    else:
        st.info("Aucune commission pour le moment.")
    if line := opened_line(BODY, MEMBER):
        if line.kind == BODY:
            is_on = bool(read(get_thresholds)[REGULATORY_ON])
            line_drawer(line, body_form(read(list_communes), has_regulatory=is_on), save=save_body)
        elif body:
            form = member_form(body, read(list_professionals), read(list_structures))
            line_drawer(line, form, save=partial(save_member, body))
