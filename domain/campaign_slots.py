"""When the people of a campaign may be seen: its form, and its slots on the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from domain.dates import problems_of
from domain.holidays import is_holiday

WEEKDAYS = {0: "Lundi", 1: "Mardi", 2: "Mercredi", 3: "Jeudi", 4: "Vendredi"}
DURATIONS = (15, 30, 45, 60, 90)
LONGEST = timedelta(days=92)  # of the period: three months
Span = tuple[datetime, datetime]  # instants, in UTC


@dataclass(frozen=True)
class CampaignDraft:
    """When people may be seen, and where (their structure when it is empty), in hours of the consortium."""

    field_labels: ClassVar[dict[str, str]] = {
        "first_on": "Du",
        "last_on": "Au",
        "weekdays": "Jours",
        "opens_at": "Premier rendez-vous à",
        "closes_at": "Dernier terminé à",
        "duration_minutes": "Durée",
        "place": "Lieu",
    }

    first_on: date | None
    last_on: date | None
    weekdays: frozenset[int]
    opens_at: time
    closes_at: time
    duration_minutes: int
    place: str = ""

    def problems(self, today: date) -> dict[str, str]:
        """A period to come, not too long, with at least one appointment a day."""
        first, last = self.first_on, self.last_on
        opening = datetime.combine(today, self.opens_at) + timedelta(minutes=self.duration_minutes)
        return problems_of(
            first_on=_first_problem(first, today),
            last_on=_last_problem(first, last),
            weekdays=None if self.weekdays & set(WEEKDAYS) else "Choisissez au moins un jour.",
            closes_at="Il n’y a pas le temps d’un rendez-vous."
            if opening > datetime.combine(today, self.closes_at)
            else None,
            duration_minutes=None if self.duration_minutes in DURATIONS else "Choisissez une durée.",
            place="200 signes au plus." if len(self.place) > 200 else None,
        )


def _first_problem(first: date | None, today: date) -> str | None:
    if first is None:
        return "Indiquez la date."
    return "Cette date est passée." if first < today else None


def _last_problem(first: date | None, last: date | None) -> str | None:
    if last is None:
        return "Indiquez la date."
    if first and last < first:
        return "La fin précède le début."
    return "Trois mois au plus." if first and last > first + LONGEST else None


def slots_of(draft: CampaignDraft, time_zone: str, now: datetime) -> Iterator[Span]:
    """Every slot still to come: working days chosen, hours of the wall clock where the consortium is."""
    length, zone = timedelta(minutes=draft.duration_minutes), ZoneInfo(time_zone)
    for day in _days(draft):
        start, end = datetime.combine(day, draft.opens_at), datetime.combine(day, draft.closes_at)
        while start + length <= end:
            instant = start.replace(tzinfo=zone).astimezone(UTC)
            if instant > now:
                yield instant, instant + length
            start += length


def _days(draft: CampaignDraft) -> Iterator[date]:
    day = draft.first_on
    while day and draft.last_on and day <= draft.last_on:
        if day.weekday() in draft.weekdays and not is_holiday(day):
            yield day
        day += timedelta(days=1)
