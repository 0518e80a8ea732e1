"""The estimator of delays against textbook values and an independent computation with exact fractions."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.survival import Curve, waiting_curve

# Remission of 21 children under 6-MP (Freireich and others, 1963), in weeks: the example of most textbooks.
RELAPSED = Counter((6, 6, 6, 7, 10, 13, 16, 22, 23))
STILL_WELL = Counter((6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35))
GROUPS = st.dictionaries(st.integers(0, 12), st.integers(1, 4), max_size=8)


def shares_by_hand(completed: dict[int, int], waiting: dict[int, int]) -> dict[int, Fraction]:
    """Share still waiting after each day: the product of those who stay out of those who were there."""
    shares, left = {}, Fraction(1)
    for day in sorted({*completed, *waiting}):
        still_there = sum(n for group in (completed, waiting) for d, n in group.items() if d >= day)
        left *= Fraction(still_there - completed.get(day, 0), still_there)
        shares[day] = left
    return shares


@pytest.mark.parametrize(
    ("week", "share"),
    [(5, 1), (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)],
)
def test_the_example_of_the_textbooks_is_found_again(week, share):
    assert waiting_curve(RELAPSED, STILL_WELL).share_after(week) == pytest.approx(share, abs=5e-4)


def test_the_median_of_the_example_is_23_weeks_and_nine_out_of_ten_is_never_reached():
    curve = waiting_curve(RELAPSED, STILL_WELL)
    assert curve.first_day_at(0.5) == 23
    assert curve.first_day_at(0.1) is None
    assert curve.share_after(35) == pytest.approx(0.448, abs=5e-4)
    assert curve.share_after(36) is None


@given(completed=GROUPS, waiting=GROUPS)
def test_the_curve_is_the_product_of_fractions(completed, waiting):
    by_hand = shares_by_hand(completed, waiting)
    curve = waiting_curve(completed, waiting)
    assert list(curve.days) == list(by_hand)
    assert list(curve.shares) == pytest.approx([float(share) for share in by_hand.values()])


@given(completed=GROUPS, waiting=GROUPS, share=st.sampled_from([Fraction(1, 2), Fraction(1, 10)]))
def test_the_first_day_at_a_share_is_exact_in_spite_of_binary_numbers(completed, waiting, share):
    by_hand = shares_by_hand(completed, waiting)
    expected = next((day for day, left in by_hand.items() if left <= share), None)
    assert waiting_curve(completed, waiting).first_day_at(float(share)) == expected


def test_one_half_is_reached_even_written_a_little_above_it():
    curve = waiting_curve({0: 1, 1: 2, 2: 2, 3: 3}, {3: 2})
    assert curve.shares[2] > 0.5  # 0.5000000000000001: 5 of 10 still wait
    assert curve.first_day_at(0.5) == 2
    assert Curve((1, 2), (0.8, 0.50001)).first_day_at(0.5) is None


def test_nobody_makes_no_curve():
    curve = waiting_curve({}, {})
    assert curve == Curve()
    assert curve.first_day_at(0.5) is None
    assert curve.share_after(0) is None


def test_when_all_wait_the_curve_stays_at_one_as_far_as_they_were_seen():
    curve = waiting_curve({}, {0: 2, 40: 3})
    assert [curve.share_after(day) for day in (0, 30, 40)] == [1, 1, 1]
    assert curve.share_after(41) is None
    assert curve.first_day_at(0.5) is None


def test_when_all_have_arrived_the_curve_stays_at_zero_however_far():
    curve = waiting_curve({3: 1, 5: 1}, {})
    assert [curve.share_after(day) for day in (2, 3, 5, 900)] == [1, 0.5, 0, 0]
