"""Search and filters of the list of diagnoses, kept for the session; a name never goes to the address."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.filter_fields import choose_many, choose_one
from components.identity_fields import ANY_DAY
from domain.diagnosis.lists import USUAL_STATUSES, DiagnosisFilters, DiagnosisSort, Together
from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.labels import labels_of
from domain.names import told_apart

_LONGEST_SEARCH = 100
_DEFAULTS: dict[str, Any] = {
    "search": "",
    "statuses": [str(status) for status in USUAL_STATUSES],
    "structure": None,
    "moments": [],
    "together": None,
    "held_from": None,
    "held_to": None,
}
_FOLDED = ("moments", "together", "held_from", "held_to")


def diagnosis_filters(structures: Mapping[int, str]) -> DiagnosisFilters:
    """One line: the search, the two usual filters, the others in a pop-over."""
    for name, usual in _DEFAULTS.items():
        st.session_state.setdefault(_key(name), usual)
    search, status, structure, others = st.columns([4, 4, 3, 2], vertical_alignment="bottom")
    with search:
        st.text_input(
            "Rechercher une personne",
            key=_key("search"),
            type="search",
            placeholder="Nom ou prénom",
            live="300ms",
            persist_state="session",
        )
    with status:
        choose_many("Statut", DiagnosisStatus, key=_key("statuses"), nothing="Tous les statuts")
    with structure:
        names = told_apart(dict(structures), {})
        choose_one("Structure d’un intervenant", names, key=_key("structure"), nothing="Toutes")
    with others:
        _folded_filters()
    return _filters_asked()


def choose_sort() -> DiagnosisSort:
    """The order of the list."""
    st.session_state.setdefault(_key("sort"), str(DiagnosisSort.NEWEST))
    labels = labels_of(DiagnosisSort)
    chosen = st.selectbox(
        "Tri",
        list(labels),
        format_func=labels.__getitem__,
        key=_key("sort"),
        label_visibility="collapsed",
        persist_state="session",
        width=180,
    )
    return DiagnosisSort(chosen)


def clear_filters_button() -> None:
    """Forget the search and every filter; shown when there is something to forget."""
    if _count_asked(tuple(_DEFAULTS)):
        st.button("Effacer les filtres", key=_key("clear"), icon=":material/filter_alt_off:", on_click=_clear)


def must_audit_search(search: str) -> bool:
    """True on the run where a typed search has just settled: the same one is signed once."""
    is_new = bool(search) and st.session_state.get(_key("signed_search")) != search
    if is_new:
        st.session_state[_key("signed_search")] = search
    return is_new


def _folded_filters() -> None:
    asked = _count_asked(_FOLDED)
    label = f"Filtres ({asked})" if asked else "Filtres"
    with st.popover(label, icon=":material/tune:", width="stretch", key=_key("folded")):
        choose_many("Moment du parcours", Moment, key=_key("moments"), nothing="Tous les moments")
        choose_one("Réalisation", labels_of(Together), key=_key("together"), nothing="Conjoints ou non")
        for column, label, name in zip(
            st.columns(2, width=420), ("Entretien du", "au"), ("held_from", "held_to"), strict=True
        ):
            column.date_input(
                label, None, *ANY_DAY, format="DD/MM/YYYY", key=_key(name), persist_state="session"
            )


def _filters_asked() -> DiagnosisFilters:
    value = {name: st.session_state[_key(name)] for name in _DEFAULTS}
    return DiagnosisFilters(
        search=(value["search"] or "").strip()[:_LONGEST_SEARCH],
        statuses=tuple(DiagnosisStatus(code) for code in value["statuses"]),
        moments=tuple(Moment(code) for code in value["moments"]),
        together=Together(value["together"]) if value["together"] else None,
        held_from=value["held_from"],
        held_to=value["held_to"],
        structure_id=value["structure"],
    )


def _count_asked(names: tuple[str, ...]) -> int:
    values = [(st.session_state.get(_key(name), _DEFAULTS[name]), _DEFAULTS[name]) for name in names]
    return sum(
        set(value) != set(usual) if isinstance(usual, list) else (value or None) != (usual or None)
        for value, usual in values
    )


def _clear() -> None:
    for name, usual in _DEFAULTS.items():
        st.session_state[_key(name)] = usual


def _key(name: str) -> str:
    return f"diagnoses_{name}"
