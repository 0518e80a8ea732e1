"""Rules on dates that several forms share."""

from datetime import date, timedelta

import pytest

from domain.dates import (
    FARTHEST_PLAN,
    OLDEST_EVENT,
    order_problem,
    past_problem,
    planned_problem,
    problems_of,
)
from domain.reviews import review_due_on

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (TODAY, None),
        (OLDEST_EVENT, None),
        (None, "Indiquez la date."),
        (TODAY + DAY, "Cette date est dans le futur."),
        (OLDEST_EVENT - DAY, "Cette date est trop ancienne."),
    ],
)
def test_a_fact_has_happened_and_not_too_long_ago(day, problem):
    """T073."""
    assert past_problem(day, TODAY) == problem


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (None, None),
        (TODAY + FARTHEST_PLAN, None),
        (TODAY + FARTHEST_PLAN + DAY, "Cette date est à plus de trois ans."),
        (OLDEST_EVENT - DAY, "Cette date est trop ancienne."),
    ],
)
def test_a_plan_is_within_three_years(day, problem):
    assert planned_problem(day, TODAY) == problem


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [(TODAY, TODAY, None), (None, TODAY, None), (TODAY, None, None), (TODAY, TODAY - DAY, "Trop tôt.")],
)
def test_two_dates_are_in_order_when_both_are_known(first, last, problem):
    assert order_problem(first, last, "Trop tôt.") == problem


def test_only_what_is_wrong_is_kept():
    assert problems_of(name=None, phone="Trop court.") == {"phone": "Trop court."}


@pytest.mark.parametrize(
    ("last_review_on", "agreed_on", "due_on"),
    [
        (None, None, date(2026, 4, 1)),
        (date(2026, 2, 1), None, date(2026, 5, 2)),
        (date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 1)),
    ],
)
def test_a_review_is_due_when_agreed_else_a_rhythm_after_the_last_one_or_the_entry(
    last_review_on, agreed_on, due_on
):
    entered_on = date(2026, 1, 1)
    found = review_due_on(
        entered_on=entered_on, last_review_on=last_review_on, agreed_on=agreed_on, rhythm_days=90
    )
    assert found == due_on
