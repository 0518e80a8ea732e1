"""Definitions, figures and perimeters of indicators."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.caseload import CaseloadFilters
from domain.indicators.diagnoses import COMPLETENESS, NEEDS, TILES, need_of, prevalence, tiles_of
from domain.indicators.model import Figure, Perimeter, Seniority, Unit, entry_range, total

TODAY = date(2026, 11, 20)
PERIMETER = Perimeter(date(2026, 1, 1), TODAY, TODAY)


def test_a_figure_is_a_share_or_a_mean_and_nothing_when_nobody_is_in_it():
    assert Figure(3, 4).value == 0.75
    assert Figure(50, 4, waiting=9).value == 12.5
    assert Figure(0, 4).value == 0
    assert Figure(0, 0, waiting=9).value is None


def test_the_figure_of_several_structures_adds_people_never_shares():
    assert total([Figure(1, 2, 3), Figure(1, 8)]) == Figure(2, 10, 3)
    assert total([]) == Figure()


@pytest.mark.parametrize("indicator", [*TILES, NEEDS], ids=lambda indicator: indicator.code)
def test_a_definition_says_its_bounds_and_who_is_counted(indicator):
    assert "≤" in indicator.definition
    assert "date de référence" in indicator.definition
    assert indicator.definition.startswith("Part" if indicator.unit is Unit.SHARE else "Nombre moyen")
    assert not {"divergent", "frein", "RSA"} & set(indicator.definition.split())


def test_the_need_of_a_theme_keeps_the_definition():
    need = need_of("mobilite", "Mobilité")
    assert (need.definition, need.title, need.variant) == (NEEDS.definition, "Mobilité", "mobilite")


def test_a_structure_without_the_need_has_a_share_of_zero_on_its_own_diagnoses():
    diagnosed = {1: Figure(7, 10), 2: Figure(0, 5), None: Figure(0, 0)}
    assert prevalence({1: 4}, diagnosed) == {1: Figure(4, 10), 2: Figure(0, 5), None: Figure(0, 0)}


def test_explored_themes_are_never_shown_for_one_referent():
    assert tiles_of(PERIMETER) == list(TILES)
    of_one = replace(PERIMETER, people=CaseloadFilters(referent_id=1))
    assert COMPLETENESS not in tiles_of(of_one)


def test_seniorities_leave_no_day_out_and_none_twice():
    for days in range(800):
        entered_on = TODAY - timedelta(days=days)
        ranges = [entry_range(seniority, TODAY) for seniority in Seniority]
        kept = [until for after, until in ranges if entered_on <= until and (not after or entered_on > after)]
        assert len(kept) == 1
