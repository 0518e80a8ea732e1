"""Ages and statuses of a caseload."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.caseload import AgeBracket, age_on, birth_range, status_on
from domain.follow_up import Status

YESTERDAY, TODAY, TOMORROW = (date(2026, 11, day) for day in (19, 20, 21))
FIRST_AGES = {
    AgeBracket.UNDER_26: 0,
    AgeBracket.FROM_26: 26,
    AgeBracket.FROM_35: 35,
    AgeBracket.FROM_45: 45,
    AgeBracket.FROM_55: 55,
}


def brackets_of(birth_date, today):
    ranges = {bracket: birth_range(bracket, today) for bracket in AgeBracket}
    return [
        bracket
        for bracket, (after, until) in ranges.items()
        if (after is None or birth_date > after) and (until is None or birth_date <= until)
    ]


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2000, 11, 20), TODAY, 26),
        (date(2000, 11, 21), TODAY, 25),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (TODAY, TODAY, 0),
    ],
)
def test_a_year_is_completed_on_the_birthday_and_on_1_march_for_29_february(born_on, day, age):
    assert age_on(day, born_on) == age


@given(
    born_on=st.dates(date(1916, 1, 1), date(2026, 1, 1)), today=st.dates(date(2026, 1, 1), date(2032, 12, 31))
)
def test_everybody_is_in_the_one_bracket_of_her_age(born_on, today):
    age = age_on(today, born_on)
    expected = [bracket for bracket, first in FIRST_AGES.items() if age >= first][-1]
    assert brackets_of(born_on, today) == [expected]


@pytest.mark.parametrize("today", [date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29), date(2034, 2, 28)])
@pytest.mark.parametrize("born_on", [date(2000, 2, 28), date(2000, 2, 29), date(2008, 2, 29)])
def test_brackets_and_ages_agree_around_29_february(born_on, today):
    is_under_26 = age_on(today, born_on) < 26
    assert (AgeBracket.UNDER_26 in brackets_of(born_on, today)) == is_under_26


@pytest.mark.parametrize(
    ("exited_on", "paused_on", "pause_ended_on", "status"),
    [
        (None, None, None, Status.ACTIVE),
        (TOMORROW, None, None, Status.ACTIVE),
        (TODAY, None, None, Status.EXITED),
        (YESTERDAY, TODAY, None, Status.EXITED),
        (None, TODAY, None, Status.PAUSED),
        (None, TOMORROW, None, Status.ACTIVE),
        (None, YESTERDAY, TOMORROW, Status.PAUSED),
        (None, YESTERDAY, TODAY, Status.ACTIVE),
        (TOMORROW, YESTERDAY, None, Status.PAUSED),
    ],
)
def test_a_status_follows_dated_facts(exited_on, paused_on, pause_ended_on, status):
    found = status_on(TODAY, exited_on=exited_on, paused_on=paused_on, pause_ended_on=pause_ended_on)
    assert found is status
