"""The one source of time: instants in UTC, dates in the consortium's time zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def _system_instant() -> datetime:
    return datetime.now(UTC)


_read_instant: Callable[[], datetime] = _system_instant


def set_clock(read_instant: Callable[[], datetime] | None) -> Callable[[], datetime]:
    """Replace the clock (tests, seeded demonstration) and return the former; None puts the real one back."""
    global _read_instant
    former, _read_instant = _read_instant, read_instant or _system_instant
    return former


def now() -> datetime:
    """The current instant, in UTC."""
    return _read_instant()


def date_in(time_zone: str, instant: datetime) -> date:
    """The calendar date of an instant where the consortium is: overseas it may differ."""
    return instant.astimezone(ZoneInfo(time_zone)).date()


def local_time(time_zone: str, instant: datetime) -> datetime:
    """The wall-clock time of an instant where the consortium is, without its zone: ready to be shown."""
    return instant.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
