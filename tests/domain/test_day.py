"""How far « Ma journée » looks, and what it tells."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.day import (
    CHANGES_DAYS,
    changes_since,
    day_starts_at,
    initials,
    is_today,
    next_appointment_problem,
)
from tests.factories import NOW
from tests.services.day_values import VIEWER, appointment


@pytest.mark.parametrize(("last_visit", "days"), [(None, CHANGES_DAYS), (3, 3), (200, CHANGES_DAYS)])
def test_changes_are_told_since_the_last_visit_but_a_month_at_most(last_visit, days):
    visited_at = NOW - timedelta(days=last_visit) if last_visit else None
    assert changes_since(VIEWER, visited_at) == NOW - timedelta(days=days)


def test_a_day_starts_at_midnight_where_the_consortium_is():
    overseas = replace(VIEWER, time_zone="Indian/Reunion")
    assert day_starts_at(overseas, date(2026, 11, 20)) == datetime(2026, 11, 19, 20, tzinfo=UTC)


def test_an_evening_overseas_is_already_the_next_day():
    late = appointment(starts_at=datetime(2026, 11, 20, 21, tzinfo=UTC))
    assert is_today(VIEWER, late)
    assert not is_today(replace(VIEWER, time_zone="Indian/Reunion"), late)


def test_the_next_appointment_is_not_in_the_past():
    assert next_appointment_problem(NOW + timedelta(minutes=1), NOW) is None
    assert next_appointment_problem(NOW, NOW) == "Ce moment est déjà passé."


@pytest.mark.parametrize(
    ("names", "letters"), [(("élise", "Lefèvre"), "É. L."), (("Zoé Anne", ""), "Z."), (("", "Ng"), "N.")]
)
def test_initials_name_nobody(names, letters):
    assert initials(*names) == letters
