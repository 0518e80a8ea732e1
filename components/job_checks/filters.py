"""Filters of the contacts of the first months in a job, kept for the session."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.filter_fields import choose_one
from domain.job_checks import CHECK_MONTHS, JobCheckFilters, JobCheckState, months_words
from domain.labels import labels_of
from domain.names import told_apart

_DEFAULTS: dict[str, Any] = {"referent": None, "structure": None, "months": None}


def job_check_filters(
    *, me: int, around_days: int, structures: Mapping[int, str], referents: Mapping[int, str]
) -> JobCheckFilters:
    """One line: whose, where, after how many months; the state is asked beside the counts."""
    for name, usual in _DEFAULTS.items():
        st.session_state.setdefault(_key(name), usual)
    referent, structure, months, clear = st.columns([3, 4, 2, 2], vertical_alignment="bottom")
    with referent:
        mine = {me: "Moi"} if me in referents else {}
        names = mine | {one: name for one, name in told_apart(dict(referents), {}).items() if one != me}
        choose_one("Référent·e", names, key=_key("referent"), nothing="Toutes et tous")
    with structure:
        names = told_apart(dict(structures), {})
        choose_one("Structure", names, key=_key("structure"), nothing="Toutes")
    with months:
        after = {months: months_words(months) for months in CHECK_MONTHS}
        choose_one("Contact à", after, key=_key("months"), nothing="1, 3 ou 6 mois")
    asked = {name: st.session_state[_key(name)] for name in _DEFAULTS}
    if is_asked := asked != _DEFAULTS:
        clear.button(
            "Effacer les filtres", key=_key("clear"), icon=":material/filter_alt_off:", on_click=_clear
        )
    return JobCheckFilters(
        months=(asked["months"],) if is_asked and asked["months"] else (),
        structure_id=asked["structure"],
        referent_id=asked["referent"],
        around_days=around_days,
    )


def choose_state(filters: JobCheckFilters, counts: Mapping[JobCheckState, int]) -> JobCheckFilters:
    """« À faire maintenant (12) », « En retard (3) »…; what is to do now comes first."""
    labels = {
        code: f"{label} ({counts[JobCheckState(code)]})" for code, label in labels_of(JobCheckState).items()
    }
    st.session_state.setdefault(_key("state"), str(JobCheckState.NOW))
    chosen = st.segmented_control(
        "Où en est le contact",
        list(labels),
        format_func=labels.__getitem__,
        required=True,
        key=_key("state"),
        label_visibility="collapsed",
        persist_state="session",
    )
    return replace(filters, state=JobCheckState(chosen or JobCheckState.NOW))


def _clear() -> None:
    for name, usual in _DEFAULTS.items():
        st.session_state[_key(name)] = usual


def _key(name: str) -> str:
    return f"job_checks_{name}"
