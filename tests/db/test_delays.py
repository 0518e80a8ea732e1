"""Delays and our figures by the national method are what counting drawn histories gives."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.engine import read_session
from db.queries.indicators.delay_rows import read_rows, read_rows_and_people
from db.queries.indicators.delayed_people import list_delayed_people
from db.queries.indicators.delays import tell_delays
from db.queries.indicators.survey import tell_survey
from domain.indicators.delay_lists import DelayPart
from domain.indicators.delays import BINS
from domain.indicators.model import Scope
from domain.indicators.told_delays import PeopleCount
from tests.db.naive_delays import PAIRS, alike, naive
from tests.drawn.events import stays_of, surveyed
from tests.drawn.ground import found_territories, written
from tests.drawn.histories import histories, perimeters
from tests.drawn.profile import FEW
from tests.factories import TODAY
from tests.services.sessions import owner_session, rolled_back_connection

SEVERAL = st.lists(st.sampled_from(PAIRS), min_size=4, max_size=4, unique=True)
YEAR = TODAY.year - 1


@pytest.fixture(scope="module")
def place(engine):
    """A connection, and two territories without anybody yet."""
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield connection, found_territories(session)


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def counted(rows):
    return Counter({(row.days, bool(row.is_reached), row.month, row.structure_id): row.count for row in rows})


def people_of(lines):
    came, waits = ({line[0] for line in lines if line[4] is reached} for reached in (True, False))
    return PeopleCount(len(came | waits), len(came), len(waits))


@FEW
@given(drawn=histories(), data=st.data())
def test_delays_are_what_counting_one_by_one_gives(place, drawn, data):
    """T156."""
    with written(*place, drawn) as territories:
        for territory in territories:
            perimeter = data.draw(perimeters(territory.people))
            for pair in data.draw(SEVERAL):
                expected = list(naive(stays_of(territory), pair, perimeter))
                rows, people = read(territory.coordinator, read_rows_and_people, perimeter, pair)
                assert counted(rows) == alike(expected), (pair.code, perimeter)
                assert counted(read(territory.coordinator, read_rows, perimeter, pair)) == alike(expected)
                assert people.whole == people_of(expected)
                for a_bin in BINS:
                    last = 9999 if a_bin.last is None else a_bin.last
                    inside = [line for line in expected if a_bin.first <= line[3] <= last]
                    assert people.by_bin.get(a_bin.first, PeopleCount()) == people_of(inside)


def parts_of(told):
    """Each number told, and the list that stands behind it."""
    whole = told.whole
    yield whole.completed + whole.waiting, DelayPart()
    yield whole.completed, DelayPart(is_reached=True)
    yield whole.waiting, DelayPart(is_reached=False)
    for bar in told.distribution:
        yield bar.completed, DelayPart(True, bar.bin)
        yield bar.waiting, DelayPart(False, bar.bin)
    for month, one in told.by_month.items():
        yield one.completed + one.waiting, DelayPart(month=month)
    for structure, one in told.by_structure.items():
        yield one.completed + one.waiting, DelayPart(structure=(structure,))


@FEW
@given(drawn=histories(), data=st.data())
def test_each_number_is_that_of_its_list_and_the_list_names_each_start(place, drawn, data):
    with written(*place, drawn) as territories:
        territory = territories[0]
        pair, perimeter = data.draw(st.sampled_from(PAIRS)), data.draw(perimeters(territory.people))
        told = read(territory.coordinator, tell_delays, perimeter, pair)
        for number, part in data.draw(st.lists(st.sampled_from(list(parts_of(told))), min_size=4)):
            behind = read(territory.coordinator, list_delayed_people, perimeter, pair, part=part, page=None)
            assert behind.count == len(behind.people) == number
        people = read(
            territory.coordinator, list_delayed_people, perimeter, pair, part=DelayPart(), page=None
        ).people
        lines = people[["beneficiary_id", "started_on", "days", "is_reached"]].itertuples(index=False)
        every = naive(stays_of(territory), pair, perimeter)
        assert sorted(map(tuple, lines)) == sorted(
            (who, start, days, came) for who, _, start, days, came in every
        )


@FEW
@given(drawn=histories())
def test_our_figures_by_the_national_method_are_what_counting_gives(place, drawn):
    with written(*place, drawn) as territories:
        for territory in territories:
            with read_session(territory.coordinator) as session:
                found = tell_survey(session, territory.coordinator, Scope.LISTED, YEAR)
            assert found == surveyed(territory, YEAR)
