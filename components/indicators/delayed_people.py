"""The list behind a number of delays: one line a start, openable and exportable."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.exports import export_buttons
from components.formats import count_of
from components.identity import current_viewer
from components.indicators.address import ask_figure, key_of
from components.indicators.detail import PeopleSource, open_file
from components.markdown import md_escape
from domain.caseload import PAGE_SIZE
from domain.indicators.delay_lists import DelayPart, indicator_of
from domain.indicators.delays import Measure
from domain.indicators.model import Perimeter
from domain.indicators.pairs import Pair

_OPEN, _PAGE = key_of("open_delayed"), "page_of_delays"
_ROW_HEIGHT, _ROWS_IN_VIEW = 35, 10
_EXPORTED = {
    "last_name": "Nom",
    "first_names": "Prénoms",
    "referent": "Référent·e",
    "structure": "Structure",
    "started_on": "Départ",
    "ended_on": "Arrivée",
    "days": "Jours",
    "waits": "En attente",
}


@st.fragment
def show_delayed(pair: Pair, perimeter: Perimeter, part: DelayPart, words: str, source: PeopleSource) -> None:
    """Turning a page runs only this, so it asks again who is there."""
    viewer = current_viewer()
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            title = f"{pair.title} — {words or part_words(part)}"
            st.markdown(f"**{md_escape(title)}**", width="content", help=pair.definition)
            part = _choose_reached(pair, part)
            page = int(st.session_state.get(_page_key(pair, perimeter, part), 1))
            found = source.read(viewer, perimeter, pair, part=part, page=page)
            st.markdown(f"**{count_of(found.count, 'départ')}**", width="content")
            export_buttons(
                lambda: exported(source.take(viewer, perimeter, pair, part)),
                name="delais",
                viewer=viewer,
                on_export=partial(source.sign, viewer, indicator_of(pair)),
            )
            if st.button("Fermer", icon=":material/close:", type="tertiary", key="close_delays"):
                ask_figure("")
                st.rerun()
        clicked = _table(found.people, pair)
        if found.count > PAGE_SIZE:
            pages, key = -(-found.count // PAGE_SIZE), _page_key(pair, perimeter, part)
            st.pagination(pages, key=key, max_visible_pages=5, width=270)
    if clicked is not None:
        open_file(viewer, clicked, source)


def part_words(part: DelayPart) -> str:
    """Who is listed."""
    if part.measure:
        return _BEHIND[part.measure]
    return {None: "tous les départs", True: "étape venue", False: "en attente"}[part.is_reached]


_BEHIND = {
    Measure.MEDIAN: "départs comptés dans le délai médian",
    Measure.NINE_TENTHS: "départs comptés dans « 9 sur 10 »",
    Measure.SHARE_WITHIN: "départs comptés dans le délai visé",
    Measure.MEAN: "départs comptés dans la moyenne",
}
_REACHED = {"Tous": None, "Étape venue": True, "En attente": False}


def _choose_reached(pair: Pair, part: DelayPart) -> DelayPart:
    """Those who wait are counted, and may be told apart."""
    if part.is_reached is not None:
        return part
    chosen = st.segmented_control(
        "Parmi ces départs",
        list(_REACHED),
        default="Tous",
        required=True,
        key=key_of(f"reached_{pair.code}_{part.code}"),
        label_visibility="collapsed",
    )
    return replace(part, is_reached=_REACHED[chosen or "Tous"])


def exported(people: pd.DataFrame) -> pd.DataFrame:
    """The same lines, with real dates; who waits says so."""
    told = people.assign(waits=[not reached for reached in people["is_reached"]])
    return told[list(_EXPORTED)].rename(columns=_EXPORTED)


def _table(people: pd.DataFrame, pair: Pair) -> int | None:
    if people.empty:  # an empty grid would say so in English
        st.caption("Personne dans cette liste.")
        return None
    st.dataframe(
        _lines(people),
        hide_index=True,
        height=_ROW_HEIGHT * min(len(people) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="en attente",
        column_config=_columns(),
        alt=f"{pair.title}\u00a0: {count_of(len(people), 'départ')}, un par ligne",
        key=key_of("delayed"),
    )
    clicked = st.session_state.get(_OPEN)
    return int(people["beneficiary_id"].iloc[clicked["row"]]) if clicked else None


def _columns() -> dict[str, Any]:
    config = st.column_config
    name = config.ButtonColumn("Nom", type="tertiary", alignment="left", pinned=True, width=200, key=_OPEN)
    day = config.DateColumn(format="DD/MM/YYYY", width=100)
    return {
        "Nom": name,
        "Jours": config.NumberColumn(format="localized", width=70),
        "Référent·e": config.TextColumn(width=150),
        **dict.fromkeys(("Départ", "Arrivée"), day),
    }


def _lines(people: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            # The first icon only is read as one: whatever was typed after it stays text.
            "Nom": ":material/folder_open: " + people["last_name"] + " " + people["first_names"],
            "Départ": pd.to_datetime(people["started_on"]),
            "Arrivée": pd.to_datetime(people["ended_on"]),
            "Jours": people["days"].astype("int"),
            "Référent·e": people["referent"].replace("", "Sans référent·e"),
            "Structure": people["structure"],
        }
    )


def _page_key(pair: Pair, perimeter: Perimeter, part: DelayPart) -> str:
    return key_of(f"{_PAGE}_{hash((pair.code, perimeter, part))}")
