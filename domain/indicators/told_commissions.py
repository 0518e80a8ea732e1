"""Figures of commissions over dated facts, and who is told what of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from domain.access import RUNNER_ROLES, Viewer
from domain.commissions.words import Attendance, Conclusion
from domain.indicators.commissions import ATTENDANCE, COMMISSIONS, DELAY, EXAMINED, FOUND
from domain.indicators.model import Figure, Indicator, Unit, total
from domain.indicators.told import Told
from domain.secrecy import may_tell_value, protect

_ON_SITUATIONS = (FOUND, DELAY)  # about the situations that EXAMINED counts


@dataclass(frozen=True)
class Sitting:
    """Which body, or which of its meetings; all of them by default."""

    body_id: int | None = None
    meeting_id: int | None = None


@dataclass(frozen=True)
class Fact:
    """One situation, commitment or seat; `is_counted` None: it cannot be judged yet. `who`: whose it is."""

    id: int
    body_id: int
    meeting_id: int
    who: int
    is_counted: bool | None = True
    days: int | None = None
    college: str = ""


Facts = Mapping[Indicator, Sequence[Fact]]
Key = Callable[[Fact], Any]


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held."""

    id: int
    body_id: int
    body: str
    meets_on: date


@dataclass(frozen=True)
class CommissionLine:
    """One line behind a figure; `words`: how it ended, what was promised, which college."""

    id: int
    body: str
    meets_on: date
    person: str
    words: str = ""
    is_counted: bool | None = True
    days: int | None = None
    deadline_on: date | None = None
    done_on: date | None = None
    replaced_by: str = ""
    beneficiary_id: int | None = None


@dataclass(frozen=True)
class ToldCommissions:
    """What a viewer is told: by body, by college (attendance), by meeting when nothing is hidden from her.

    `medians`: of DELAY, by body or meeting, None for the whole; absent when it is hidden, or of nobody.
    """

    by_body: Mapping[Indicator, Told]
    colleges: Told
    by_meeting: Mapping[Indicator, Told] = field(default_factory=dict)
    medians: Mapping[int | None, float] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    least: int = 0


def lists_commissions(viewer: Viewer) -> bool:
    """True for who runs bodies: the list behind each figure is hers; others are told figures alone."""
    return viewer.has(*RUNNER_ROLES)


def is_found(conclusion: Conclusion | None) -> bool | None:
    """Whether a conclusion found a way; None when it is an opinion, or missing."""
    return conclusion == Conclusion.FOUND if conclusion in (Conclusion.FOUND, Conclusion.TO_DEEPEN) else None


def is_on_time(done_on: date | None, deadline_on: date | None, at: date) -> bool | None:
    """Whether a commitment was kept in time, as of that day; None when it is not due yet."""
    if done_on is not None and done_on <= at:
        return deadline_on is None or done_on <= deadline_on
    return False if deadline_on is not None and deadline_on < at else None


def is_held(attendance: Attendance) -> bool:
    """Whether somebody sat on this seat."""
    return attendance in (Attendance.PRESENT, Attendance.REPLACED)


def figures(indicator: Indicator, facts: Iterable[Fact], key: Key) -> dict[Any, Figure]:
    """By group. `Figure.people`: people (each in one group) behind those counted, or the rest if fewer."""
    groups: dict[Any, list[Fact]] = defaultdict(list)
    homes: dict[int, Any] = {}
    for fact in facts:
        groups[key(fact)].append(fact)
        homes.setdefault(fact.who, key(fact))
    return {
        group: _figure(indicator, some, {one.who for one in some if homes[one.who] == group})
        for group, some in groups.items()
    }


def medians(facts: Iterable[Fact], key: Key) -> dict[Any, float]:
    """The median delay of each group, in days."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for fact in facts:
        if fact.days is not None:
            groups[key(fact)].append(fact.days)
    return {group: median(days) for group, days in groups.items()}


def tell(facts: Facts, meetings: tuple[Meeting, ...], least: int) -> ToldCommissions:
    """Everything when `least` is 0; else groups are told together or not at all, and no meeting is."""
    by_body = {one: _told(one, facts[one], _body, least) for one in COMMISSIONS}
    for one in _ON_SITUATIONS:
        by_body[one] = _no_more_than(by_body[EXAMINED], by_body[one])
    return ToldCommissions(
        by_body=by_body,
        colleges=_told(ATTENDANCE, facts[ATTENDANCE], _college, least),
        by_meeting={} if least else {one: _told(one, facts[one], _meeting, 0) for one in COMMISSIONS},
        medians=_told_medians(facts[DELAY], by_body[DELAY], least),
        meetings=() if least else meetings,
        least=least,
    )


def _body(fact: Fact) -> int:
    return fact.body_id


def _meeting(fact: Fact) -> int:
    return fact.meeting_id


def _college(fact: Fact) -> str:
    return fact.college


def _figure(indicator: Indicator, facts: Sequence[Fact], known: set[int]) -> Figure:
    judged = [one for one in facts if one.is_counted is not None]
    counted = [one for one in judged if one.is_counted]
    rest = [one for one in judged if not one.is_counted]
    behind = [len({one.who for one in some} & known) for some in (counted, rest) if some]
    numbers = len(counted), len(judged)
    if indicator.unit is Unit.MEAN:
        numbers = sum(one.days or 0 for one in judged), len(judged)
    return Figure(*numbers, waiting=len(facts) - len(judged), people=min(behind, default=0))


def _told(indicator: Indicator, facts: Iterable[Fact], key: Key, least: int) -> Told:
    cells = figures(indicator, facts, key)
    whole = total(cells.values())
    if not least:
        return Told(whole, dict(cells))
    alone = {group: protect({group: one}, indicator.unit, least).total for group, one in cells.items()}
    is_hidden = None in alone.values()
    return Told(
        protect({None: whole}, indicator.unit, least).total,
        dict.fromkeys(cells) if is_hidden else dict(cells),
        least,
    )


def _no_more_than(people: Told, told: Told) -> Told:
    """Hidden where the number of situations is."""
    is_hidden = None in people.by_group.values()
    cells = dict.fromkeys(told.by_group) if is_hidden else told.by_group
    return Told(None if people.is_hidden else told.figure, cells, told.least)


def _told_medians(facts: Sequence[Fact], told: Told, least: int) -> dict[int | None, float]:
    """Those of too few people are hidden, and those whose figure is."""
    found = {**medians(facts, lambda _fact: None), **medians(facts, _body)}
    if not least:
        return found | medians(facts, _meeting)
    shown = {None: told.figure, **told.by_group}
    return {
        key: days
        for key, days in found.items()
        if (one := shown[key]) is not None and may_tell_value(one.people, least)
    }
