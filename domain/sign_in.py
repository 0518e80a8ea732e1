"""Rules of sign-in: how long a session lives, and how failures close the door for a while.

Limits of the specification of accounts: 8 h at most; idle after 30 minutes, or after 2 h while a diagnostic
is open, where people talk for long without typing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SESSION_LIFE = timedelta(hours=8)
IDLE_LIMIT = timedelta(minutes=30)
LONG_IDLE_LIMIT = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)  # precision of "last seen": a session is written at most that often
LONGEST_DELAY_MINUTES = 30
TEMPORARY_LIFE = timedelta(hours=24)  # of a password that somebody else made
TICKET_LIFE = timedelta(minutes=5)  # between the password and the code
INACTIVE_AFTER = timedelta(days=183)


@dataclass(frozen=True)
class ThrottleRule:
    """Failures allowed in a window before delays start, and after which the window stays closed."""

    free_failures: int
    window: timedelta
    most_failures: int | None = None


# CNIL 2022-100, password with restricted attempts: a delay after 5 failures, 25 tries a day at most.
ACCOUNT_RULE = ThrottleRule(free_failures=5, window=timedelta(hours=24), most_failures=25)
# A whole office may share one address.
ADDRESS_RULE = ThrottleRule(free_failures=30, window=timedelta(minutes=15))


def blocked_until(
    rule: ThrottleRule, failures: int, *, window_started_at: datetime, now: datetime
) -> datetime | None:
    """When the next try is allowed: at once, after 1, 2, 4… 30 minutes, or when the window ends."""
    if failures < rule.free_failures:
        return None
    if rule.most_failures is not None and failures >= rule.most_failures:
        return window_started_at + rule.window
    minutes = min(2 ** (failures - rule.free_failures), LONGEST_DELAY_MINUTES)
    return now + timedelta(minutes=minutes)
