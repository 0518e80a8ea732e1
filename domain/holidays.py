"""French public holidays (article L. 3133-1 of the labour code): no appointment is proposed on them."""

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # days: Easter Monday, Ascension, Whit Monday


def is_holiday(day: date) -> bool:
    """True on a public holiday of the whole country; local ones are not known here."""
    return day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    moving = (easter(year) + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset(date(year, month, day) for month, day in _FIXED) | frozenset(moving)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus's method)."""
    century, rank = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rank // 4) - moon - rank % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
