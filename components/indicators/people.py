"""The people behind a figure, paged and openable, and the figure structure by structure."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.formats import count_of
from components.indicators.address import key_of
from components.indicators.words import detail_words, figure_words, groups_shown
from domain.caseload import PAGE_SIZE
from domain.indicators.groups import code_of
from domain.indicators.model import Indicator, Unit
from domain.indicators.told import Told

_OPEN = key_of("open")
Names = Mapping[Any, str]
_ROW_HEIGHT, _ROWS_IN_VIEW = 35, 10
_EVERYBODY = "Tout le monde"
_EXPORTED = {
    "last_name": "Nom",
    "first_names": "Prénoms",
    "referent": "Référent·e",
    "structure": "Structure",
    "entered_on": "Date d’entrée",
    "exited_on": "Date de sortie",
    "validated_on": "Diagnostic validé le",
}


def choose_counted(indicator: Indicator) -> bool | None:
    """Everybody of the figure, those in its numerator, or the others; a number lists those it counts."""
    if indicator.unit is Unit.COUNT:
        return True
    labels = {_EVERYBODY: None} | _answers(indicator)
    if len(labels) == 1:
        return None
    chosen = st.segmented_control(
        "Parmi elles",
        list(labels),
        default=indicator.column if indicator.lists_counted else _EVERYBODY,
        required=True,
        key=key_of(f"counted_{code_of(indicator)}"),
        label_visibility="collapsed",
    )
    return labels[chosen or _EVERYBODY]


def page_asked(*asked: Hashable) -> int:
    """The page of this list, from 1: its first one again when something else is asked."""
    return int(st.session_state.get(_page_key(asked), 1))


def people_table(count: int, people: pd.DataFrame, *asked: Hashable, indicator: Indicator) -> int | None:
    """Show a page of so many people; return the identifier of the one clicked, on that run only."""
    if people.empty:  # an empty grid would say so in English
        st.caption("Personne dans cette liste.")
        return None
    st.dataframe(
        _lines(indicator, people),
        hide_index=True,
        height=_ROW_HEIGHT * min(len(people) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        column_config=_columns(),
        alt=f"{indicator.title} : {count_of(len(people), 'personne')}, une par ligne",
        key=key_of("table"),
    )
    if count > PAGE_SIZE:
        st.pagination(-(-count // PAGE_SIZE), key=_page_key(asked), max_visible_pages=5, width=270)
    clicked = st.session_state.get(_OPEN)
    return int(people["beneficiary_id"].iloc[clicked["row"]]) if clicked else None


def exported_people(indicator: Indicator, people: pd.DataFrame) -> pd.DataFrame:
    """The same people and facts, with real dates."""
    told = people[list(_EXPORTED)].rename(columns=_EXPORTED)
    heading = f"{indicator.column} ({indicator.title})" if indicator.variant else indicator.column
    return told.assign(**{heading: _judged(indicator, people)})


def structures_table(indicator: Indicator, told: Told, structures: Names, *, has_zeros: bool) -> None:
    """The same figure for each structure, by name: never an order of merit."""
    lines = [
        (name, figure_words(indicator, told.of(key)), detail_words(indicator, told.of(key)))
        for key, name in groups_shown(structures, told, has_zeros=has_zeros).items()
    ]
    table = pd.DataFrame(lines, columns=["Structure", indicator.title, "Détail"])
    st.dataframe(table, hide_index=True, row_height=_ROW_HEIGHT, alt=f"{indicator.title}, par structure")


def _columns() -> dict[str, Any]:
    config = st.column_config
    name = config.ButtonColumn("Nom", type="tertiary", alignment="left", pinned=True, width=200, key=_OPEN)
    day = config.DateColumn(format="DD/MM/YYYY", width=100)
    return {
        "Nom": name,
        "Référent·e": config.TextColumn(width=150),
        "Structure": config.TextColumn(width=220),
        **dict.fromkeys(("Entrée", "Sortie", "Diagnostic"), day),
    }


def _lines(indicator: Indicator, people: pd.DataFrame) -> pd.DataFrame:
    lines = pd.DataFrame(
        {
            # The first icon only is read as one: whatever was typed after it stays text.
            "Nom": ":material/folder_open: " + people["last_name"] + " " + people["first_names"],
            indicator.column: _judged(indicator, people),
            "Référent·e": people["referent"].replace("", "Sans référent·e"),
            "Structure": people["structure"],
            "Entrée": pd.to_datetime(people["entered_on"]),
            "Sortie": pd.to_datetime(people["exited_on"]),
            "Diagnostic": pd.to_datetime(people["validated_on"]),
        }
    )
    return lines.drop(columns=[name for name in ("Sortie", "Diagnostic") if lines[name].isna().all()])


def _judged(indicator: Indicator, people: pd.DataFrame) -> "pd.Series[Any]":
    if indicator.unit is Unit.MEAN:
        return people["value"].astype("Int64")
    if indicator.unit is Unit.RATIO:
        return people["value"].astype(str) + " sur " + people["out_of"].astype(str)
    return people["is_counted"].astype(bool).map({True: "Oui", False: "Non"})


def _answers(indicator: Indicator) -> dict[str, bool | None]:
    if indicator.unit is Unit.SHARE:
        return {indicator.column: True, "Les autres": False}
    return {"Déjà": True, "Pas encore": False} if indicator.unit is Unit.MEAN and indicator.waiting else {}


def _page_key(asked: Hashable) -> str:
    return key_of(f"page_{hash(asked)}")
