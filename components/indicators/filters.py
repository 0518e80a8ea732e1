"""Over whom and when: always on screen, and in the address."""

from collections.abc import Mapping
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

import streamlit as st

from components.caseload_state import area_code
from components.indicators.address import choose_coded, key_of
from domain.caseload import AgeBracket, Area, CaseloadFilters
from domain.dates import OLDEST_EVENT
from domain.follow_up import Track
from domain.indicators.model import Perimeter, Seniority
from domain.labels import LabelledEnum
from domain.people import Public

Kind = TypeVar("Kind", bound=LabelledEnum)
_PERIOD = "Les deux premiers chiffres portent sur les entrées de cette période, bornes comprises."
_REFERENCE = "Date de référence\u00a0: ce qui vient après n’est pas compté."
_A_YEAR = timedelta(days=364)
_FOLDED = ("publics", "parcours", "age", "anciennete", key_of("referent"), key_of("secteur"))


def perimeter_filters(
    today: date,
    *,
    structures: Mapping[int, str],
    referents: Mapping[int, str],
    areas: Mapping[Area, str],
) -> Perimeter:
    """One line; stops the page when the period ends before it starts."""
    first, last, reference, structure, others = st.columns([3, 3, 3, 5, 3], vertical_alignment="bottom")
    with first:
        starts_on = _day("Entrées du", "du", today - _A_YEAR, today, _PERIOD)
    with last:
        ends_on = _day("au", "au", today, today)
    with reference:
        reference_on = _day("Situation au", "situation", today, today, _REFERENCE)
    with structure:
        structure_id = _choose_id("Structure", "structure", structures, "Toutes")
    with others:
        people, seniorities = _folded_filters(structure_id, referents, areas)
    if ends_on < starts_on:
        st.warning("La période finit avant de commencer\u00a0: corrigez l’une de ses dates.")
        st.stop()
    return Perimeter(starts_on, ends_on, reference_on, people, seniorities)


def _folded_filters(
    structure_id: int | None, referents: Mapping[int, str], areas: Mapping[Area, str]
) -> tuple[CaseloadFilters, tuple[Seniority, ...]]:
    places = {area_code(area): area for area in areas}
    named = {code: f"{areas[area]} ({area.kind.label.lower()})" for code, area in places.items()}
    with st.popover(_folded_label(), icon=":material/tune:", width="stretch", key=key_of("folded")):
        referent_id = _choose_id("Référent·e", "referent", referents, "Toutes et tous")
        publics = _choose_many("Publics", "publics", Public, "Tous les publics")
        tracks = _choose_many("Parcours", "parcours", Track, "Tous les parcours")
        ages = _choose_many("Âge à la date de la situation", "age", AgeBracket, "Tous les âges")
        seniorities = _choose_many(
            "Ancienneté à la date de la situation", "anciennete", Seniority, "Peu importe"
        )
        place = choose_coded("Commune ou intercommunalité", "secteur", named, "Tout le territoire")
        st.caption("Structure, référent·e, parcours, publics et commune sont ceux d’aujourd’hui.")
    people = CaseloadFilters(
        structure_id=structure_id,
        referent_id=referent_id,
        publics=publics,
        tracks=tracks,
        age_brackets=ages,
        area=places[place] if place else None,
    )
    return people, seniorities


def _folded_label() -> str:
    asked = sum(bool(st.session_state.get(name)) for name in _FOLDED)
    return f"Filtres ({asked})" if asked else "Filtres"


def _day(label: str, name: str, usual: date, today: date, why: str | None = None) -> date:
    day: date | None = st.date_input(
        label, usual, OLDEST_EVENT, today, format="DD/MM/YYYY", key=name, bind="query-params", help=why
    )
    return day or usual


def _choose_id(label: str, name: str, options: Mapping[int, str], nothing: str) -> int | None:
    code = choose_coded(label, name, {str(number): words for number, words in options.items()}, nothing)
    return int(code) if code else None


def _choose_many(label: str, name: str, kind: type[Kind], nothing: str) -> tuple[Kind, ...]:
    chosen = st.multiselect(
        label,
        list(kind),
        format_func=attrgetter("label"),
        key=name,
        bind="query-params",
        placeholder=nothing,
        select_all=False,  # its words would be in English
    )
    return tuple(chosen)
