"""Form of the consortium's settings."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.file.forms.fields import Fields
from domain.consortium_settings import SCHEME_NAMES, SETTINGS_LABELS, SettingsDraft

_READ, _KEY = "settings_read", "settings_form"


@dataclass(frozen=True)
class SettingsForm:
    """What was read when the form opened, what is typed, and where to say what is wrong."""

    read: SettingsDraft
    draft: SettingsDraft
    fields: Fields
    notice: DeltaGenerator
    is_submitted: bool


def settings_form(stored: SettingsDraft) -> SettingsForm:
    """Scheme and rhythm, as they were when the form opened; what is typed stays until `forget_settings`."""
    read: SettingsDraft = st.session_state.setdefault(_READ, stored)
    fields = Fields(_KEY, SETTINGS_LABELS)
    with st.form(_KEY, enter_to_submit=False):
        names = {name: name for name in (*SCHEME_NAMES, read.scheme_name)}
        scheme_name = fields.choice("scheme_name", read.scheme_name, names)
        st.caption("Il figure au bas du menu et sur les documents remis ou imprimés.")
        rhythm = fields.number("review_rhythm_days", read.review_rhythm_days)
        st.caption(
            "Un nouveau rythme déplace aussitôt les dates attendues, sauf pour les personnes qui ont "
            "leur propre rythme ou une date déjà convenue."
        )
        is_asked = fields.tick("requires_second_factor", read.requires_second_factor)
        st.caption(
            "À l’administration, à la coordination, aux responsables de structure et à la protection des "
            "données : chacun·e la mettra en place à sa prochaine page, avec son téléphone."
        )
        notice = st.container()
        is_submitted = st.form_submit_button("Enregistrer", type="primary")
    return SettingsForm(read, SettingsDraft(scheme_name, rhythm, is_asked), fields, notice, is_submitted)


def read_again(stored: SettingsDraft) -> None:
    """What is typed now answers what is stored now."""
    st.session_state[_READ] = stored


def forget_settings() -> None:
    """Open the form again with what is stored."""
    for key in (_READ, *(f"{_KEY}_{name}" for name in SETTINGS_LABELS)):
        st.session_state.pop(key, None)
