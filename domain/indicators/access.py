"""Who is told what of a figure: the people behind it, or the figure alone under statistical secrecy."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.access import PEOPLE_ROLES, Role, Viewer
from domain.dates import months_before
from domain.indicators.model import Breakdown, Indicator, Perimeter, Scope
from domain.secrecy import Medium
from domain.thresholds import Thresholds


def scopes_of(viewer: Viewer) -> list[Scope]:
    """The circles that her roles open, the usual one first."""
    scopes = []
    if viewer.has(*PEOPLE_ROLES):
        scopes.append(Scope.LISTED)
    lists_more = viewer.has(Role.STRUCTURE_MANAGER, Role.COORDINATOR)
    if viewer.has(Role.CASEWORKER) and not lists_more and viewer.structure_id is not None:
        scopes.append(Scope.STRUCTURE)
    if viewer.has(Role.STEERING) and not viewer.has(Role.COORDINATOR):
        scopes.append(Scope.CONSORTIUM)
    return scopes


def without_referent(perimeter: Perimeter) -> Perimeter:
    """The same for all référents: the work of one is neither projected nor printed."""
    people = replace(perimeter.people, referent_id=None, is_without_referent=False)
    return replace(perimeter, people=people)


def is_entitled(viewer: Viewer, scope: Scope, indicator: Indicator) -> bool:
    """True when the list behind this figure is hers: she may list these people, and open their files.

    A manager lists people whom she may not open: figures that tell answers are told her under secrecy.
    """
    if scope is not Scope.LISTED or not viewer.has(*PEOPLE_ROLES):
        return False
    is_outside = viewer.has(Role.STRUCTURE_MANAGER) and not viewer.has(Role.COORDINATOR)
    return not (indicator.tells_answers and is_outside)


def counts_everybody(viewer: Viewer, perimeter: Perimeter) -> bool:
    """True when a structure without anybody truly has nobody: these figures leave none of them aside."""
    is_whole = perimeter.scope is Scope.CONSORTIUM or viewer.has(Role.COORDINATOR)
    return is_whole and perimeter.people.structure_id is None and perimeter.people.referent_id is None


def least_people(scope: Scope, medium: Medium, thresholds: Thresholds) -> int:
    """Fewer people than this are not told: inside one structure on screen, or anywhere else."""
    is_inside = medium is Medium.SCREEN and scope is not Scope.CONSORTIUM
    return thresholds["secrecy_screen" if is_inside else "secrecy_wide"]


def whom_she_knows(viewer: Viewer, scope: Scope) -> Viewer | None:
    """As whom she lists people that a figure of this circle counts too, and could subtract; None: nobody.

    Beside the consortium, everybody she lists; beside a structure, those whose groups name her.
    """
    if viewer.has(Role.COORDINATOR) or not viewer.has(*PEOPLE_ROLES):
        return None
    if scope is Scope.CONSORTIUM:
        return viewer if viewer.has(Role.STEERING) else None
    return replace(viewer, roles=frozenset({Role.CASEWORKER}))


def may_tell_bare(viewer: Viewer, perimeter: Perimeter) -> bool:
    """Whether what is told without lists of the whole consortium only is told her: months, reasons, communes.

    Not to who lists some of these people too: without them, what is left could be few.
    """
    is_whole = perimeter.scope is Scope.CONSORTIUM and not filters_asked(perimeter)
    return is_whole and whom_she_knows(viewer, perimeter.scope) is None


def whole_quarter(perimeter: Perimeter, today: date) -> Perimeter:
    """The last quarter that was over at the reference date and today, and no other period.

    Quarters do not overlap: two periods told, one within the other, would tell the rest by subtraction.
    """
    ends_on = _month_end(min(perimeter.reference_on, today))
    while ends_on.month % 3:
        ends_on = _month_end(ends_on - timedelta(days=1))
    starts_on = months_before(ends_on.replace(day=1), 2)
    return replace(perimeter, starts_on=starts_on, ends_on=ends_on, reference_on=ends_on)


def _month_end(day: date) -> date:
    """This day when it ends a month, else the end of the month before."""
    is_end = day.day == monthrange(day.year, day.month)[1]
    return day if is_end else day.replace(day=1) - timedelta(days=1)


def filters_asked(perimeter: Perimeter) -> list[tuple[Breakdown, Any]]:
    """Each value asked by the filters, with the breakdown of which it is a part."""
    people = perimeter.people
    asked: list[tuple[Breakdown, Any]] = [(Breakdown.TRACK, track) for track in people.tracks]
    asked += [(Breakdown.PUBLIC, public) for public in people.publics]
    asked += [(Breakdown.AGE, bracket) for bracket in people.age_brackets]
    asked += [(Breakdown.SENIORITY, seniority) for seniority in perimeter.seniorities]
    if people.structure_id is not None:
        asked.append((Breakdown.STRUCTURE, people.structure_id))
    if people.referent_id is not None or people.is_without_referent:
        asked.append((Breakdown.REFERENT, people.referent_id))
    if people.area:
        asked.append((Breakdown(people.area.kind.value), people.area.code))
    return asked
