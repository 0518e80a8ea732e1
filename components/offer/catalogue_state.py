"""What the catalogue asks: kept for the session, and copied in the address for F5 and links.

A link may come with any of these names: « catalogue?theme=mobilite&commune=66136 ».
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from domain.dates import months_before
from domain.offer.search import (
    RADII,
    Box,
    CatalogueFilters,
    Circle,
    Reach,
    ServiceSort,
)
from domain.offer.words import Fee, ServiceKind, ServiceState, WelcomeMode

EVERY_STATE = "tous"
_LONGEST_SEARCH = 100
_USUAL: dict[str, Any] = {
    "mots": "",
    "theme": None,
    "commune": None,
    "rayon": 10,
    "autour": str(Reach.COMMUNE),
    "type": None,
    "public": None,
    "tarif": None,
    "accueil": None,
    "structure": None,
    "etat": str(ServiceState.OPEN),
    "places": False,
    "verifie": False,
    "tri": str(ServiceSort.USUAL),
    "carte": False,
}
_ENUMS = {"autour": Reach, "type": ServiceKind, "tarif": Fee, "accueil": WelcomeMode, "tri": ServiceSort}
FOLDED = ("type", "public", "tarif", "accueil", "structure", "etat", "places", "verifie")
_SHOWN_AS = ("tri", "carte")  # what is found is the same
_FILTERS = tuple(name for name in _USUAL if name not in {"rayon", "autour", *_SHOWN_AS})
_BOX, _CHOSEN = "offer_catalogue_box", "offer_catalogue_chosen"
_WRITTEN = "offer_catalogue_written"


def key_of(name: str) -> str:
    """The session_state key of a filter."""
    return f"offer_catalogue_{name}"


def value_of(name: str) -> Any:
    """What a filter holds now."""
    return st.session_state.get(key_of(name), _USUAL[name])


def count_asked(names: Iterable[str] = _FILTERS) -> int:
    """How many of these filters ask for something."""
    return sum((value_of(name) or None) != (_USUAL[name] or None) for name in names)


def clear() -> None:
    """Ask for nothing any more; the order and the map stay."""
    for name, usual in _USUAL.items():
        if name not in _SHOWN_AS:
            st.session_state[key_of(name)] = usual
    close_box()


def read_address() -> None:
    """Take the address on the first visit, or when a link brings other words; ignore what is unknown."""
    told = st.query_params.to_dict()
    is_known = not told or told == st.session_state.get(_WRITTEN)
    if key_of("mots") in st.session_state and is_known:
        return
    for name, usual in _USUAL.items():
        st.session_state[key_of(name)] = _parsed(name, told.get(name), usual)


def write_address() -> None:
    """Show in the address what is asked, and nothing else."""
    words = _words()
    st.session_state[_WRITTEN] = words
    if words != st.query_params.to_dict():
        st.query_params.from_dict(words)


def filters_asked(circle: Circle | None, today: Any, check_months: int) -> CatalogueFilters:
    """The filters, as the queries receive them."""
    state, sort = value_of("etat"), ServiceSort(value_of("tri"))
    asked = CatalogueFilters(
        search=(value_of("mots") or "").strip()[:_LONGEST_SEARCH],
        category=value_of("theme"),
        kind=_enum("type"),
        public=value_of("public"),
        commune_code=value_of("commune"),
        reach=Reach(value_of("autour")),
        circle=circle,
        fee=_enum("tarif"),
        mode=_enum("accueil"),
        has_places=bool(value_of("places")),
        checked_since=months_before(today, check_months) if value_of("verifie") else None,
        structure_id=int(value_of("structure")) if value_of("structure") else None,
        state=None if state == EVERY_STATE else ServiceState(state),
        sort=ServiceSort.USUAL if sort is ServiceSort.NEAREST and not circle else sort,
    )
    about, box = st.session_state.get(_BOX, (None, None))
    return replace(asked, box=box) if about == asked else asked


def open_box(filters: CatalogueFilters, box: Box) -> None:
    """Look at a part of the map only, as long as nothing else is asked."""
    st.session_state[_BOX] = (replace(filters, box=None), box)


def close_box() -> None:
    """Look at all of it."""
    st.session_state.pop(_BOX, None)


def chosen_services() -> list[int]:
    """Those ticked for a person, in the order of ticks, page after page."""
    chosen: list[int] = st.session_state.setdefault(_CHOSEN, [])
    return chosen


def choose(service_id: int, key: str) -> None:
    """Tick or untick (a box's callback)."""
    others = [one for one in chosen_services() if one != service_id]
    st.session_state[_CHOSEN] = [*others, service_id] if st.session_state[key] else others


def choose_nothing() -> None:
    """Untick everything."""
    for one in chosen_services():
        st.session_state.pop(pick_key(one), None)
    st.session_state[_CHOSEN] = []


def pick_key(service_id: int) -> str:
    """The key of the box of a card."""
    return f"offer_catalogue_pick_{service_id}"


def _words() -> dict[str, str]:
    asked = {name: value_of(name) for name in _USUAL if value_of(name) != _USUAL[name]}
    return {name: "1" if value is True else str(value) for name, value in asked.items() if value}


def _parsed(name: str, word: str | None, usual: Any) -> Any:
    if word is None:
        return usual
    if isinstance(usual, bool):
        return word == "1"
    if name == "rayon":
        return next((km for km in RADII if str(km) == word), usual)
    if name == "etat":
        return word if word in {EVERY_STATE, *map(str, ServiceState)} else usual
    if name in _ENUMS:
        return word if word in set(map(str, _ENUMS[name])) else usual
    return word[:_LONGEST_SEARCH]


def _enum(name: str) -> Any:
    value = value_of(name)
    return _ENUMS[name](value) if value else None
