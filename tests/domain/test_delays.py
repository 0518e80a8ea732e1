"""Figures of delays, in which those who wait are counted."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.delays import BINS, DelayRow, Delays, Measure

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
ROWS = st.lists(
    st.builds(
        DelayRow,
        days=st.integers(0, 400),
        is_reached=st.booleans(),
        month=st.sampled_from([MARCH, APRIL]),
        structure_id=st.sampled_from([None, 1, 2]),
        count=st.integers(1, 3),
    ),
    max_size=30,
)


def delays(reached: dict[int, int], waiting: dict[int, int] | None = None) -> Delays:
    """Days → people, all of one month and one structure."""
    groups = ((True, reached), (False, waiting or {}))
    return Delays([DelayRow(days, came, MARCH, 1, n) for came, group in groups for days, n in group.items()])


def test_people_who_wait_are_never_dropped():
    some = delays({10: 2, 20: 2}, {15: 4})
    assert (some.completed, some.waiting) == (4, 4)
    assert some.mean_of_completed == 15
    assert some.share_within(10) == 0.25
    assert some.median == 20  # without those who wait it would be 10
    assert some.nine_tenths == 20


def test_the_same_day_is_a_delay_of_zero():
    same_day = delays({0: 3})
    assert (same_day.median, same_day.mean_of_completed, same_day.share_within(0)) == (0, 0, 1)


def test_a_median_at_exactly_one_half_is_reached():
    assert delays({5: 1, 9: 1}).median == 5
    assert delays({1: 1, 2: 1, 3: 1}, {9: 3}).median == 3


def test_who_waits_on_a_day_when_others_arrive_is_counted_on_that_day():
    assert delays({10: 1}, {10: 1}).share_within(10) == 0.5
    assert delays({10: 1}, {9: 1}).share_within(10) == 1


def test_when_all_wait_nothing_is_reached_and_a_far_target_cannot_be_computed():
    all_wait = delays({}, {30: 5})
    assert (all_wait.completed, all_wait.waiting) == (0, 5)
    assert (all_wait.median, all_wait.nine_tenths, all_wait.mean_of_completed) == (None, None, None)
    assert all_wait.share_within(30) == 0
    assert all_wait.share_within(31) is None


def test_nobody_has_no_figure():
    nobody = Delays([])
    assert (nobody.completed, nobody.waiting, nobody.median, nobody.mean_of_completed) == (0, 0, None, None)
    assert nobody.share_within(42) is None
    assert {(count.completed, count.waiting) for count in nobody.distribution()} == {(0, 0)}
    assert nobody.by_month() == nobody.by_structure() == {}


def test_bins_follow_one_another_without_a_hole():
    assert BINS[0].first == 0
    assert [one.last + 1 for one in BINS[:-1]] == [one.first for one in BINS[1:]]
    assert BINS[-1].last is None


def test_a_distribution_counts_those_who_wait_apart():
    counts = {one.bin.label: one for one in delays({0: 1, 7: 2, 8: 3, 366: 4}, {365: 5}).distribution()}
    completed = {label: one.completed for label, one in counts.items() if one.completed}
    assert completed == {"même jour": 1, "1 à 7 jours": 2, "8 à 15 jours": 3, "plus d’un an": 4}
    assert {label: one.waiting for label, one in counts.items() if one.waiting} == {"181 à 365 jours": 5}


@given(ROWS)
def test_months_structures_and_bins_share_everybody_out(rows):
    everybody = Delays(rows)
    for parts in (everybody.by_month().values(), everybody.by_structure().values(), everybody.distribution()):
        assert sum(part.completed for part in parts) == everybody.completed
        assert sum(part.waiting for part in parts) == everybody.waiting
    assert list(everybody.by_month()) == sorted({row.month for row in rows})


@given(ROWS, st.integers(0, 420))
def test_figures_are_those_of_people_taken_one_by_one(rows, target):
    people = [(row.days, row.is_reached) for row in rows for _ in range(row.count)]
    left, median = Fraction(1), None
    within = Fraction(1)
    for day in sorted({days for days, came in people if came}):
        there = sum(days >= day for days, _ in people)
        left *= 1 - Fraction(people.count((day, True)), there)
        median = day if median is None and left <= Fraction(1, 2) else median
        within = left if day <= target else within
    is_seen = any(days >= target for days, _ in people) or (people and left == 0)
    assert Delays(rows).median == median
    assert Delays(rows).share_within(target) == (pytest.approx(float(1 - within)) if is_seen else None)


def test_every_measure_is_defined_without_the_words_of_statisticians():
    definitions = " ".join(measure.definition for measure in Measure)
    assert "délai ≤ cible" in definitions
    assert not {"Kaplan", "p90", "censuré"} & set(definitions.split())
