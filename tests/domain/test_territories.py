"""Dates and filters of the published territories."""

import pytest

from domain.territories import Place, TerritoryFilters, TerritoryView, selection_label

BASTIA = TerritoryView(
    id="3-04",
    wave=3,
    name="CA de Bastia (CAB)",
    published_name="Bastia (2B)",
    call_on=None,
    selected_label="début 2022",
    places=(Place("2B", "Haute-Corse", "Corse"),),
    consortium_id=None,
    is_own=False,
)


def test_a_month_known_from_the_press_only_is_not_told():
    assert selection_label("2021-04", is_from_press=False) == "avril 2021"
    assert selection_label("2022-02", is_from_press=True) == "début 2022"


@pytest.mark.parametrize(
    "filters",
    [
        TerritoryFilters(),
        TerritoryFilters(search="BASTIA"),
        TerritoryFilters(search="haute corse"),
        TerritoryFilters(search="2b"),
        TerritoryFilters(waves=frozenset({1, 3}), region="Corse", departement_code="2B"),
    ],
)
def test_a_territory_passes_its_own_filters(filters):
    assert BASTIA.matches(filters)


@pytest.mark.parametrize(
    "filters",
    [
        TerritoryFilters(search="ajaccio"),
        TerritoryFilters(waves=frozenset({2})),
        TerritoryFilters(region="Occitanie"),
        TerritoryFilters(departement_code="2A"),
    ],
)
def test_a_territory_is_stopped_by_any_other_filter(filters):
    assert not BASTIA.matches(filters)
