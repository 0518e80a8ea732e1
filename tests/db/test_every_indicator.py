"""Each indicator of the registry is what counting drawn histories one by one gives, on both databases."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.engine import read_session
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.exits import tell_exits_by_reason
from db.queries.indicators.flows import tell_monthly_flows
from db.queries.indicators.measures import MEASURES
from db.queries.indicators.people import list_people_behind
from db.queries.indicators.told import tell_figures
from domain.caseload import CaseloadFilters
from domain.follow_up import ExitReason
from domain.indicators.alerts import EVERY_ALERT
from domain.indicators.diagnoses import TILES, lifted_of, need_of
from domain.indicators.exits import DYNAMIC_EXITS, exits_for
from domain.indicators.groups import code_of_month, narrowed
from domain.indicators.jobs import JOBS
from domain.indicators.model import Figure, Seniority, total
from domain.indicators.offer import ANY_UNMET, refused_of, unmet_of
from domain.indicators.team import CASELOAD, TEAM
from tests.drawn.ground import found_territories, written
from tests.drawn.histories import histories, perimeters
from tests.drawn.oracle import by_structure, countable, counted
from tests.drawn.profile import FEW
from tests.drawn.records import THEMES
from tests.services.sessions import owner_session, rolled_back_connection

REGISTRY = (
    *TEAM,
    DYNAMIC_EXITS,
    *map(exits_for, ExitReason),
    *TILES,
    *(need_of(theme, theme) for theme in THEMES),
    *(family(theme, theme) for theme in THEMES[:2] for family in (lifted_of, unmet_of, refused_of)),
    ANY_UNMET,
    *JOBS,
    *EVERY_ALERT,
)


SENIORITIES = st.sampled_from(Seniority)
NOT_OF_TODAY = [one for one in REGISTRY if not one.is_of_today]


@pytest.fixture(scope="module")
def place(engine):
    """A connection, and two territories without anybody yet."""
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield connection, found_territories(session)


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def bare(figure):
    """Without how few people stand behind a ratio, which secrecy alone reads."""
    return replace(figure, people=0)


def cells(told):
    figures = {key: bare(figure) for key, figure in told.by_group.items()}
    return {key: figure for key, figure in figures.items() if figure != Figure()}


def several(territory):
    return st.lists(perimeters(territory.people), min_size=3, max_size=3)


def test_the_registry_is_whole():
    assert {indicator.code for indicator in REGISTRY} == MEASURES.keys()


@FEW
@given(drawn=histories(), data=st.data())
def test_each_figure_is_what_counting_one_by_one_gives(place, drawn, data):
    """T156."""
    with written(*place, drawn) as territories:
        for territory in territories:
            for perimeter in data.draw(several(territory)):
                told = read(territory.coordinator, tell_figures, perimeter, REGISTRY)
                for indicator, found in told.items():
                    expected = by_structure(counted(indicator, territory, perimeter))
                    assert cells(found) == expected, (indicator.code, indicator.variant, perimeter)
                    assert bare(found.figure) == total(expected.values())


@FEW
@given(drawn=histories(), data=st.data())
def test_each_list_names_once_exactly_who_is_counted(place, drawn, data):
    with written(*place, drawn) as territories:
        for territory in territories:
            perimeter = data.draw(perimeters(territory.people))
            indicators = data.draw(st.lists(st.sampled_from(REGISTRY), min_size=8, max_size=8))
            for indicator in indicators:
                lines = counted(indicator, territory, perimeter)
                expected = {one.person_id: one.is_counted for one in lines if one.is_counted is not None}
                behind = read(territory.coordinator, list_people_behind, perimeter, indicator, page=None)
                listed = behind.people.set_index("beneficiary_id")["is_counted"]
                assert listed.to_dict() == expected, (indicator.code, indicator.variant, perimeter)
                assert len(listed) == behind.count == len(expected)


@FEW
@given(drawn=histories(), data=st.data())
def test_a_filter_keeps_the_people_it_names(place, drawn, data):
    with written(*place, drawn) as territories:
        territory = territories[1]
        perimeter = data.draw(perimeters(territory.people))
        site, seniority = data.draw(st.sampled_from(territory.structures[:2])), data.draw(SENIORITIES)
        by_site = replace(perimeter, people=CaseloadFilters(structure_id=site))
        of_site = read(territory.coordinator, tell_figures, by_site, NOT_OF_TODAY)
        by_age = replace(perimeter, seniorities=(seniority,))
        old = read(territory.coordinator, tell_figures, by_age, NOT_OF_TODAY)
        for indicator in NOT_OF_TODAY:
            lines = counted(indicator, territory, perimeter)
            there = [one for one in lines if one.structure_id == site]
            assert bare(of_site[indicator].figure) == total(by_structure(there).values())
            then = [one for one in lines if is_of(seniority, one.entered_on, perimeter.reference_on)]
            assert bare(old[indicator].figure) == total(by_structure(then).values()), indicator.code


def is_of(seniority, entered_on, day):
    least, under = dict(zip(Seniority, pairwise((0, 182, 365, 730, 9999)), strict=True))[seniority]
    return least <= (day - entered_on).days < under


@FEW
@given(drawn=histories(), data=st.data())
def test_a_caseworker_is_told_the_people_of_her_groups(place, drawn, data):
    with written(*place, drawn) as territories:
        territory = territories[0]
        hers, where = {one.id for one in territory.people if one.is_named}, territory.structures[0]
        perimeter = data.draw(perimeters(territory.people))
        told = read(territory.caseworker, tell_figures, perimeter, REGISTRY)
        for indicator, found in told.items():
            everybody = counted(indicator, territory, perimeter, told_to=where)
            lines = [one for one in everybody if one.person_id in hers]
            assert bare(found.figure) == total(by_structure(lines).values()), (indicator.code, perimeter)


@FEW
@given(drawn=histories(), data=st.data())
def test_months_reasons_and_places_are_what_counting_one_by_one_gives(place, drawn, data):
    with written(*place, drawn) as territories:
        for territory in territories:
            perimeter = data.draw(perimeters(territory.people))
            ask = territory, perimeter
            for indicator, told in read(territory.coordinator, tell_monthly_flows, perimeter).items():
                for month, figure in told.by_group.items():
                    asked = narrowed(perimeter, code_of_month(indicator, month))
                    assert figure.numerator == len(counted(indicator, territory, asked))
            told = read(territory.coordinator, tell_exits_by_reason, perimeter)
            for reason in ExitReason:
                of_reason = sum(bool(one.is_counted) for one in counted(exits_for(reason), *ask))
                assert told[reason.is_dynamic].of(reason).numerator == of_reason
            areas = read(territory.coordinator, tell_areas, perimeter)
            present = {one.person_id for one in counted(CASELOAD, *ask)}
            homes = Counter(one.home for one in countable(territory) if one.id in present)
            assert {code: people for code, people in areas.communes.items() if people} == dict(homes)
