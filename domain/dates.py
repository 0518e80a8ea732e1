"""Rules on dates that several forms share."""

from calendar import monthrange
from datetime import date, timedelta

OLDEST_EVENT = date(2000, 1, 1)
FARTHEST_PLAN = timedelta(days=3 * 366)


def past_problem(day: date | None, today: date) -> str | None:
    """Why a fact cannot have happened on this day, in French; None when it can."""
    if day is None:
        return "Indiquez la date."
    if day > today:
        return "Cette date est dans le futur."
    if day < OLDEST_EVENT:
        return "Cette date est trop ancienne."
    return None


def planned_problem(day: date | None, today: date) -> str | None:
    """Why nothing can be planned on this day, in French; None when it can or when there is no date."""
    if day is None:
        return None
    if day < OLDEST_EVENT:
        return "Cette date est trop ancienne."
    if day > today + FARTHEST_PLAN:
        return "Cette date est à plus de trois ans."
    return None


def order_problem(first: date | None, last: date | None, message: str) -> str | None:
    """`message` when the last date comes before the first one."""
    return message if first and last and last < first else None


def problems_of(**checks: str | None) -> dict[str, str]:
    """Keep the checks that found something: field name → French message."""
    return {field: message for field, message in checks.items() if message}


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier (negative: later); the last of the month when there is none."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
