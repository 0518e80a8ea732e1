"""The form that adds a person: who she is, how to reach her, how she comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.feedback import Slots
from components.identity_fields import ANY_DAY, identity_fields
from components.markdown import md_escape
from domain.beneficiaries import EntryDraft, IdentityDraft
from domain.follow_up import EntryOrigin
from domain.identifiers import new_id
from domain.labels import labels_of
from navigation import FILE

_RECORD = "new_person_record"


@dataclass(frozen=True)
class NewPerson:
    """What is typed; `record_id` is made once, so that sending twice adds once."""

    record_id: int
    identity: IdentityDraft
    entry: EntryDraft
    slots: Slots
    notice: DeltaGenerator
    is_submitted: bool
    is_confirmed: bool

    def problems(self, today: date) -> dict[str, str]:
        """Field name → what is wrong with it."""
        return self.identity.problems(today) | self.entry.problems(today)


def new_person_form(communes: Mapping[str, str], today: date) -> NewPerson:
    """Show the form; what was typed stays in it until `forget_new_person`."""
    record_id = st.session_state.setdefault(_RECORD, new_id())
    key = _key(record_id)
    with st.form(key, enter_to_submit=False):
        identity, slots = identity_fields(communes, key=key)
        entry = _entry_fields(today, key, slots)
        notice = st.container()  # where the eyes are: just above the button
        is_submitted = st.form_submit_button("Ajouter à la file active", type="primary")
    is_confirmed = st.session_state.pop(f"{key}_confirmed", False)
    return NewPerson(record_id, identity, entry, slots, notice, is_submitted, is_confirmed)


def warn_of_same_person(record_id: int, same: Sequence[tuple[int, str]]) -> None:
    """Show, inside the form, who in the viewer's list has this name and birth date, and the way on."""
    st.warning("Une personne de votre liste a déjà cette identité : est-ce elle ?")
    for beneficiary_id, name in same:
        st.page_link(
            FILE.path,
            label=f"Ouvrir le dossier de {md_escape(name)}",
            icon=FILE.icon,
            query_params={"personne": str(beneficiary_id)},
        )
    st.form_submit_button("C’est quelqu’un d’autre : créer quand même", on_click=_confirm, args=(record_id,))


def forget_new_person() -> None:
    """The person is added: the next form starts empty."""
    st.session_state.pop(_RECORD, None)


def _entry_fields(today: date, key: str, slots: Slots) -> EntryDraft:
    day, origin = st.columns([1, 2])
    with day:
        entered_on = st.date_input(
            "Date d’entrée", today, *ANY_DAY, format="DD/MM/YYYY", key=f"{key}_entered_on"
        )
        slots["entered_on"] = st.empty()
    with origin:
        labels = labels_of(EntryOrigin)
        code = st.selectbox(
            "Origine", list(labels), format_func=labels.__getitem__, key=f"{key}_entry_origin"
        )
    return EntryDraft(entered_on, EntryOrigin(code))


def _confirm(record_id: int) -> None:
    st.session_state[f"{_key(record_id)}_confirmed"] = True


def _key(record_id: int) -> str:
    return f"new_person_{record_id}"
