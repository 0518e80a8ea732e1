"""Instants in UTC, dates where the consortium is."""

from datetime import UTC, date, datetime

import pytest

from domain import clock

NEW_YEAR_S_EVE = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time_zone", "day", "hour"),
    [
        ("Europe/Paris", date(2026, 12, 31), 23),
        ("Indian/Reunion", date(2027, 1, 1), 2),
        ("Indian/Mayotte", date(2027, 1, 1), 1),
        ("America/Martinique", date(2026, 12, 31), 18),
        ("America/Cayenne", date(2026, 12, 31), 19),
    ],
)
def test_the_same_instant_is_another_day_overseas(time_zone, day, hour):
    assert clock.date_in(time_zone, NEW_YEAR_S_EVE) == day
    shown = clock.local_time(time_zone, NEW_YEAR_S_EVE)
    assert (shown.hour, shown.minute, shown.tzinfo) == (hour, 30, None)


def test_summer_time_is_known():
    """T068."""
    assert clock.local_time("Europe/Paris", datetime(2026, 7, 1, 8, 0, tzinfo=UTC)).hour == 10


def test_the_clock_can_be_set_and_put_back():
    clock.set_clock(lambda: NEW_YEAR_S_EVE)
    assert clock.now() == NEW_YEAR_S_EVE
    clock.set_clock(None)
    assert clock.now() != NEW_YEAR_S_EVE
    assert clock.now().tzinfo is UTC
