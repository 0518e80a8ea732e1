"""Over whom and when: always on screen in words, and in the address; the same on every dashboard."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from operator import attrgetter
from typing import TypeVar

import streamlit as st

from components.caseload_state import area_code
from components.indicators.address import choose_coded, key_of
from components.indicators.one_filter import choose_one_filter
from components.indicators.perimeter import Options, perimeter_words
from components.indicators.presentation import is_presented
from components.markdown import md_escape
from domain.access import Viewer
from domain.caseload import AgeBracket, CaseloadFilters
from domain.dates import OLDEST_EVENT
from domain.follow_up import Track
from domain.indicators.access import scopes_of, whole_quarter, without_referent
from domain.indicators.model import Perimeter, Scope, Seniority
from domain.indicators.periods import Period
from domain.labels import LabelledEnum, labels_of
from domain.people import Public

Kind = TypeVar("Kind", bound=LabelledEnum)
_REFERENCE = "Date de référence\u00a0: ce qui vient après n’est pas compté."
_QUARTER = (
    "Les chiffres s’arrêtent à la fin du dernier trimestre écoulé à cette date\u00a0: entre deux dates plus "
    "proches, une différence pourrait désigner quelqu’un."
)
_FOLDED = ("publics", "parcours", "age", "anciennete", key_of("referent"), key_of("secteur"))


def perimeter_filters(
    viewer: Viewer, options: Options, *, usual: Period = Period.TWELVE_MONTHS, has_period: bool = True
) -> Perimeter:
    """One line of choices, then what they ask in words; stops the page when the period is upside down.

    Figures only (scope): the last whole quarter, one filter. Projected: no référent; the choices are folded.
    `has_period`: False when the page has no figure of a period.
    """
    with st.popover("Période et filtres", icon=":material/tune:") if is_presented() else st.container():
        scope = _choose_scope(viewer)
        if scope is Scope.LISTED:
            perimeter = _free_choices(viewer, options, usual, has_period)
        else:
            perimeter = _whole_choices(viewer, options, scope)
    st.caption(md_escape(perimeter_words(viewer, perimeter, options, has_period=has_period)))
    return perimeter


def _choose_scope(viewer: Viewer) -> Scope:
    scopes = scopes_of(viewer)
    if len(scopes) == 1:
        return scopes[0]
    labels = {str(scope): scope.label for scope in scopes}
    return Scope(choose_coded("Personnes comptées", "cercle", labels, usual=str(scopes[0])) or scopes[0])


def _free_choices(viewer: Viewer, options: Options, usual: Period, has_period: bool) -> Perimeter:
    widths = [3, 3, 5, 3] if has_period else [3, 5, 3]
    *period, reference, structure, others = st.columns(widths, vertical_alignment="bottom")
    with reference:
        reference_on = _day("Situation au", "situation", viewer.today, viewer.today, _REFERENCE)
    starts_on, ends_on = usual.starts_on(reference_on), reference_on
    for place in period:
        with place:
            starts_on, ends_on = choose_period(usual, reference_on, viewer.today)
    with structure:
        structure_id = _choose_id("Structure", "structure", options.structures, "Toutes")
    with others:
        people, seniorities = _folded_filters(structure_id, options)
    perimeter = Perimeter(starts_on, ends_on, reference_on, people, seniorities)
    return without_referent(perimeter) if is_presented() else perimeter


def _whole_choices(viewer: Viewer, options: Options, scope: Scope) -> Perimeter:
    reference, filters = st.columns([3, 11], vertical_alignment="bottom")
    with reference:
        reference_on = quarter_date(viewer.today)
    with filters:
        people, seniorities = choose_one_filter(options.structures, options.areas)
    asked = Perimeter(reference_on, reference_on, reference_on, people, seniorities, scope)
    return whole_quarter(asked, viewer.today)


def quarter_date(today: date) -> date:
    """The day on which the last whole quarter is asked: the situation is the one of its end."""
    return _day("Dernier trimestre écoulé au", "situation", today, today, _QUARTER)


def choose_period(usual: Period, reference_on: date, today: date) -> tuple[date, date]:
    """Its first and last days; stops the page when it is upside down."""
    labels = labels_of(Period)
    is_typed = bool({"du", "au"} & st.query_params.keys())
    code = choose_coded("Période", "periode", labels, usual=str(Period.OTHER if is_typed else usual))
    if code != Period.OTHER:
        return Period(code or usual).starts_on(reference_on), reference_on
    first, last = st.columns(2)
    with first:
        starts_on = _day("Du", "du", usual.starts_on(today), today)
    with last:
        ends_on = _day("au", "au", today, today)
    if ends_on < starts_on:
        st.warning("La période finit avant de commencer\u00a0: corrigez l’une de ses dates.")
        st.stop()
    return starts_on, ends_on


def _folded_filters(
    structure_id: int | None, options: Options
) -> tuple[CaseloadFilters, tuple[Seniority, ...]]:
    places = {area_code(area): area for area in options.areas}
    named = {code: f"{options.areas[area]} ({area.kind.label.lower()})" for code, area in places.items()}
    with _fold():
        referents = {} if is_presented() else options.referents
        referent_id = _choose_id("Référent·e", "referent", referents, "Toutes et tous") if referents else None
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


def _fold() -> AbstractContextManager[object]:
    if is_presented():  # already folded
        return st.container()
    asked = sum(bool(st.session_state.get(name)) for name in _FOLDED)
    label = f"Filtres ({asked})" if asked else "Filtres"
    return st.popover(label, icon=":material/tune:", width="stretch", key=key_of("folded"))


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
