"""Delays, against a naive computation in plain Python, on both databases."""

from random import Random

import pytest

from db.queries.indicators import kept
from db.queries.indicators.delay_rows import read_rows, read_rows_and_people
from db.queries.indicators.delayed_people import list_delayed_people
from db.queries.indicators.delays import tell_delays
from domain.indicators.delay_lists import DelayPart
from domain.indicators.delays import BINS, Delays
from domain.indicators.told_delays import PeopleCount
from tests.db.delayed_people import build_histories
from tests.db.naive_delays import PAIRS, PERIMETERS, alike, counted, naive, read
from tests.services.sessions import owner_session, rolled_back_connection

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


@pytest.mark.parametrize("perimeter", PERIMETERS)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)
def test_delays_are_what_counting_one_by_one_gives(histories, pair, perimeter):
    for one in histories:
        expected = list(naive(one.stays, pair, perimeter))
        assert counted(read(one.coordinator, read_rows, perimeter, pair)) == alike(expected)
        mine = [stay for stay in one.stays if stay.person_id in one.followed]
        found = counted(read(one.caseworker, read_rows, perimeter, pair))
        assert found == alike(naive(mine, pair, perimeter))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)
def test_there_is_something_to_count_and_somebody_who_waits(histories, pair):
    delays = [Delays(read(one.coordinator, read_rows, PERIMETERS[0], pair)) for one in histories]
    assert all(one.completed for one in delays)
    assert all(one.waiting for one in delays)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)
def test_people_are_counted_once_whatever_they_have(histories, pair):
    for one in histories:
        expected = list(naive(one.stays, pair, PERIMETERS[0]))
        rows, people = read(one.coordinator, read_rows_and_people, PERIMETERS[0], pair)
        assert counted(rows) == alike(expected)
        assert people.whole == _people(expected)
        assert people.by_month == {
            month: _people([line for line in expected if line[2].replace(day=1) == month])
            for month in {line[2].replace(day=1) for line in expected}
        }
        for a_bin in BINS:
            last = 9999 if a_bin.last is None else a_bin.last
            inside = [line for line in expected if a_bin.first <= line[3] <= last]
            assert people.by_bin.get(a_bin.first, PeopleCount()) == _people(inside)


def _people(lines):
    came, waits = ({line[0] for line in lines if line[4] is reached} for reached in (True, False))
    return PeopleCount(len(came | waits), len(came), len(waits))


def parts_of(told):
    """Each number told, and the list that stands behind it."""
    yield told.whole.completed, DelayPart(is_reached=True)
    yield told.whole.waiting, DelayPart(is_reached=False)
    for bar in told.distribution:
        yield bar.completed, DelayPart(True, bar.bin)
        yield bar.waiting, DelayPart(False, bar.bin)
    for month, one in told.by_month.items():
        yield one.completed + one.waiting, DelayPart(month=month)
    for structure, one in told.by_structure.items():
        yield one.waiting, DelayPart(False, structure=(structure,))


@pytest.mark.parametrize("pair", PAIRS[:8], ids=lambda pair: pair.code)
def test_each_number_is_that_of_its_list_and_of_its_export(histories, pair):
    for one in histories:
        told = read(one.coordinator, tell_delays, PERIMETERS[0], pair)
        for number, part in parts_of(told):
            first_page = read(one.coordinator, list_delayed_people, PERIMETERS[0], pair, part=part)
            export = read(one.coordinator, list_delayed_people, PERIMETERS[0], pair, part=part, page=None)
            assert first_page.count == export.count == len(export.people) == number


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)
def test_the_list_names_each_start_with_its_days(histories, pair):
    for one in histories:
        found = read(
            one.coordinator, list_delayed_people, PERIMETERS[0], pair, part=EVERYBODY, page=None
        ).people
        lines = found[["beneficiary_id", "started_on", "days", "is_reached"]].itertuples(index=False)
        expected = [
            (who, start, days, came) for who, _, start, days, came in naive(one.stays, pair, PERIMETERS[0])
        ]
        assert sorted(map(tuple, lines)) == sorted(expected)
