"""What each viewer is told of delays, and what it costs, on both databases."""

from dataclasses import replace
from random import Random

import pytest

from db.queries.indicators import kept
from db.queries.indicators.delay_rows import read_rows
from db.queries.indicators.delayed_people import list_delayed_people
from db.queries.indicators.delays import tell_delays, tell_pairs
from domain.caseload import CaseloadFilters
from domain.errors import ForbiddenError
from domain.follow_up import Track
from domain.indicators.access import whole_quarter
from domain.indicators.delay_lists import DelayPart
from domain.indicators.model import Scope
from domain.indicators.pairs import READY_PAIRS
from domain.indicators.told_delays import Summary
from domain.people import Public
from domain.secrecy import Medium
from tests.db.delayed_people import build_histories
from tests.db.naive_delays import PAIRS, PERIMETERS, alike, counted, naive, read
from tests.services.sessions import counted_statements, owner_session, rolled_back_connection

EVERYBODY = DelayPart()


@pytest.fixture(scope="module")
def histories(engine):
    """Two consortia, alike and separate, that the module only reads."""
    rng = Random(5)
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield [build_histories(session, rng) for _ in range(2)]


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


def test_who_has_no_list_is_refused_it(histories):
    with pytest.raises(ForbiddenError):
        read(
            histories[0].steering,
            list_delayed_people,
            replace(PERIMETERS[0], scope=Scope.CONSORTIUM),
            PAIRS[0],
            part=EVERYBODY,
        )


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)
def test_a_projection_and_steering_are_told_no_small_number(histories, pair):
    outside = replace(PERIMETERS[0], scope=Scope.CONSORTIUM)
    for one in histories:
        for viewer, perimeter in ((one.coordinator, PERIMETERS[0]), (one.steering, outside)):
            told = read(viewer, tell_delays, perimeter, pair, medium=Medium.PROJECTION)
            numbers = [n for bar in told.distribution for n in (bar.completed, bar.waiting)]
            everything = (told.whole, *told.by_month.values(), *told.by_structure.values())
            numbers += [n for group in everything for n in (group.completed, group.waiting)]
            assert told.least == 11
            assert not [n for n in numbers if n is not None and 0 < n < 11]


def test_a_pair_costs_one_statement_of_its_own_and_nothing_when_it_is_asked_again(histories):
    viewer = histories[0].coordinator
    with counted_statements() as statements:
        read(viewer, tell_delays, PERIMETERS[0], PAIRS[0])
    assert len(statements) == 2  # the settings, the delays
    with counted_statements() as statements:
        read(viewer, tell_delays, PERIMETERS[0], PAIRS[0])
    assert not statements


@pytest.mark.parametrize("medium", Medium)
def test_six_pairs_side_by_side_cost_a_statement_each(histories, medium):
    with counted_statements() as statements:
        read(histories[0].coordinator, tell_pairs, PERIMETERS[0], READY_PAIRS, medium=medium)
    assert len(statements) == 1 + len(READY_PAIRS)


def filters_of(stays):
    """One filter each, and whom it leaves."""
    structures = {stay.structure_id for stay in stays} - {None}
    for structure in structures:
        yield CaseloadFilters(structure_id=structure), [one for one in stays if one.structure_id == structure]
    with_public = [one for one in stays if one.is_rsa]
    yield CaseloadFilters(publics=(Public.RSA,)), with_public


@pytest.mark.parametrize("pair", PAIRS[:3], ids=lambda pair: pair.code)
def test_a_filter_keeps_the_people_it_names(histories, pair):
    for one in histories:
        for people, stays in filters_of(one.stays):
            found = read(one.coordinator, read_rows, replace(PERIMETERS[0], people=people), pair)
            assert counted(found) == alike(naive(stays, pair, PERIMETERS[0]))


def test_steering_is_told_of_one_filter_what_its_breakdown_tells_and_nothing_of_two(histories):
    outside = replace(PERIMETERS[0], scope=Scope.CONSORTIUM)
    for one in histories:
        whole = read(one.steering, tell_delays, outside, PAIRS[0])
        assert whole == read(one.steering, tell_delays, whole_quarter(outside, one.steering.today), PAIRS[0])
        for people, _stays in filters_of(one.stays):
            told = read(one.steering, tell_delays, replace(outside, people=people), PAIRS[0])
            assert [*told.distribution, *told.by_month, *told.by_structure] == []
            if people.structure_id and whole.by_structure:
                assert told.whole == whole.by_structure.get(people.structure_id, Summary())
            two = replace(people, tracks=(Track.SOCIAL,))
            told = read(one.steering, tell_delays, replace(outside, people=two), PAIRS[0])
            assert told.is_refused
            assert told.whole.is_hidden
