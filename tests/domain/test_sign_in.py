"""Rules of sign-in."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.sign_in import ACCOUNT_RULE, ADDRESS_RULE, blocked_until

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 30), (24, 30)]
)
def test_the_delay_starts_at_the_fifth_failure_and_doubles_up_to_half_an_hour(failures, minutes):
    """T003."""
    until = blocked_until(ACCOUNT_RULE, failures, window_started_at=NOW, now=NOW)
    assert until == (NOW + timedelta(minutes=minutes) if minutes else None)


def test_an_account_takes_no_more_than_25_tries_a_day():
    """T003."""
    started = NOW - timedelta(hours=20)
    until = blocked_until(ACCOUNT_RULE, 25, window_started_at=started, now=NOW)
    assert until == started + timedelta(hours=24)


def test_an_office_behind_one_address_may_fail_more_often_than_one_account():
    """T005."""
    assert blocked_until(ADDRESS_RULE, 29, window_started_at=NOW, now=NOW) is None
    assert blocked_until(ADDRESS_RULE, 30, window_started_at=NOW, now=NOW) == NOW + timedelta(minutes=1)
