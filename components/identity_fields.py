"""The fields of a person's identity, inside a form: to add her, or to correct what is stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components.feedback import Slots
from domain.beneficiaries import IDENTITY_LABELS, IdentityDraft
from domain.labels import labels_of
from domain.people import Channel, Civility, Public

_NEW = IdentityDraft(Civility.UNSPECIFIED, birth_name="", usual_name="", first_names="", birth_date=None)
ANY_DAY = (date.min, date.max)  # the widget drops a day beyond its bounds without a word; our rules say why
_REQUIRED = ("birth_name", "first_names")
_LENGTHS = {"phone": 30, "email": 200, "address": 300, "postal_code": 5, "interpreter_language": 60}
# One line of the form each; the numbers are the widths.
_LINES: tuple[dict[str, int], ...] = (
    {"birth_name": 1, "usual_name": 1, "first_names": 1},
    {"birth_date": 1, "publics": 2},
    {"phone": 1, "email": 1, "preferred_channel": 1, "interpreter_language": 1},
    {"address": 2, "postal_code": 1, "commune_code": 1},
    {"do_not_leave_message": 1, "do_not_write_to_address": 1},
)


def identity_fields(
    communes: Mapping[str, str], *, key: str, stored: IdentityDraft = _NEW
) -> tuple[IdentityDraft, Slots]:
    """What is typed, at each run, and the slot under each field for its problem (see show_problems)."""
    values: dict[str, Any] = {"civility": _civility(stored, key)}
    slots: Slots = {}
    for line in _LINES:
        for column, field in zip(st.columns(list(line.values())), line, strict=True):
            with column:
                values[field] = _field(field, getattr(stored, field), communes, f"{key}_{field}")
                slots[field] = st.empty()
    return IdentityDraft(**values), slots


def _civility(stored: IdentityDraft, key: str) -> Civility:
    labels = labels_of(Civility)
    code = st.segmented_control(
        IDENTITY_LABELS["civility"],
        list(labels),
        format_func=labels.__getitem__,
        default=str(stored.civility),
        required=True,
        key=f"{key}_civility",
    )
    return Civility(code or stored.civility)


def _field(field: str, stored: Any, communes: Mapping[str, str], key: str) -> Any:
    """The widget of one field; its value is the draft's."""
    label = IDENTITY_LABELS.get(field, "Publics") + (" *" if field in _REQUIRED else "")
    match field:
        case "birth_date":
            return st.date_input(label, stored, *ANY_DAY, format="DD/MM/YYYY", key=key)
        case "publics":
            return frozenset(Public(code) for code in _choose_publics(label, stored, key))
        case "preferred_channel":
            code = _choose(label, labels_of(Channel), stored, key)
            return Channel(code) if code else None
        case "commune_code":
            return _choose(label, communes, stored, key)
        case "do_not_leave_message" | "do_not_write_to_address":
            return st.checkbox(label, stored, key=key)
    typed = st.text_input(label, stored or "", max_chars=_LENGTHS.get(field, 120), key=key).strip()
    return typed or (None if field == "postal_code" else "")


def _choose(label: str, options: Mapping[str, str], stored: str | None, key: str) -> str | None:
    codes = list(options)
    return st.selectbox(
        label,
        codes,
        index=codes.index(str(stored)) if stored in options else None,
        format_func=options.__getitem__,
        placeholder="Non renseigné",
        key=key,
    )


def _choose_publics(label: str, stored: frozenset[Public], key: str) -> list[str]:
    labels = labels_of(Public)
    return st.multiselect(
        label,
        list(labels),
        [code for code in labels if code in stored],
        format_func=labels.__getitem__,
        placeholder="Aucun",
        select_all=False,  # its words would be in English
        key=key,
    )
