"""Delays, against a naive computation in plain Python, on both databases."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from db.engine import read_session
from db.queries.indicators import kept
from db.queries.indicators.delay_rows import read_rows, read_rows_and_people
from db.queries.indicators.delayed_people import list_delayed_people
from db.queries.indicators.delays import tell_delays, tell_pairs
from domain.caseload import CaseloadFilters
from domain.errors import ForbiddenError
from domain.follow_up import Track
from domain.indicators.access import whole_months
from domain.indicators.delay_lists import DelayPart
from domain.indicators.delays import BINS, Delays
from domain.indicators.model import Perimeter, Scope
from domain.indicators.pairs import READY_PAIRS, pair_of
from domain.indicators.told_delays import PeopleCount, Summary
from domain.people import Public
from domain.secrecy import Medium
from tests.db.delayed_people import build_histories
from tests.factories import TODAY
from tests.services.sessions import counted_statements, owner_session, rolled_back_connection

YEAR_AGO = TODAY - timedelta(days=364)
PERIMETERS = (
    Perimeter(YEAR_AGO, TODAY, TODAY),
    Perimeter(YEAR_AGO, TODAY - timedelta(days=60), TODAY - timedelta(days=60)),
    Perimeter(TODAY - timedelta(days=200), TODAY - timedelta(days=100), TODAY - timedelta(days=30)),
    Perimeter(date(2001, 1, 1), date(2001, 2, 1), date(2001, 2, 1)),
)
OTHERS = (
    "review-review",
    "appointment_honoured-appointment_honoured",
    "first_contact-review",
    "orientation-first_contact",
    "job_planned-job_started",
    "training_ended-training_ended",
    "entry-exit",
    "contract_signed-exit",
    "entry-first_contact",
)
PAIRS = (*READY_PAIRS, *map(pair_of, OTHERS))
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


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def days_of(stay, kind):
    borne = {"entry": [stay.entered_on], "exit": [stay.exited_on] if stay.exited_on else []}
    return sorted(set(borne.get(kind.code, stay.days[kind.code])))


def naive(stays, pair, perimeter):
    """(person, structure, start, days, reached) of each start, one stay after the other."""
    for stay in stays:
        end_of_stay = stay.exited_on or date.max
        until = min(end_of_stay, perimeter.reference_on)
        starts = days_of(stay, pair.start)
        for start in starts[:1] if pair.start.is_once else starts:
            if stay.entered_on > perimeter.last_on or start > end_of_stay:
                continue
            if perimeter.starts_on <= start <= perimeter.last_on:
                first = start + timedelta(days=pair.is_of_one_kind)
                ends = [day for day in days_of(stay, pair.end) if first <= day <= until]
                days = ((ends[0] if ends else until) - start).days
                yield stay.person_id, stay.structure_id, start, days, bool(ends)


def counted(rows):
    return Counter({(row.days, bool(row.is_reached), row.month, row.structure_id): row.count for row in rows})


def alike(found):
    return Counter((days, came, start.replace(day=1), where) for _, where, start, days, came in found)


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
        assert whole == read(one.steering, tell_delays, whole_months(outside), PAIRS[0])
        for people, _stays in filters_of(one.stays):
            told = read(one.steering, tell_delays, replace(outside, people=people), PAIRS[0])
            assert [*told.distribution, *told.by_month, *told.by_structure] == []
            if people.structure_id:
                assert told.whole == whole.by_structure.get(people.structure_id, Summary())
            two = replace(people, tracks=(Track.SOCIAL,))
            told = read(one.steering, tell_delays, replace(outside, people=two), PAIRS[0])
            assert told.is_refused
            assert told.whole.is_hidden
