"""Days of a fictional path: working days, spread delays, and the diaries of professionals."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
_HOURS = tuple(hour * 60 for hour in (9, 10, 11, 13, 14, 15, 16))


def is_working(day: date) -> bool:
    """False at weekends and on public holidays with a fixed date."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _HOLIDAYS


@cache
def working_day(day: date) -> date:
    """That day, or the last working day before it."""
    while not is_working(day):
        day -= _ONE_DAY
    return day


def later(day: date, days: float) -> date:
    """A working day so many days later."""
    return max(day, working_day(day + timedelta(days=int(days))))


def working_days_after(day: date, count: int) -> date:
    """The day after so many working days; the day itself for none."""
    while count:
        day += _ONE_DAY
        count -= is_working(day)
    return day


def draw_delay(rng: Random, mean: float) -> float:
    """Days, with the long tail that delays have: half wait less than 0.84 × mean, one in ten 1.9 × mean."""
    return rng.gammavariate(2, mean / 2)


def draw_days(rng: Random, start: date, end: date, gap: float, *, regularity: float = 4) -> Iterator[date]:
    """Working days after `start` and up to `end`, about `gap` days apart."""
    day = start
    while (day := later(day, rng.gammavariate(regularity, gap / regularity) + 3)) <= end:
        yield day


class Diary:
    """Hours already taken on coming days, so that nobody is booked twice."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._taken: Counter[tuple[int, date]] = Counter()

    def book(self, rng: Random, worker_id: int) -> tuple[date, int]:
        """A day from today on, more often soon than late, and a free hour in minutes after midnight."""
        soonest, latest = rng.choices(((0, 0), (1, 5), (6, 25)), (0.12, 0.43, 0.45))[0]
        day = working_days_after(self._today, rng.randint(soonest, latest))
        while self._taken[worker_id, day] == len(_HOURS):
            day = working_days_after(day, 1)
        hour = _HOURS[self._taken[worker_id, day]]
        self._taken[worker_id, day] += 1
        return day, hour


def draw_hour(rng: Random) -> int:
    """The hour of a past appointment, in minutes after midnight."""
    return rng.choice(_HOURS) + 30 * (rng.random() < 0.5)
