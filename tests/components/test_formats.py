"""French dates, counts and durations, with the spaces that do not break."""

from datetime import UTC, date, datetime, timedelta

import pytest

from components.formats import (
    count_of,
    format_age,
    format_count,
    format_date,
    format_elapsed,
    format_long_date,
    format_moment,
)

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "aujourd’hui"),
        (-1, "hier"),
        (1, "demain"),
        (-3, "il y a 3\u00a0jours"),
        (5, "dans 5\u00a0jours"),
        (-60, "il y a 60\u00a0jours"),
        (-61, "il y a 2\u00a0mois"),
        (-400, "il y a 13\u00a0mois"),
        (-731, "il y a 2\u00a0ans"),
    ],
)
def test_elapsed_time_is_said_in_the_unit_one_pictures(days: int, words: str) -> None:
    assert format_elapsed(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0\u00a0personne"),
        (1, "1\u00a0personne"),
        (2, "2\u00a0personnes"),
        (12345, "12\u202f345\u00a0personnes"),
    ],
)
def test_zero_and_one_are_singular(number: int, words: str) -> None:
    assert count_of(number, "personne") == words


def test_irregular_plural_is_given() -> None:
    assert count_of(2, "mois", "mois") == "2\u00a0mois"
    assert format_count(1234567) == "1\u202f234\u202f567"


def test_dates_are_french_and_the_first_of_a_month_is_ordinal() -> None:
    assert format_date(date(2026, 3, 3)) == "03/03/2026"
    assert format_long_date(TODAY) == "1er\u00a0mars\u00a02026"
    assert format_date(None) == format_elapsed(None, TODAY) == format_age(None) == ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 3, 13, 30, tzinfo=UTC), "mar. 3 mars à 14 h 30"),
        (datetime(2026, 3, 3, 9), "mar. 3 mars à 9 h"),  # noqa: DTZ001 (naive is local)
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "ven. 1er janvier 2027 à 0 h 30"),
    ],
)
def test_moments_are_local_and_tell_the_year_when_it_is_another(moment: datetime, words: str) -> None:
    assert format_moment(moment, "Europe/Paris", TODAY).replace("\u00a0", " ") == words


def test_no_moment_shows_nothing() -> None:
    assert format_moment(None, "Europe/Paris", TODAY) == ""
