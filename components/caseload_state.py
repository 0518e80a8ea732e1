"""What the caseload shows: kept for the session, and copied in the address for F5 and shared links.

The address holds codes only: no name, no label. The typed search is a person's name: it never goes there.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from domain.caseload import (
    DEFAULT_COLUMNS,
    AgeBracket,
    Area,
    AreaKind,
    CaseloadColumn,
    CaseloadFilters,
    CaseloadSort,
)
from domain.follow_up import Status, Track
from domain.people import Public

SEARCH = "search"
NOBODY = "aucun"
SORT, COLUMNS = "tri", "colonnes"
_EMPTY = {COLUMNS: "aucune"}  # of any other list, nothing chosen is everything
_EVERY = "tous"
_LONGEST_SEARCH = 100
_KINDS = {"statut": Status, "public": Public, "parcours": Track, "age": AgeBracket, COLUMNS: CaseloadColumn}
_DAYS = ("entree_du", "entree_au")
# Name in the address → value when nothing is asked; a list holds several choices.
_DEFAULTS: dict[str, Any] = {
    "structure": None,
    "referent": None,
    "statut": [str(Status.ACTIVE), str(Status.PAUSED)],
    "public": [],
    "parcours": [],
    "age": [],
    "secteur": None,
    "entree_du": None,
    "entree_au": None,
    "sans_contact": None,
    "en_retard": False,
}
# How the list is shown: in the address too, but not a filter that can be cleared.
_SHOWN: dict[str, Any] = {SORT: str(CaseloadSort.NAME), COLUMNS: [str(column) for column in DEFAULT_COLUMNS]}
_ALL = _DEFAULTS | _SHOWN


def key_of(name: str) -> str:
    """The session_state key of a filter."""
    return f"caseload_{name}"


def value_of(name: str) -> Any:
    """What a filter holds now."""
    return st.session_state.get(key_of(name), _ALL.get(name))


def count_asked(names: Iterable[str] = (*_DEFAULTS, SEARCH)) -> int:
    """How many of these filters ask for something."""
    return sum(_is_asked(name) for name in names)


def clear() -> None:
    """Ask for nothing any more."""
    st.session_state[key_of(SEARCH)] = ""
    for name, default in _DEFAULTS.items():
        st.session_state[key_of(name)] = default


def read_address() -> None:
    """Take the filters of the address, on the first visit of a session; ignore what is unknown."""
    if key_of("statut") in st.session_state:
        return
    _take({name: st.query_params.get_all(name) for name in st.query_params})


def write_address() -> None:
    """Show in the address what is asked, and nothing else."""
    asked = words_asked()
    if asked != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(asked)


def words_asked() -> dict[str, list[str]]:
    """What the address says: filters, order and columns that are not those of everybody."""
    return {name: _codes(name, value_of(name)) for name in _ALL if _is_asked(name)}


def ask_words(words: Mapping[str, list[str]]) -> None:
    """Show what these words of an address say, and nothing else; `has_ignored_words` then tells."""
    clear()
    _take(words)
    st.session_state[key_of("expected")] = dict(words)


def has_ignored_words() -> bool:
    """True on the run where some of the words asked mean nothing (any more); call it after the filters."""
    expected = st.session_state.pop(key_of("expected"), {})
    return any(
        name not in _ALL or set(codes) - set(_codes(name, value_of(name))) for name, codes in expected.items()
    )


def columns_asked() -> list[CaseloadColumn]:
    """The columns to show beside the name, in their usual order."""
    chosen = set(value_of(COLUMNS))
    return [column for column in CaseloadColumn if column in chosen]


def filters_asked(today: date) -> CaseloadFilters:
    """The filters, as the queries receive them."""
    structure, referent, silence = value_of("structure"), value_of("referent"), value_of("sans_contact")
    return CaseloadFilters(
        search=(value_of(SEARCH) or "").strip()[:_LONGEST_SEARCH],
        structure_id=int(structure) if structure else None,
        referent_id=int(referent) if referent and referent != NOBODY else None,
        is_without_referent=referent == NOBODY,
        publics=tuple(Public(code) for code in value_of("public")),
        tracks=tuple(Track(code) for code in value_of("parcours")),
        statuses=tuple(Status(code) for code in value_of("statut")),
        age_brackets=tuple(AgeBracket(code) for code in value_of("age")),
        area=_area(value_of("secteur")),
        entered_from=value_of("entree_du"),
        entered_to=value_of("entree_au"),
        no_contact_since=today - timedelta(days=int(silence)) if silence else None,
        is_review_late=bool(value_of("en_retard")),
    )


def must_audit_search(search: str) -> bool:
    """True on the run where a typed search has just settled: the same one is signed once."""
    is_new = bool(search) and st.session_state.get(key_of("signed_search")) != search
    if is_new:
        st.session_state[key_of("signed_search")] = search
    return is_new


def area_code(area: Area) -> str:
    """An area as the address holds it."""
    return f"{area.kind}-{area.code}"


def _area(code: str | None) -> Area | None:
    if not code:
        return None
    kind, _, official_code = code.partition("-")
    return Area(AreaKind(kind), official_code)


def _take(words: Mapping[str, list[str]]) -> None:
    for name in _ALL:
        st.session_state[key_of(name)] = _parsed(name, list(words.get(name, ())))


def _is_asked(name: str) -> bool:
    value, usual = value_of(name), _ALL.get(name)
    if isinstance(value, list):
        return set(value) != set(usual or ())  # the order of clicks is nothing
    return (value or None) != (usual or None)


def _parsed(name: str, codes: list[str]) -> Any:
    if not codes:
        return _ALL[name]
    if name in _KINDS:
        known = [code for code in codes if code in set(_KINDS[name])]
        return known or ([] if codes == [_EMPTY.get(name, _EVERY)] else _ALL[name])
    if name in _DAYS:
        return _day(codes[0])
    if name == SORT:
        return codes[0] if codes[0] in set(CaseloadSort) else _ALL[name]
    return codes[0] == "1" if name == "en_retard" else codes[0]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _codes(name: str, value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(code) for code in value] or [_EMPTY.get(name, _EVERY)]
    return ["1" if value is True else str(value)]
