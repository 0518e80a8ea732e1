"""Instances: the commissions, their rules and their members."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.administration.drawer import OpenLine, line_drawer, list_heading, open_line, opened_line
from components.administration.lists import pick_line
from components.commissions.bodies import (
    MEMBER_COLUMNS,
    body_draft,
    body_form,
    body_notices,
    member_draft,
    member_form,
    member_frame,
)
from components.feedback import confirm_next_run, domain_errors_shown
from components.identity import current_viewer
from components.markdown import md_escape
from db.actions.commissions import bodies as actions
from db.engine import read_as, write_session
from db.queries.commissions.agenda import list_bodies_run
from db.queries.commissions.bodies import read_body
from db.queries.directory import list_communes, list_professionals, list_structures
from db.queries.settings import get_thresholds
from domain.access import RUNNER_ROLES, Role, require_role
from domain.commissions.bodies import REGULATORY_ON, Body, off_reason
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
        if not body.is_active and st.button("Rouvrir la commission"):
            ask("Elle recevra de nouveau des situations.", actions.reopen_body, body.id, "Rouverte.")
        if body.is_active and st.button("Fermer la commission"):
            words = "Elle ne recevra plus de situation. Vous pourrez la rouvrir."
            ask(words, actions.close_body, body.id, "Commission fermée.")
    body_notices(body, off_reason(body.family, read(get_thresholds)))
    if body.members:
        show_members(body)


def show_members(body: Body) -> None:
    """Who sits; one that is picked is corrected, or sits no more."""
    if picked := pick_line(
        body.members, member_frame(body), key="commission_members", columns=MEMBER_COLUMNS
    ):
        with st.container(horizontal=True):
            shown = (MEMBER, member_draft(picked), picked.id, picked.version)
            st.button("Corriger ce membre", icon=":material/edit:", on_click=open_line, args=shown)
            if st.button(f"{md_escape(picked.name)} ne siège plus"):
                words = f"**{md_escape(picked.name)}** ne sera plus convoqué·e aux séances à venir."
                ask(words, actions.end_member, picked.id, "Membre retiré.")


@st.dialog("Confirmer")
def ask(words: str, act: Callable[..., None], record_id: int, told: str) -> None:
    """The dialog runs on its own: who asks is read again."""
    st.markdown(words)
    if st.button("Confirmer", type="primary"):
        asking = current_viewer()
        with domain_errors_shown():
            with write_session(asking) as session:
                act(session, asking, record_id)
            confirm_next_run(told)
            st.rerun()


def save_body(line: OpenLine, draft: BodyDraft) -> None:
    """The drawer runs on its own: who asks is read again."""
    asking = current_viewer()
    with write_session(asking) as session:
        if line.version is None:
            actions.create_body(session, asking, record_id=line.record_id, draft=draft)
        else:
            actions.change_body(session, asking, line.record_id, version=line.version, draft=draft)


def save_member(body: Body, line: OpenLine, draft: MemberDraft) -> None:
    """A new member of this body, or one corrected."""
    asking = current_viewer()
    with write_session(asking) as session:
        if line.version is None:
            actions.add_member(session, asking, body.id, record_id=line.record_id, draft=draft)
        else:
            actions.change_member(session, asking, line.record_id, version=line.version, draft=draft)


with domain_errors_shown():
    require_role(viewer, *RUNNER_ROLES)
    run: list[Body] = read(list_bodies_run, is_active=None)
    if viewer.has(Role.COORDINATOR):
        list_heading("Instances", "Nouvelle commission", BODY, BodyDraft())
    else:
        st.title("Instances", anchor=False)
    body, names = None, {one.id: one.name if one.is_active else f"{one.name} (fermée)" for one in run}
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
