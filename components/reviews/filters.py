"""Filters of the « points de situation » to hold, kept for the session."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.filter_fields import choose_many, choose_one
from components.formats import count_of
from domain.follow_up import Track
from domain.labels import labels_of
from domain.people import Public
from domain.reviews import SOON_DAYS, ReviewFilters, ReviewsShown

_NOBODY = 0  # no identifier is 0
_SHOWN = labels_of(ReviewsShown)
_AHEAD = {days: f"d’ici {count_of(days, 'jour')}" for days in SOON_DAYS}
_DEFAULTS: dict[str, object] = {
    "shown": str(ReviewsShown.ALL),
    "ahead": SOON_DAYS[0],
    "referent": None,
    "structure": None,
    "tracks": [],
    "publics": [],
}


def review_filters(structures: Mapping[int, str], referents: Mapping[int, str], *, me: int) -> ReviewFilters:
    """Two lines: how late; then who."""
    for name, usual in _DEFAULTS.items():
        st.session_state.setdefault(_key(name), usual)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _dates()
    columns = st.columns(4)
    with columns[0]:
        choose_one("Référent·e", _people(me, referents), key=_key("referent"), nothing="Toutes et tous")
    with columns[1]:
        choose_one("Structure", structures, key=_key("structure"), nothing="Toutes")
    with columns[2]:
        choose_many("Parcours", Track, key=_key("tracks"), nothing="Tous les parcours")
    with columns[3]:
        choose_many("Publics", Public, key=_key("publics"), nothing="Tous les publics")
    return _asked()


def ask_late_reviews(*, referent_id: int) -> None:
    """Show the late reviews of this person's people, and nothing else."""
    _clear()
    st.session_state[_key("shown")] = str(ReviewsShown.LATE)
    st.session_state[_key("referent")] = referent_id


def nobody_due() -> None:
    """Say why the list is empty: too much is asked, or all is well."""
    if _has_filters():
        st.info("Aucun point de situation à faire avec ces critères.")
        clear_filters_button()
    else:
        done = "Tous les points de situation sont à jour. Bravo\u00a0!"
        st.success(done, icon=":material/check_circle:")


def clear_filters_button() -> None:
    """Back to everybody; shown when there is something to forget."""
    if _has_filters():
        st.button("Effacer les filtres", key=_key("clear"), icon=":material/filter_alt_off:", on_click=_clear)


def _dates() -> None:
    st.segmented_control(
        "Montrer",
        list(_SHOWN),
        format_func=_SHOWN.__getitem__,
        key=_key("shown"),
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    st.selectbox(
        "À venir",
        list(_AHEAD),
        format_func=_AHEAD.__getitem__,
        key=_key("ahead"),
        persist_state="session",
        label_visibility="collapsed",
        disabled=_value("shown") == ReviewsShown.LATE,
        width=170,
    )


def _asked() -> ReviewFilters:
    referent = _value("referent")
    return ReviewFilters(
        shown=ReviewsShown(_value("shown")),
        soon_days=_value("ahead"),
        structure_id=_value("structure"),
        referent_id=referent or None,
        is_without_referent=referent == _NOBODY,
        tracks=tuple(Track(code) for code in _value("tracks")),
        publics=tuple(Public(code) for code in _value("publics")),
    )


def _people(me: int, referents: Mapping[int, str]) -> dict[int, str]:
    first = {me: "Moi"} if me in referents else {}
    return {**first, _NOBODY: "Sans référent·e", **{k: v for k, v in referents.items() if k != me}}


def _has_filters() -> bool:
    return any(st.session_state.get(_key(name), usual) != usual for name, usual in _DEFAULTS.items())


def _clear() -> None:
    for name, usual in _DEFAULTS.items():
        st.session_state[_key(name)] = usual


def _value(name: str) -> Any:
    return st.session_state[_key(name)]


def _key(name: str) -> str:
    return f"reviews_{name}"
