"""One bar of a breakdown: its code in the address, and the same people asked by filters."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.caseload import AgeBracket, Area, AreaKind, CaseloadFilters
from domain.follow_up import Track
from domain.indicators.access import filters_asked
from domain.indicators.model import Breakdown, Indicator, Perimeter, Seniority
from domain.people import Public

MONTH = "month"


def code_of(indicator: Indicator) -> str:
    """An indicator as the address holds it."""
    return f"{indicator.code}-{indicator.variant}" if indicator.variant else indicator.code


def code_of_group(indicator: Indicator, by: Breakdown, key: Any) -> str:
    """A bar as the address holds it; empty for the people of no group, whom no filter asks for."""
    return "" if key is None else f"{code_of(indicator)}.{by}.{key}"


def code_of_month(indicator: Indicator, month: date) -> str:
    """A bar of months as the address holds it."""
    return f"{code_of(indicator)}.{MONTH}.{month:%Y-%m}"


def code_of_share(indicator: Indicator, by: Breakdown, key: Any) -> str:
    """The share that a group makes, as the address holds it: its bar has the same list."""
    return f"{_SHARE}{code_of_group(indicator, by, key)}"


def without_share(code: str) -> str:
    """The code of the group of a share; any other code as it is."""
    return code.removeprefix(_SHARE)


_SHARE = "part-"


def indicator_code(code: str) -> str:
    """The indicator of a code, of a bar or not."""
    return code.partition(".")[0]


def narrowed(perimeter: Perimeter, code: str) -> Perimeter | None:
    """The people of the bar that bears this code; None when filters cannot ask for them, or ask for others.

    Publics overlap and a commune is inside its EPCI: asked already, another one would not narrow but replace.
    """
    _indicator, _, group = code.partition(".")
    by, _, key = group.partition(".")
    if not group:
        return perimeter
    try:
        return _in_month(perimeter, key) if by == MONTH else _in_group(perimeter, Breakdown(by), key)
    except ValueError:  # an address typed by hand
        return None


def months_of(perimeter: Perimeter) -> list[date]:
    """The first day of each month of the period, as far as the reference date."""
    months, month = [], perimeter.starts_on.replace(day=1)
    while month <= perimeter.last_on:
        months.append(month)
        month = month_end(month) + timedelta(days=1)
    return months


def month_end(month: date) -> date:
    """The last day of this month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def _in_month(perimeter: Perimeter, key: str) -> Perimeter:
    month = date.fromisoformat(f"{key}-01")
    first, last = max(month, perimeter.starts_on), min(month_end(month), perimeter.last_on)
    return replace(perimeter, starts_on=first, ends_on=last)


def _in_group(perimeter: Perimeter, by: Breakdown, key: str) -> Perimeter | None:
    people = perimeter.people
    asked = {str(value) for kind, value in filters_asked(perimeter) if kind is by}
    if asked and key not in asked:
        return None
    if by is Breakdown.SENIORITY:
        return replace(perimeter, seniorities=(Seniority(key),))
    is_asked = {Breakdown.PUBLIC: bool(people.publics), Breakdown.EPCI: bool(people.area)}
    is_asked[Breakdown.COMMUNE] = bool(people.area and people.area.kind is AreaKind.COMMUNE)
    if by not in _FILTERS or is_asked.get(by):
        return None
    return replace(perimeter, people=_FILTERS[by](people, key))


_FILTERS: dict[Breakdown, Callable[[CaseloadFilters, str], CaseloadFilters]] = {
    Breakdown.STRUCTURE: lambda people, key: replace(people, structure_id=int(key)),
    Breakdown.REFERENT: lambda people, key: replace(people, referent_id=int(key)),
    Breakdown.TRACK: lambda people, key: replace(people, tracks=(Track(key),)),
    Breakdown.PUBLIC: lambda people, key: replace(people, publics=(Public(key),)),
    Breakdown.AGE: lambda people, key: replace(people, age_brackets=(AgeBracket(key),)),
    Breakdown.EPCI: lambda people, key: replace(people, area=Area(AreaKind.EPCI, key)),
    Breakdown.COMMUNE: lambda people, key: replace(people, area=Area(AreaKind.COMMUNE, key)),
}
