"""People ticked in the list, kept from page to page."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.caseload_state import key_of
from components.formats import count_of
from domain.caseload import MAX_BULK

_PLACE = "caseload"  # several lists have boxes: each keeps its own
_NOBODY = "Sans référent·e"
Chosen = Mapping[int, tuple[str, str]]  # identifier → name, référent


def ticking(people: Iterable[int], chosen: Collection[int], *, place: str = _PLACE) -> dict[str, Any]:
    """What makes `st.dataframe` tickable: a widget of its own for these very lines, ticked as before."""
    rows = [row for row, person_id in enumerate(people) if person_id in chosen]
    return {
        "key": _key(people, place),
        "on_select": "rerun",
        "selection_mode": "multi-row",
        "selection_default": {"selection": {"rows": rows}},
    }


def people_chosen(caseload: pd.DataFrame, *, place: str = _PLACE) -> Chosen:
    """Who is ticked, on this page and on those seen before it; call it before the table."""
    chosen: dict[int, tuple[str, str]] = dict(st.session_state.get(f"{place}_chosen", {}))
    ticked = st.session_state.get(_key(caseload["beneficiary_id"], place))
    if ticked is not None:
        rows = set(ticked["selection"]["rows"])
        for row, person_id in enumerate(caseload["beneficiary_id"]):
            chosen.pop(int(person_id), None)
            if row in rows:
                chosen |= person_line(caseload, person_id)
        st.session_state[f"{place}_chosen"] = chosen
    return chosen


def person_line(caseload: pd.DataFrame, beneficiary_id: int) -> dict[int, tuple[str, str]]:
    """One person of the list, as she would be if she were ticked."""
    person = caseload[caseload["beneficiary_id"] == beneficiary_id].iloc[0]
    name = f"{person['last_name']} {person['first_names']}"
    return {int(beneficiary_id): (name, str(person["referent"]) or _NOBODY)}


def choose(people: Chosen, *, place: str = _PLACE) -> None:
    """Tick these people and nobody else."""
    turn = f"{place}_chosen_turn"
    st.session_state[f"{place}_chosen"] = dict(people)
    st.session_state[turn] = st.session_state.get(turn, 0) + 1  # new widgets


def choice_bar(chosen: Chosen) -> bool:
    """What can be done with those who are ticked; True on the run where their référent is to change.

    Always there and as high: a list that moved at the first tick would have the next one miss its line.
    """
    with st.container(horizontal=True, vertical_alignment="center", height=40, border=False):
        if not chosen:
            st.caption(f"Cochez des personnes pour changer leur référent·e ({MAX_BULK} au plus).")
            return False
        is_too_many = len(chosen) > MAX_BULK
        limit = f" — {MAX_BULK} au plus à la fois" if is_too_many else ""
        st.markdown(f"**{counted(chosen)}**{limit}", width="content")
        is_asked = st.button(
            "Changer le ou la référent·e",
            key=key_of("bulk"),
            type="tertiary",
            icon=":material/group:",
            disabled=is_too_many,
        )
        st.button(
            "Tout décocher",
            key=key_of("untick"),
            type="tertiary",
            icon=":material/close:",
            on_click=choose,
            args=({},),
        )
    return is_asked


def counted(chosen: Chosen) -> str:
    """« 3 personnes choisies »."""
    return f"{count_of(len(chosen), 'personne')} {'choisie' if len(chosen) < 2 else 'choisies'}"


def _key(people: Iterable[int], place: str) -> str:
    return f"{place}_ticked_{st.session_state.get(f'{place}_chosen_turn', 0)}_{hash(tuple(people))}"
