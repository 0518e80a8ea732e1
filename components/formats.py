"""French dates, counts, ages and durations, whatever the language of the machine."""

from datetime import date, datetime, time

from domain.clock import local_time
from domain.counts import NARROW_NO_BREAK as NARROW_NO_BREAK
from domain.counts import NO_BREAK as NO_BREAK
from domain.counts import count_of as count_of
from domain.counts import format_count as format_count

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_DAYS_IN_MONTH = 30.44
_DAYS_IN_YEAR = 365.25


def format_date(day: date | None) -> str:
    """« 03/03/2026 »; nothing when there is no date."""
    return f"{day:%d/%m/%Y}" if day else ""


def format_long_date(day: date) -> str:
    """« 3 mars 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return NO_BREAK.join((number, _MONTHS[day.month - 1], str(day.year)))


def format_weekday_date(day: date) -> str:
    """« mardi 3 mars 2026 »."""
    return f"{_WEEKDAYS[day.weekday()]}{NO_BREAK}{format_long_date(day)}"


def format_moment(moment: datetime | None, time_zone: str, today: date) -> str:
    """« mar. 3 mars à 14 h 30 », with the year when it is not today's; naive moments are local already."""
    if moment is None:
        return ""
    local = local_time(time_zone, moment) if moment.tzinfo else moment
    day = format_long_date(local.date())
    if local.year == today.year:
        day = day.removesuffix(f"{NO_BREAK}{local.year}")
    return f"{_WEEKDAYS[local.weekday()][:3]}.{NO_BREAK}{day} à {format_time(local)}"


def format_time(moment: datetime | time) -> str:
    """« 14 h 30 », « 9 h »."""
    minutes = f"{NO_BREAK}{moment:%M}" if moment.minute else ""
    return f"{moment.hour}{NO_BREAK}h{minutes}"


def format_elapsed(day: date | None, today: date) -> str:
    """« il y a 3 jours », « hier », « dans 5 jours »; then in months, then in years."""
    if day is None:
        return ""
    distance = (day - today).days
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain"}
    if distance in near:
        return near[distance]
    return f"{'dans' if distance > 0 else 'il y a'} {format_duration(abs(distance))}"


def format_duration(days: int) -> str:
    """« 3 jours », « 4 mois », « 2 ans »: the unit that is easily pictured."""
    if days < 2 * _DAYS_IN_MONTH:
        return count_of(days, "jour")
    if days < 2 * _DAYS_IN_YEAR:
        return count_of(int(days / _DAYS_IN_MONTH), "mois", "mois")
    return count_of(int(days / _DAYS_IN_YEAR), "an")


def format_age(years: int | None) -> str:
    """« 34 ans »; nothing when the birth date is not known."""
    return "" if years is None else count_of(years, "an")


def format_month(day: date) -> str:
    """« nov. 2026 »."""
    return f"{_SHORT_MONTHS[day.month - 1]}{NO_BREAK}{day.year}"
