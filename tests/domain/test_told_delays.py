"""What is told of delays to who has no list."""

from datetime import date

from domain.indicators.delay_lists import DelayPart, part_behind, part_of
from domain.indicators.delays import BINS, DelayRow, Delays, Measure
from domain.indicators.told_delays import COUNTED, People, PeopleCount, tell_protected, tell_raw

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
LEAST = 11


def rows(*groups):
    """(days, came, month, structure, people)."""
    return Delays([DelayRow(*group) for group in groups])


def people_of(delays):
    """Nobody starts twice."""

    def count(some):
        return PeopleCount(some.completed + some.waiting, some.completed, some.waiting)

    bins = {one.bin.first: PeopleCount(0, one.completed, one.waiting) for one in delays.distribution()}
    months = {month: count(one) for month, one in delays.by_month().items()}
    structures = {key: count(one) for key, one in delays.by_structure().items()}
    return People(count(delays), bins, months, structures)


def told(delays, target=30):
    return tell_protected(delays, people_of(delays), target, LEAST)


def test_large_groups_are_told_whole():
    delays = rows((10, True, MARCH, 1, 40), (50, True, MARCH, 1, 40), (60, False, MARCH, 1, 40))
    found, raw = told(delays), tell_raw(delays, 30)
    assert (found.whole, found.by_month, found.by_structure) == (raw.whole, raw.by_month, raw.by_structure)
    assert found.distribution == raw.distribution
    assert (found.least, raw.least) == (LEAST, 0)


def test_a_few_people_who_wait_hide_the_counts_but_not_the_median():
    found = told(rows((10, True, MARCH, 1, 100), (50, False, MARCH, 1, 3))).whole
    assert (found.completed, found.waiting, found.mean) == (None, None, None)
    assert found.median == 10
    assert found.hidden >= COUNTED


def test_a_structure_of_a_few_people_is_hidden_with_another_from_which_it_could_be_found():
    delays = rows((10, True, MARCH, 1, 200), (10, True, MARCH, 2, 100), (10, True, MARCH, 3, 4))
    found = told(delays).by_structure
    assert found[3].is_hidden
    assert found[2].completed is None
    assert found[1].completed == 200


def test_a_share_that_tells_a_few_people_is_hidden():
    found = told(rows((10, True, MARCH, 1, 100), (50, True, MARCH, 1, 3))).whole
    assert Measure.SHARE_WITHIN in found.hidden
    assert found.completed == 103


def test_one_person_who_starts_again_and_again_is_still_one_person():
    delays = rows(*((day, True, MARCH, 1, 1) for day in range(30)))
    one = PeopleCount(1, 1, 0)
    people = People(one, {one_bin.first: one for one_bin in BINS}, {MARCH: one}, {1: one})
    found = tell_protected(delays, people, 30, LEAST)
    assert found.whole.is_hidden
    assert not [bar for bar in found.distribution if bar.completed]


def test_a_small_bar_is_hidden_with_others():
    delays = rows(
        *((one.first, True, MARCH, 1, size) for one, size in zip(BINS, (50, 3, 40, 60), strict=False))
    )
    bars = {bar.bin.first: bar.completed for bar in told(delays).distribution}
    assert bars[1] is None
    assert sum(number is None for number in bars.values()) > 1
    assert bars[16] == 60


def test_nobody_is_told_as_nobody():
    found = told(rows())
    assert (found.whole.completed, found.whole.waiting, found.whole.median) == (0, 0, None)
    assert not found.whole.hidden


def test_a_list_is_found_again_from_its_address():
    parts = [
        DelayPart(),
        DelayPart(is_reached=False),
        *(DelayPart(True, one) for one in BINS),
        DelayPart(month=APRIL),
        DelayPart(False, structure=(12,)),
        DelayPart(structure=(None,)),
        *map(part_behind, Measure),
    ]
    assert [part_of(part.code) for part in parts] == parts
    assert len({part_behind(measure).code for measure in Measure}) == len(Measure)
    assert [part_of(code) for code in ("b3", "m2026-13", "sx", "x", "")] == [None] * 5
