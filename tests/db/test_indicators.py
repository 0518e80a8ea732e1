"""Each indicator, against a naive computation in plain Python, on both databases."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from db.engine import read_session
from db.queries.indicators.figures import list_figures
from db.queries.indicators.people import list_people_behind
from domain.caseload import CaseloadFilters
from domain.indicators.diagnoses import (
    COMPLETENESS,
    DELAY,
    DIFFERENT_VIEWS,
    IN_30_DAYS,
    JOINT,
    LIFTED,
    TILES,
    lifted_of,
    need_of,
)
from domain.indicators.groups import code_of
from domain.indicators.model import Figure, Perimeter, Seniority, total
from tests.db.diagnosed_people import AFTER_ALL, THEMES, build_territory
from tests.factories import TODAY
from tests.services.sessions import owner_session, rolled_back_connection

YEAR_AGO = TODAY - timedelta(days=365)
THEMED = [*(need_of(theme, theme) for theme in THEMES), *(lifted_of(one, one) for one in THEMES[:2])]
PERIMETERS = (
    Perimeter(YEAR_AGO, TODAY, TODAY),
    Perimeter(YEAR_AGO, TODAY, TODAY - timedelta(days=90)),
    Perimeter(TODAY - timedelta(days=200), TODAY - timedelta(days=100), TODAY),
    Perimeter(TODAY, TODAY, AFTER_ALL.date()),
    Perimeter(date(2001, 1, 1), date(2001, 2, 1), date(2001, 2, 1)),
)


@pytest.fixture(scope="module")
def territories(engine):
    """Two, alike and separate, that the module only reads."""
    rng = Random(4)
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield [build_territory(session, rng) for _ in range(2)]


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def active_with_diagnosis(person, day):
    """Her diagnosis in force at this day, and the first of that stay; of two stays, the last one begun."""
    begun = [stay for stay in person.stays if stay.entered_on <= day]
    found = [
        (said.validated_on, said, stay.diagnoses[0])
        for stay in begun
        if stay.entered_on == max(one.entered_on for one in begun)
        if stay.exited_on is None or stay.exited_on > day
        for said in stay.diagnoses
        if said.validated_on <= day and (said.superseded_on is None or said.superseded_on > day)
    ]
    return max(found, key=lambda one: one[0])[1:] if found else None


def entry(person, perimeter):
    """Her last entry of the period, and the first validation of that stay: None when it is to come."""
    last_day = min(perimeter.ends_on, perimeter.reference_on)
    stays = [stay for stay in person.stays if perimeter.starts_on <= stay.entered_on <= last_day]
    if not stays:
        return None
    stay = max(stays, key=lambda one: one.entered_on)
    validated = [said.validated_on for said in stay.diagnoses if said.validated_on <= perimeter.reference_on]
    return stay.entered_on, min(validated, default=None)


def judged(indicator, person, perimeter):
    """None when she is not in the figure; else is she counted, and her value."""
    if indicator in (IN_30_DAYS, DELAY):
        if (found := entry(person, perimeter)) is None:
            return None
        days = found[1] and (found[1] - found[0]).days
        if indicator is DELAY:
            return days is not None, days
        is_old = found[0] + timedelta(days=30) <= perimeter.reference_on
        return (days is not None and days <= 30, None) if is_old else None
    if (found := active_with_diagnosis(person, perimeter.reference_on)) is None:
        return None
    said, first = found
    if indicator.code == LIFTED.code:
        is_within = said is not first and indicator.variant in first.needs
        return (indicator.variant not in said.needs, None) if is_within else None
    if indicator is DIFFERENT_VIEWS:
        return (said.divergent > 0, None) if said.compared else None
    return {
        JOINT: (said.is_joint, None),
        COMPLETENESS: (True, said.explored),
    }.get(indicator, (indicator.variant in said.needs, None))


def naive(indicator, people, perimeter):
    """By structure, one person after the other."""
    figures = defaultdict(Figure)
    for person in people:
        if (found := judged(indicator, person, perimeter)) is not None:
            is_counted, value = found
            if indicator in (DELAY, COMPLETENESS):
                figures[person.structure_id] += Figure(value or 0, int(is_counted), int(not is_counted))
            else:
                figures[person.structure_id] += Figure(int(is_counted), 1)
    return dict(figures)


def without_empty(by_structure):
    return {one: figure for one, figure in by_structure.items() if figure != Figure()}


@pytest.mark.parametrize("perimeter", PERIMETERS)
@pytest.mark.parametrize("indicator", TILES, ids=lambda indicator: indicator.code)
def test_a_figure_is_what_counting_one_by_one_gives(territories, indicator, perimeter):
    for territory in territories:
        found = read(territory.coordinator, list_figures, perimeter, TILES)[indicator]
        assert without_empty(found) == naive(indicator, territory.people, perimeter)
        mine = [person for person in territory.people if person.id in territory.followed]
        found = read(territory.caseworker, list_figures, perimeter, [indicator])[indicator]
        assert without_empty(found) == naive(indicator, mine, perimeter)


@pytest.mark.parametrize("perimeter", PERIMETERS)
def test_needs_and_needs_lifted_are_what_counting_one_by_one_gives(territories, perimeter):
    for territory in territories:
        found = read(territory.coordinator, list_figures, perimeter, THEMED)
        for indicator in THEMED:
            expected = naive(indicator, territory.people, perimeter)
            assert without_empty(found[indicator]) == expected


@pytest.mark.parametrize("perimeter", PERIMETERS)
@pytest.mark.parametrize(
    "indicator", [*TILES, need_of("sante", "Santé"), lifted_of("sante", "Santé")], ids=code_of
)
def test_the_list_behind_a_figure_names_exactly_who_is_counted(territories, indicator, perimeter):
    for territory in territories:
        known = {one.id: judged(indicator, one, perimeter) for one in territory.people}
        for is_counted in (None, True, False):
            behind = read(
                territory.coordinator, list_people_behind, perimeter, indicator, is_counted, page=None
            )
            expected = [one for one, found in known.items() if found and is_counted in (None, found[0])]
            assert list(behind.people["beneficiary_id"]) == expected  # in the order of names
            assert behind.count == len(expected)
            values = behind.people.set_index("beneficiary_id")["is_counted"].to_dict()
            assert values == {one: known[one][0] for one in expected}


def test_two_territories_have_something_to_count_and_share_nobody(territories):
    figures = [read(one.coordinator, list_figures, PERIMETERS[0], TILES) for one in territories]
    assert all(total(figure.values()).numerator for by in figures for figure in by.values())
    assert figures[0][JOINT].keys() & figures[1][JOINT].keys() <= {None}


def test_an_empty_denominator_has_no_value(territories):
    figures = read(territories[0].coordinator, list_figures, PERIMETERS[-1], TILES)
    assert {total(by.values()).value for by in figures.values()} == {None}
    behind = read(territories[0].coordinator, list_people_behind, PERIMETERS[-1], JOINT)
    assert (behind.count, len(behind.people)) == (0, 0)


@pytest.mark.parametrize("seniority", Seniority)
def test_seniority_is_counted_in_days_at_the_reference_date(territories, seniority):
    least, under = dict(zip(Seniority, ((0, 182), (182, 365), (365, 730), (730, 9999)), strict=True))[
        seniority
    ]
    perimeter = replace(PERIMETERS[0], seniorities=(seniority,))
    for territory in territories:
        behind = read(territory.coordinator, list_people_behind, perimeter, JOINT, page=None)
        ages = [(TODAY - day).days for day in behind.people["entered_on"]]
        everybody = read(territory.coordinator, list_people_behind, PERIMETERS[0], JOINT, page=None)
        all_ages = [(TODAY - day).days for day in everybody.people["entered_on"]]
        assert sorted(ages) == sorted(age for age in all_ages if least <= age < under)


def test_filtered_by_structure_a_figure_is_that_line_of_its_breakdown(territories):
    for territory in territories:
        found = read(territory.coordinator, list_figures, PERIMETERS[0], TILES)
        for structure_id in found[JOINT].keys() - {None}:
            people = CaseloadFilters(structure_id=structure_id)
            narrowed = read(territory.coordinator, list_figures, replace(PERIMETERS[0], people=people), TILES)
            assert {one: by.get(structure_id) for one, by in found.items()} == {
                one: by.get(structure_id) for one, by in narrowed.items()
            }
            assert {key for by in narrowed.values() for key in by} == {structure_id}
