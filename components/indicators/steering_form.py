"""The form of the steering committee's page: figures, date, message, progress of actions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.file.forms.fields import Fields, options_of
from components.indicators.filters import quarter_date
from components.indicators.presentation import is_presented
from components.indicators.steering import NOT_SAID
from components.markdown import md_escape
from domain.indicators.steering import (
    CHOICES,
    FIELDS,
    LONGEST_MESSAGE,
    MOST_FIGURES,
    SteeringAction,
    SteeringDraft,
)
from domain.organisations import ActionProgress

_KEY = "steering_form"
_READ = "steering_read"
_TITLES = {code: one.title for code, one in CHOICES.items()}


@dataclass(frozen=True)
class SteeringForm:
    """What was read when the form opened, what is typed, and where to say what is wrong."""

    read: SteeringDraft
    typed: SteeringDraft
    fields: Fields
    notice: DeltaGenerator
    is_submitted: bool


def choose_day(today: date) -> date:
    """The day whose last whole quarter is told, folded when it is projected."""
    with st.popover("Date", icon=":material/event:") if is_presented() else st.container(width=230):
        return quarter_date(today)


def steering_form(stored: SteeringDraft, actions: Sequence[SteeringAction]) -> SteeringForm:
    """As it was when the form opened; what is typed stays until `forget_steering`."""
    if f"{_KEY}_figures" not in st.session_state:  # the page was left since
        st.session_state[_READ] = stored
    read: SteeringDraft = st.session_state[_READ]
    fields = Fields(_KEY, {**FIELDS, **{_name(one): md_escape(one.text) for one in actions}})
    with st.form(_KEY, enter_to_submit=False):
        typed = replace(
            read,
            figures=_figures(fields, read),
            last_held_on=fields.day("last_held_on", read.last_held_on),
            message=fields.paragraph("message", read.message, length=LONGEST_MESSAGE, height=100),
            progress=_progress(fields, read, actions),
        )
        notice = st.container()
        is_submitted = st.form_submit_button("Enregistrer", type="primary")
    return SteeringForm(read, typed, fields, notice, is_submitted)


def _figures(fields: Fields, read: SteeringDraft) -> tuple[str, ...]:
    key = f"{_KEY}_figures"
    st.session_state.setdefault(key, list(read.figures))
    chosen = st.multiselect(
        f"{FIELDS['figures']} ({MOST_FIGURES} au plus, dans l’ordre de votre choix)",
        list(CHOICES),
        format_func=_TITLES.__getitem__,
        max_selections=MOST_FIGURES,
        placeholder="Choisissez des chiffres",
        key=key,
        select_all=False,  # its words would be in English
    )
    fields.slots["figures"] = st.empty()
    return tuple(chosen)


def _progress(
    fields: Fields, read: SteeringDraft, actions: Sequence[SteeringAction]
) -> dict[int, ActionProgress | None]:
    typed, axis = {}, ""
    for one in actions:
        if one.axis != axis:
            axis = one.axis
            st.caption(md_escape(axis))
        value = read.progress.get(one.id)
        options = options_of(ActionProgress)
        typed[one.id] = fields.choice_or_none(_name(one), value, options, nobody=NOT_SAID)
    return typed


def read_steering_again(stored: SteeringDraft) -> None:
    """What is typed now answers what is stored now."""
    st.session_state[_READ] = stored


def forget_steering() -> None:
    """Open the form again with what is stored."""
    for key in [key for key in st.session_state if str(key).startswith(f"{_KEY}_")]:
        st.session_state.pop(key)


def _name(action: SteeringAction) -> str:
    return f"progress_{action.id}"
