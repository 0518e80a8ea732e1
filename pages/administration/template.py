"""Trame du diagnostic: versions of the frame, the draft of the next one, its publication."""

from functools import partial

import streamlit as st

from components.administration import template_list as listed
from components.administration.template_editor import draft_editor, places_to_correct
from components.administration.template_list import CORE, VERSION_PARAMETER, Asked
from components.administration.template_pen import Pen
from components.administration.template_preview import template_preview
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from db.actions.template_drafts import change_template, drop_template_draft, start_template_draft
from db.actions.templates import publish_template, retire_template
from db.engine import read_session, write_session
from db.queries.templates import get_template, list_templates
from domain.access import TEMPLATE_ROLES, require_role
from domain.diagnosis.core import core_content
from domain.diagnosis.editing import draft_problems
from domain.diagnosis.versions import TemplateDraft, TemplateVersion
from domain.diagnosis.words import TemplateStatus
from domain.errors import NotFoundError

viewer = current_viewer()
INTRODUCTION = (
    "Les thèmes, les situations et les questions que chaque professionnel trouve dans un diagnostic. "
    "Vos mots, vos thèmes et leur ordre s’ajoutent à la trame nationale, dont les thèmes restent."
)


def show_versions() -> None:
    """Every version, newest first."""
    st.caption(INTRODUCTION)
    with read_session(viewer) as session:
        lines = list_templates(session, viewer)
    if asked := listed.version_list(lines):
        act(asked)


def act(asked: Asked) -> None:
    """One click, one transaction."""
    with write_session(viewer) as session:
        if asked.kind == "start":
            start_template_draft(session, viewer, record_id=asked.record_id, source_id=asked.template_id)
        elif asked.template_id and asked.kind == "publish":
            publish_template(session, viewer, asked.template_id, version=asked.version)
        elif asked.template_id and asked.kind == "retire":
            retire_template(session, viewer, asked.template_id)
        elif asked.template_id:
            drop_template_draft(session, viewer, asked.template_id)
    listed.close_version()
    if asked.kind == "start":
        listed.forget_next_id()
        listed.open_version(asked.record_id)
    confirm_after_rerun(listed.DONE[asked.kind])


def show_version(asked: str) -> None:
    """The draft to write, or another version to read."""
    if asked == CORE:
        listed.version_heading("Trame nationale, telle qu’elle est livrée")
        template_preview(core_content(), key="template_core")
        return
    if not asked.isdecimal():
        raise NotFoundError
    with read_session(viewer) as session:
        version = get_template(session, viewer, int(asked))
    if version.status is TemplateStatus.DRAFT:
        show_draft(version)
        return
    listed.version_heading(f"{version.draft.name}, version {version.number}")
    template_preview(version.draft.content, key=f"template_read_{version.id}")


def show_draft(version: TemplateVersion) -> None:
    """The editor, or the draft as it will be read."""
    if done := listed.confirmed():
        act(done)
    write = partial(keep, version.id)
    pen = Pen(version.id, version.draft, draft_problems(version.draft, viewer.today), write)
    if listed.draft_bar(version, places_to_correct(pen)):
        template_preview(version.draft.content, key=pen.key("try"))
        return
    content = draft_editor(pen)
    if content != version.draft.content:
        write(version.draft, pen.with_content(content))
        st.rerun()


def keep(template_id: int, read: TemplateDraft, typed: TemplateDraft) -> None:
    """Write what was changed; a field calls this before the page runs: who asks is read again."""
    viewer = current_viewer()
    with write_session(viewer) as session:
        change_template(session, viewer, template_id, read=read, typed=typed)


st.title("Trame du diagnostic", anchor=False)
with domain_errors_shown():
    require_role(viewer, *TEMPLATE_ROLES)
    if version_asked := st.query_params.get(VERSION_PARAMETER):
        show_version(version_asked)
    else:
        show_versions()
