"""Filters of the people to take up together, kept for the session; another page may ask for some."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.filter_fields import choose_many, choose_one
from components.formats import count_of, format_count
from domain.alert_lists import COUNTED_AT_MOST, PEOPLE_A_PAGE, AlertFilters
from domain.alerts import AlertCode
from domain.caseload import CaseloadFilters
from domain.follow_up import Track
from domain.names import told_apart
from domain.people import Public

NOBODY = 0  # of the choice of a référent: whoever has none
_DEFAULTS: dict[str, Any] = {
    "codes": [],
    "referent": None,
    "structure": None,
    "tracks": [],
    "publics": [],
    "put_off": False,
}


def ask_alerts(*codes: AlertCode, referent_id: int | None = None) -> None:
    """What the list shows when it opens next, and nothing else."""
    asked = {"codes": [str(code) for code in codes], "referent": referent_id}
    for name, usual in (_DEFAULTS | asked).items():
        st.session_state[_key(name)] = usual


def people_filters(
    me: int, *, structures: Mapping[int, str], referents: Mapping[int, str]
) -> CaseloadFilters:
    """Whose référent, which structure, tracks and publics, on one line; put off or not at its end."""
    for name, usual in _DEFAULTS.items():
        st.session_state.setdefault(_key(name), usual)
    referent, structure, track, public, put_off = st.columns([3, 3, 3, 3, 2], vertical_alignment="bottom")
    with referent:
        names = ({me: "Moi"} if me in referents else {}) | {NOBODY: "Sans référent·e"}
        others = told_apart({one: name for one, name in referents.items() if one != me}, {})
        choose_one("Référent·e", names | others, key=_key("referent"), nothing="Toutes et tous")
    with structure:
        choose_one("Structure", told_apart(dict(structures), {}), key=_key("structure"), nothing="Toutes")
    with track:
        choose_many("Parcours", Track, key=_key("tracks"), nothing="Tous les parcours")
    with public:
        choose_many("Publics", Public, key=_key("publics"), nothing="Tous les publics")
    put_off.toggle("Reportées", key=_key("put_off"), persist_state="session")
    return _people_asked()


def alert_chips(people: CaseloadFilters, counts: Mapping[AlertCode, int]) -> AlertFilters:
    """Which alerts, each with how many people it is about; those of nobody are left out."""
    chosen = st.session_state[_key("codes")] or []
    shown = {str(code): code for code in AlertCode if counts.get(code) or str(code) in chosen}
    st.session_state[_key("codes")] = [code for code in chosen if code in shown]
    labels = {code: f"{one.label} · {_counted(counts.get(one, 0))}" for code, one in shown.items()}
    is_put_off = st.session_state[_key("put_off")]
    asked = st.pills(
        "Alertes",
        list(labels),
        selection_mode="multi",
        format_func=labels.__getitem__,
        key=_key("codes"),
        label_visibility="collapsed",
        persist_state="session",
    )
    return AlertFilters(tuple(AlertCode(code) for code in asked or []), people, is_put_off)


def clear_filters_button() -> None:
    """Back to everybody; shown when something is asked."""
    if any((st.session_state.get(_key(name)) or usual) != usual for name, usual in _DEFAULTS.items()):
        st.button("Effacer les filtres", key=_key("clear"), icon=":material/filter_alt_off:", on_click=_clear)


def people_counted(count: int) -> str:
    """« 41 personnes »; « Plus de 1 000 personnes » when they were not all counted."""
    more = "Plus de " if count > COUNTED_AT_MOST else ""
    return more + count_of(min(count, COUNTED_AT_MOST), "personne")


def alert_pages(count: int, asked: AlertFilters) -> int:
    """The page to show, from 1; the first one again when something else is asked."""
    pages = max(1, -(-min(count, COUNTED_AT_MOST) // PEOPLE_A_PAGE))
    generation, paged = st.session_state.get(_key("paged"), (0, None))
    if paged != (asked, pages):
        generation += 1  # a new key is a new widget, at its first page
        st.session_state[_key("paged")] = generation, (asked, pages)
    return st.pagination(pages, key=_page_key(), max_visible_pages=5, width=270) if pages > 1 else 1


def page_asked(asked: AlertFilters) -> int:
    """The page that was chosen of this list; the first one of another."""
    _, paged = st.session_state.get(_key("paged"), (0, None))
    is_same = paged is not None and paged[0] == asked
    return int(st.session_state.get(_page_key(), 1)) if is_same else 1


def _counted(count: int) -> str:
    more = "plus de\u00a0" if count > COUNTED_AT_MOST else ""
    return more + format_count(min(count, COUNTED_AT_MOST))


def _people_asked() -> CaseloadFilters:
    value = {name: st.session_state[_key(name)] for name in _DEFAULTS}
    return CaseloadFilters(
        referent_id=value["referent"] or None,
        is_without_referent=value["referent"] == NOBODY and value["referent"] is not None,
        structure_id=value["structure"],
        tracks=tuple(Track(code) for code in value["tracks"]),
        publics=tuple(Public(code) for code in value["publics"]),
    )


def _clear() -> None:
    ask_alerts()


def _page_key() -> str:
    generation, _ = st.session_state.get(_key("paged"), (0, None))
    return _key(f"page_{generation}")


def _key(name: str) -> str:
    return f"alerts_{name}"
