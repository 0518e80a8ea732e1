"""Cells that hold a day, or a day and an hour. The day always comes before the month; an hour stays local."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.imports.cell import Cell, quoted, says_nothing, tidy

Rule = Callable[[date], str | None]

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre"),
    *("novembre", "decembre"),
)
_PLAIN = str.maketrans("éûÉÛ", "eueu")
_AFTER = r"(?:(?:T|,? (?:à )?)(.+))?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _AFTER)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _AFTER)
_IN_WORDS = re.compile(r"([0-9]{1,2})(?:er)? ([a-zéû]+) ([0-9]{4})" + _AFTER, re.IGNORECASE)
_SERIAL = re.compile(r"([1-7][0-9]{4})(?:[.,]([0-9]+))?")  # 1927 to 2119
_EIGHT_DIGITS = re.compile(r"[0-9]{8}")
_HOUR = re.compile(
    r"([0-9]{1,2}) ?[:hH] ?([0-9]{2})?(?::([0-9]{2})(?:[.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_NOON, _MIDNIGHT = time(12), time()


class _NotUnderstoodError(Exception):
    """Carries the French sentence of the cell."""


class _Written(NamedTuple):
    """The days that a text may mean, the hour beside, and whether the reading must be shown."""

    days: list[date]
    hour: time | None = None
    is_guessed: bool = False


def read_date(raw: str, rule: Rule) -> Cell:
    """A day that the rule accepts; a year of two digits must leave only one such day."""
    text = tidy(raw)
    if says_nothing(text):
        return Cell()
    try:
        written = _written(text)
        day = _only_day(text, written.days, rule)
    except _NotUnderstoodError as refusal:
        return Cell(problem=str(refusal))
    return Cell(day, warning=f"{text} : lu {day:%d/%m/%Y}." if written.is_guessed else "")


def read_moment(raw: str, rule: Rule) -> Cell:
    """The same with an hour, in local time: whoever stores it knows the zone, this module does not.

    Without an hour, or at midnight as spreadsheets write a day, it is noon with a warning.
    """
    text = tidy(raw)
    if says_nothing(text):
        return Cell()
    try:
        written = _written(text)
        day = _only_day(text, written.days, rule)
    except _NotUnderstoodError as refusal:
        return Cell(problem=str(refusal))
    if not written.hour or written.hour == _MIDNIGHT:
        return Cell(datetime.combine(day, _NOON), warning="Heure absente : midi en attendant, à préciser.")
    moment = datetime.combine(day, written.hour.replace(second=0))
    return Cell(moment, warning=f"{text} : lu {moment:%d/%m/%Y %H:%M}." if written.is_guessed else "")


def real_hour(time_zone: str, moment: datetime) -> tuple[datetime, str]:
    """The hour that clocks do show, with a warning when the time changed in that very night.

    An hour that was skipped is the next one; an hour shown twice is the first of the two.
    """
    zone = ZoneInfo(time_zone)
    first = moment.replace(tzinfo=zone)
    shown = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if shown != moment:
        return shown, f"{moment:%H:%M} n’existe pas cette nuit-là (heure d’été) : lu {shown:%H:%M}."
    if first.utcoffset() != first.replace(fold=1).utcoffset():
        return (
            moment,
            f"{moment:%H:%M} revient deux fois cette nuit-là (heure d’hiver) : la première est prise.",
        )
    return moment, ""


def _only_day(text: str, days: list[date], rule: Rule) -> date:
    accepted = [day for day in days if rule(day) is None]
    if len(accepted) == 1:
        return accepted[0]
    if accepted:
        readings = " ou ".join(f"{day:%d/%m/%Y}" for day in accepted)
        raise _NotUnderstoodError(f"{text} peut être {readings} : écrivez l’année en quatre chiffres.")
    raise _NotUnderstoodError(f"{rule(days[-1])} Vérifiez l’année.")


def _written(text: str) -> _Written:
    if found := _DAY_FIRST.fullmatch(text):
        day, sign, month, year, hour = found.groups()
        if len(year) == 4:
            return _Written([_day(text, year, month, day)], _hour(hour))
        if sign in "/.":  # with hyphens it may be the year that comes first
            return _Written(_either_century(text, year, month, day), _hour(hour), is_guessed=True)
    elif found := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, hour = found.groups()
        return _Written([_day(text, year, month, day)], _hour(hour))
    elif found := _IN_WORDS.fullmatch(text):
        day, name, year, hour = found.groups()
        if (plain := name.lower().translate(_PLAIN)) in _MONTHS:
            return _Written([_day(text, year, str(_MONTHS.index(plain) + 1), day)], _hour(hour))
    elif found := _SERIAL.fullmatch(text):
        return _from_serial(*found.groups())
    elif _EIGHT_DIGITS.fullmatch(text):
        return _Written(_from_digits(text), is_guessed=True)
    raise _NotUnderstoodError(
        f"{quoted(text)} n’est pas une date : écrivez jour/mois/année, comme 31/01/1990."
    )


def _day(text: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _NotUnderstoodError(f"{text} n’existe pas : vérifiez le jour et le mois.") from None


def _either_century(text: str, year: str, month: str, day: str) -> list[date]:
    days = _possible((f"{century}{year}", month, day) for century in (19, 20))
    return days or [_day(text, f"20{year}", month, day)]


def _from_digits(text: str) -> list[date]:
    """31011990 or 19900131: kept when only one of them is a date of these centuries."""
    ways = [(text[4:], text[2:4], text[:2]), (text[:4], text[4:6], text[6:])]
    days = [day for day in _possible(ways) if 1900 <= day.year < 2100]
    return days or [_day(text, *ways[0])]


def _possible(ways: Iterable[tuple[str, str, str]]) -> list[date]:
    days = []
    for way in ways:
        try:
            days.append(date(*map(int, way)))
        except ValueError:
            continue
    return days


def _from_serial(days: str, fraction: str | None) -> _Written:
    """The day number of a spreadsheet, its hour as a fraction of a day."""
    seconds = round(float(f"0.{fraction or 0}") * 86_400)
    moment = datetime.combine(_FIRST_SERIAL_DAY + timedelta(int(days)), _MIDNIGHT) + timedelta(
        seconds=seconds
    )
    return _Written([moment.date()], moment.time(), is_guessed=True)


def _hour(text: str | None) -> time | None:
    """The hour after a day; one with a time zone is refused, since the day may be another one here."""
    if not text:
        return None
    found = _HOUR.fullmatch(text)
    if not found:
        raise _NotUnderstoodError(f"{quoted(text)} n’est pas une heure : écrivez par exemple 14:30.")
    try:
        hour = time(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        raise _NotUnderstoodError(f"{text} n’est pas une heure : écrivez de 00:00 à 23:59.") from None
    if found[4] and hour != _MIDNIGHT:
        raise _NotUnderstoodError(f"{quoted(text)} a un fuseau horaire : écrivez la date et l’heure d’ici.")
    return hour
