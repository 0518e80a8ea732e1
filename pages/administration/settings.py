"""Paramètres: the name of the scheme, the rhythm of reviews, the reasons of pause and exit."""

import streamlit as st

from components.administration.reasons import ReasonEditor, draw_reasons, forget_reasons, reason_editor
from components.administration.settings import SettingsForm, forget_settings, read_again, settings_form
from components.feedback import confirm_after_rerun, conflict_choice, domain_errors_shown
from components.identity import current_viewer
from db.actions.reason_lists import save_reasons
from db.actions.settings import change_settings
from db.engine import read_session, write_session
from db.queries.settings import get_settings_draft, list_reasons
from domain.access import Role, require_role
from domain.consortium_settings import SettingsDraft
from domain.errors import EditConflictError, InvalidInputError
from domain.reasons import ReasonKind, ReasonLine
from navigation import THRESHOLDS

viewer = current_viewer()
RHYTHM_OF_TRACKS = "Seuils et délais\u00a0: un rythme propre à un parcours, qui passe avant celui-ci"
REASONS_HELP = (
    "Décochez un motif pour ne plus le proposer : les dossiers qui le portent le gardent. Vos mots "
    "s’affichent à la place du motif national, et les chiffres les comptent avec lui."
)
TITLES = {ReasonKind.PAUSE: "Motifs de pause", ReasonKind.EXIT: "Motifs de sortie"}


def show_settings(stored: SettingsDraft) -> None:
    """The scheme and the rhythm."""
    form, conflict = settings_form(stored), None
    if form.is_submitted:
        with form.notice:
            conflict = save_settings(form, form.read)
    side = conflict_choice(conflict, key="settings")
    if side == "mine":
        read_again(stored)
        save_settings(form, stored)
    if side == "theirs":
        forget_settings()
        st.rerun()


def save_settings(form: SettingsForm, read: SettingsDraft) -> EditConflictError | None:
    """Save, or say what to correct; returns what somebody else changed meanwhile."""
    try:
        with st.spinner("Enregistrement…"), write_session(viewer) as session:
            change_settings(session, viewer, read=read, draft=form.draft)
    except InvalidInputError as error:
        form.fields.show_problems(error.problems)
        return None
    except EditConflictError as error:
        return error
    forget_settings()
    return confirm_after_rerun("Paramètres enregistrés.")


def show_reasons(kind: ReasonKind, stored: list[ReasonLine]) -> None:
    """One list of reasons."""
    st.header(TITLES[kind], anchor=False)
    editor, conflict = reason_editor(kind, stored), None
    typed, is_asked = draw_reasons(editor)
    if is_asked:
        conflict = save_list(editor, typed)
    side = conflict_choice(conflict, key=editor.key)
    if side == "mine":
        editor.read = stored
        save_list(editor, typed)
    if side == "theirs":
        forget_reasons(editor)
        st.rerun()


def save_list(editor: ReasonEditor, typed: list[ReasonLine]) -> EditConflictError | None:
    """Save, or say what to correct; returns what somebody else changed meanwhile."""
    try:
        with write_session(viewer) as session:
            save_reasons(session, viewer, editor.kind, read=editor.read, typed=typed)
    except InvalidInputError as error:
        editor.problems = error.problems
        st.rerun()
    except EditConflictError as error:
        return error
    forget_reasons(editor)
    return confirm_after_rerun(f"{TITLES[editor.kind]} : liste enregistrée.")


st.title("Paramètres", anchor=False)
with domain_errors_shown():
    require_role(viewer, Role.ADMINISTRATOR)
    with read_session(viewer) as session:
        stored, reasons = get_settings_draft(session, viewer), list_reasons(session, viewer)
    show_settings(stored)
    st.page_link(THRESHOLDS.path, label=RHYTHM_OF_TRACKS, icon=THRESHOLDS.icon)
    st.caption(REASONS_HELP)
    for column, (kind, lines) in zip(st.columns(2, gap="large"), reasons.items(), strict=True):
        with column.container(border=True):
            show_reasons(kind, lines)
