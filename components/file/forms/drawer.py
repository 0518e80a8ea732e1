"""The drawer in which every form of a file is filled, corrected and saved."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.feedback import confirm_after_rerun, confirm_next_run, conflict_choice
from components.file.forms.catalogue import FORMS
from components.file.forms.fields import Fields
from components.file.forms.known import Known
from components.file.forms.opened import OpenForm, close_form
from components.markdown import md_escape
from domain.errors import DomainError, EditConflictError, InvalidInputError

Save = Callable[[OpenForm, Any], None]


def form_drawer(form: OpenForm, known: Known, *, save: Save) -> None:
    """Show the open form; `save` raises DomainError when it refuses, and nothing typed is lost."""
    shown = FORMS[form.name]
    if form.initial is None:
        form.initial = shown.start(known)
    drawer = st.dialog(
        shown.title,
        width="large" if shown.is_wide else "small",
        position="right",
        dismissible=False,  # a click beside it must not throw away what is typed
    )
    drawer(_fill)(form, known, save)


def _fill(form: OpenForm, known: Known, save: Save) -> None:
    if form.is_saved:  # the second click of a double click
        _close(form)
    shown = FORMS[form.name]
    fields = Fields(f"file_{form.name}_{form.record_id}", shown.labels)
    top = st.container()
    with st.form(fields.key, border=False, enter_to_submit=False):
        values = shown.draw(fields, form.initial, known)
        notice = st.container()  # where the eyes are: just above the button
        with st.container(horizontal=True):
            is_asked = st.form_submit_button("Enregistrer", type="primary", disabled=bool(form.differences))
            is_given_up = st.form_submit_button("Annuler")
    if is_given_up:
        close_form()
        st.rerun()
    if is_asked:
        with notice:
            _try_to_save(form, values, fields, save)
    with top:
        _settle_conflict(form, values, fields, save)


def _try_to_save(form: OpenForm, values: Any, fields: Fields, save: Save) -> None:
    to_choose = {name: "À choisir." for name in FORMS[form.name].chosen if values[name] is None}
    try:
        if to_choose:
            raise InvalidInputError(to_choose)
        save(form, values)
    except InvalidInputError as error:
        fields.show_problems(error.problems)
    except EditConflictError as error:
        form.keep_conflict(error)
    except DomainError as error:
        st.error(md_escape(str(error)))
    else:
        form.is_saved = True
        _close(form)


def _settle_conflict(form: OpenForm, values: Any, fields: Fields, save: Save) -> None:
    """Somebody else saved first: both values are shown until a side is chosen."""
    if not form.differences:
        return
    side = conflict_choice(EditConflictError(form.differences, 0), key=fields.key)
    if side == "theirs":
        close_form()
        confirm_after_rerun("Votre saisie est abandonnée : l’autre version reste dans le dossier.")
    if side == "mine":
        form.take_side()
        _try_to_save(form, values, fields, save)
        if form.differences:  # a third person, in between
            st.rerun()


def _close(form: OpenForm) -> None:
    confirm_next_run(FORMS[form.name].done)
    close_form()
    st.rerun()
