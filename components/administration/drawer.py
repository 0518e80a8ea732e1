"""The drawer in which a line of an administration list is added or corrected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.feedback import confirm_after_rerun, confirm_next_run, conflict_choice
from components.file.forms.fields import Fields
from components.markdown import md_escape
from domain.errors import DomainError, EditConflictError, FieldDifference, InvalidInputError
from domain.identifiers import new_id
from domain.temporary_passwords import new_password

_KEY = "administration_line"


@dataclass
class OpenLine:
    """A line being filled. `record_id` is made once, when it opens: sending it twice saves it once.

    `version` is None for a new line; `secret` is the password of an account that the line opens, if it does.
    """

    kind: str
    initial: Any
    record_id: int
    version: int | None = None
    secret: str = field(default_factory=new_password)
    is_saved: bool = False
    newer_version: int = 0
    differences: list[FieldDifference] = field(default_factory=list)


@dataclass(frozen=True)
class LineForm:
    """How a kind of line is drawn: `draw` shows the fields and returns what is typed."""

    title: str
    labels: Mapping[str, str]
    draw: Callable[[Fields, Any], Any]
    saved: str
    button: str = "Enregistrer"


Save = Callable[[OpenLine, Any], None]


def open_line(kind: str, initial: Any, record_id: int | None = None, version: int | None = None) -> None:
    """Open a new line, or a stored one at the version that is shown (a button's callback)."""
    st.session_state[_KEY] = OpenLine(kind, initial, record_id or new_id(), version)


def list_heading(title: str, label: str, kind: str, initial: Any) -> None:
    """The title of a list, and the button that opens a new line of it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(title, anchor=False)
        st.button(label, icon=":material/add:", type="primary", on_click=open_line, args=(kind, initial))


def opened_line(*kinds: str) -> OpenLine | None:
    """The line being filled on this page; one left open on another page is closed."""
    line: OpenLine | None = st.session_state.get(_KEY)
    if line is not None and line.kind not in kinds:
        close_line()
        return None
    return line


def close_line() -> None:
    """Close the drawer, saved or given up."""
    st.session_state.pop(_KEY, None)


def line_drawer(line: OpenLine, form: LineForm, *, save: Save) -> None:
    """Show the drawer; `save` raises DomainError when it refuses, and nothing typed is lost."""
    drawer = st.dialog(form.title, position="right", dismissible=False)
    drawer(_fill)(line, form, save)


def _fill(line: OpenLine, form: LineForm, save: Save) -> None:
    if line.is_saved:  # the second click of a double click
        _finish(form)
    fields = Fields(f"administration_{line.kind}_{line.record_id}", form.labels)
    top = st.container()
    with st.form(fields.key, border=False, enter_to_submit=False):
        values = form.draw(fields, line.initial)
        notice = st.container()  # where the eyes are: just above the button
        with st.container(horizontal=True):
            is_asked = st.form_submit_button(form.button, type="primary", disabled=bool(line.differences))
            is_given_up = st.form_submit_button("Annuler")
    if is_given_up:
        close_line()
        st.rerun()
    if is_asked:
        with notice:
            _try_to_save(line, form, values, fields, save)
    with top:
        _settle_conflict(line, form, values, fields, save)


def _try_to_save(line: OpenLine, form: LineForm, values: Any, fields: Fields, save: Save) -> None:
    try:
        save(line, values)
    except InvalidInputError as error:
        fields.show_problems(error.problems)
    except EditConflictError as error:
        line.newer_version, line.differences = error.current_version, error.differences
    except DomainError as error:
        st.error(md_escape(str(error)))
    else:
        line.is_saved = True
        _finish(form)


def _settle_conflict(line: OpenLine, form: LineForm, values: Any, fields: Fields, save: Save) -> None:
    """Somebody else saved first: both values are shown until a side is chosen."""
    if not line.differences:
        return
    side = conflict_choice(EditConflictError(line.differences, 0), key=fields.key)
    if side == "theirs":
        close_line()
        confirm_after_rerun("Votre saisie est abandonnée : l’autre version est gardée.")
    if side == "mine":
        line.version, line.differences = line.newer_version, []
        _try_to_save(line, form, values, fields, save)
        if line.differences:  # a third person, in between
            st.rerun()


def _finish(form: LineForm) -> None:
    confirm_next_run(form.saved)
    close_line()
    st.rerun()
