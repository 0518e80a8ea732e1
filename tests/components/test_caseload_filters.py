"""Filters of the caseload: what the address says, what the queries receive, what is forgotten."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from domain.caseload import AgeBracket, Area, AreaKind, CaseloadFilters
from domain.follow_up import Status, Track
from domain.people import Public

NOBODY_ASKED = CaseloadFilters()


def _filters():
    from datetime import date

    import streamlit as st

    from components.caseload_filters import caseload_filters, clear_filters_button
    from domain.caseload import Area, AreaKind

    areas = {Area(AreaKind.COMMUNE, "66136"): "Perpignan", Area(AreaKind.EPCI, "200027183"): "Perpignan"}
    referents = {7: "Martin Alice", 8: "Martin Alice", 1: "Roux Nadia"}
    st.session_state["asked"] = caseload_filters(
        date(2026, 11, 20), me=1, structures={3: "CCAS"}, referents=referents, areas=areas
    )
    clear_filters_button()


def open_filters(**address):
    page = AppTest.from_function(_filters, default_timeout=20)
    page.query_params |= address
    return page.run()


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ({"structure": "3"}, CaseloadFilters(structure_id=3)),
        ({"referent": "8"}, CaseloadFilters(referent_id=8)),
        ({"referent": "aucun"}, CaseloadFilters(is_without_referent=True)),
        ({"statut": "exited"}, CaseloadFilters(statuses=(Status.EXITED,))),
        ({"statut": "tous"}, CaseloadFilters(statuses=())),
        ({"public": ["rsa", "young"]}, CaseloadFilters(publics=(Public.RSA, Public.YOUNG))),
        ({"parcours": "social"}, CaseloadFilters(tracks=(Track.SOCIAL,))),
        ({"age": "from_55"}, CaseloadFilters(age_brackets=(AgeBracket.FROM_55,))),
        ({"secteur": "epci-200027183"}, CaseloadFilters(area=Area(AreaKind.EPCI, "200027183"))),
        ({"entree_du": "2026-01-05"}, CaseloadFilters(entered_from=date(2026, 1, 5))),
        ({"entree_au": "2026-01-05"}, CaseloadFilters(entered_to=date(2026, 1, 5))),
        ({"sans_contact": "30"}, CaseloadFilters(no_contact_since=date(2026, 10, 21))),
        ({"en_retard": "1"}, CaseloadFilters(is_review_late=True)),
    ],
)
def test_a_shared_link_asks_the_same_and_stays_in_the_address(address, asked):
    page = open_filters(**address)
    assert page.session_state["asked"] == asked
    assert page.query_params == address


@pytest.mark.parametrize(
    "address",
    [
        {"structure": "12"},
        {"referent": "x"},
        {"public": "x"},
        {"statut": "x"},
        {"secteur": "epci"},
        {"entree_du": "hier"},
        {"sans_contact": "-1"},
        {"en_retard": "oui"},
        {"inconnu": "x"},
    ],
)
def test_an_address_that_means_nothing_is_ignored_and_cleaned(address):
    page = open_filters(**address)
    assert not page.exception
    assert page.session_state["asked"] == NOBODY_ASKED
    assert page.query_params == {}


def test_the_typed_search_never_goes_into_the_address():
    page = open_filters()
    page.text_input(key="caseload_search").set_value("  Lefèvre " + "x" * 200).run()
    assert page.session_state["asked"].search.startswith("Lefèvre")
    assert len(page.session_state["asked"].search) <= 100
    assert page.query_params == {}


def test_namesakes_can_be_told_apart_and_i_come_first():
    options = open_filters().selectbox(key="caseload_referent").options
    assert options == ["Moi", "Sans référent·e", "Martin Alice", "Martin Alice (2)"]


def test_clearing_forgets_everything():
    page = open_filters(statut="exited", referent="8", en_retard="1")
    page.button(key="caseload_clear").click().run()
    assert page.session_state["asked"] == NOBODY_ASKED
    assert page.query_params == {}
    assert not page.button


def test_the_pop_over_counts_what_it_hides():
    page = open_filters(age="from_55", en_retard="1", structure="3")
    assert page.get("popover")[0].proto.popover.label == "Filtres (2)"
