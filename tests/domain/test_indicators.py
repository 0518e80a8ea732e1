"""Definitions, figures and perimeters of indicators."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.caseload import AgeBracket, CaseloadFilters
from domain.indicators.diagnoses import COMPLETENESS, NEEDS, TILES, need_of, tiles_of
from domain.indicators.groups import code_of_month, months_of, narrowed
from domain.indicators.model import Figure, Perimeter, Seniority, Unit, entry_range, total
from domain.indicators.periods import Period
from domain.indicators.team import ENTRIES
from domain.indicators.told import Told
from domain.people import Public

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


def test_a_bar_of_the_address_asks_for_its_people_and_never_for_others():
    of_structure = narrowed(PERIMETER, "caseload.structure.7")
    assert of_structure == replace(PERIMETER, people=CaseloadFilters(structure_id=7))
    assert narrowed(PERIMETER, "need-mobilite") is PERIMETER
    asked = replace(PERIMETER, people=CaseloadFilters(publics=(Public.RSA,)))
    assert narrowed(asked, f"caseload.public.{Public.QPV}") is None  # she may be of both
    for typed in ("caseload.structure.x", "caseload.colour.7", "entries.month.2026-13"):
        assert narrowed(PERIMETER, typed) is None


def test_a_bar_of_others_than_the_filters_ask_for_leads_to_nobody():
    filters = CaseloadFilters(age_brackets=(AgeBracket.UNDER_26,), structure_id=7)
    asked = replace(PERIMETER, people=filters)
    assert narrowed(asked, f"caseload.age.{AgeBracket.UNDER_26}") == asked
    assert narrowed(asked, f"caseload.age.{AgeBracket.FROM_55}") is None
    assert narrowed(asked, "caseload.structure.8") is None


def test_months_are_those_of_the_period_as_far_as_the_reference_date():
    perimeter = replace(PERIMETER, starts_on=date(2025, 12, 31), reference_on=date(2026, 2, 1))
    months = months_of(perimeter)
    assert months == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    asked = [narrowed(perimeter, code_of_month(ENTRIES, month)) for month in months]
    assert [(one.starts_on, one.ends_on) for one in asked] == [
        (date(2025, 12, 31), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 1)),
    ]


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (Period.THREE_MONTHS, date(2026, 8, 21)),
        (Period.TWELVE_MONTHS, date(2025, 11, 21)),
        (Period.THIS_YEAR, date(2026, 1, 1)),
    ],
)
def test_a_usual_period_ends_at_the_reference_date(period, first):
    assert period.starts_on(TODAY) == first


def test_a_group_without_anybody_hides_when_all_the_others_do():
    assert Told(Figure(9, 9), {1: Figure(9, 9)}).of(2) == Figure()
    assert Told(Figure(9, 9), {1: None, 3: None}, least=5).of(2) is None
    assert Told(Figure(9, 9), {}, least=5).of(2) is None  # its groups are not told
    assert Told(Figure(), {}, least=5).of(2) == Figure()
