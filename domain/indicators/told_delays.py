"""Delays as they may be told: whole to who has the list behind, else under statistical secrecy."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from domain.indicators.delays import BINS, Bin, Delays, Measure
from domain.indicators.model import Figure, Unit
from domain.secrecy import may_tell_value, protect, protect_counts, protect_parts

COUNTED = frozenset({Measure.COMPLETED, Measure.WAITING, Measure.MEAN})
_ESTIMATED = frozenset({Measure.MEDIAN, Measure.NINE_TENTHS, Measure.SHARE_WITHIN})


@dataclass(frozen=True)
class PeopleCount:
    """People, not starts: in all, for whom the step came at least once, who wait for one at least."""

    anyhow: int = 0
    reached: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class People:
    """How many people are behind each number of delays; bins by their first day."""

    whole: PeopleCount = PeopleCount()
    by_bin: Mapping[int, PeopleCount] = field(default_factory=dict)
    by_month: Mapping[date, PeopleCount] = field(default_factory=dict)
    by_group: Mapping[Any, PeopleCount] = field(default_factory=dict)


@dataclass(frozen=True)
class Summary:
    """What is told of some delays: None is « non atteint » or « non calculable », unless it is hidden."""

    completed: int | None = None
    waiting: int | None = None
    median: int | None = None
    nine_tenths: int | None = None
    mean: float | None = None
    share: float | None = None
    hidden: frozenset[Measure] = frozenset()

    @property
    def is_hidden(self) -> bool:
        """True when nothing may be told."""
        return len(self.hidden) == len(Measure)


@dataclass(frozen=True)
class ToldBin:
    """A bar: how many arrived after so many days, how many have waited so long; None is hidden."""

    bin: Bin
    completed: int | None
    waiting: int | None


@dataclass(frozen=True)
class ToldDelays:
    """One pair. `least` 0: nothing is hidden from this viewer."""

    whole: Summary
    target: int | None = None
    distribution: tuple[ToldBin, ...] = ()
    by_month: Mapping[date, Summary] = field(default_factory=dict)
    by_structure: Mapping[int | None, Summary] = field(default_factory=dict)
    least: int = 0
    is_refused: bool = False


NOTHING_TOLD = Summary(hidden=frozenset(Measure))


def tell_raw(delays: Delays, target: int | None) -> ToldDelays:
    """To who may list the people behind each figure."""
    bars = tuple(ToldBin(one.bin, one.completed, one.waiting) for one in delays.distribution())
    return ToldDelays(
        summary_of(delays, target),
        target,
        bars,
        {month: summary_of(one, target) for month, one in delays.by_month().items()},
        {structure: summary_of(one, target) for structure, one in delays.by_structure().items()},
    )


def tell_protected(delays: Delays, people: People, target: int | None, least: int) -> ToldDelays:
    """To everybody else, and on whatever leaves the screen."""
    months, structures = delays.by_month(), delays.by_structure()
    by_month = tell_groups(months, people.by_month, target, least)
    by_structure = tell_groups(structures, people.by_group, target, least)
    tells_all = None not in (by_month, by_structure)
    whole = tell_alone(delays, people.whole, target, least, tells_counts=tells_all)
    return ToldDelays(
        whole,
        target,
        _told_bins(delays, people, least, is_told=Measure.COMPLETED not in whole.hidden),
        by_month or dict.fromkeys(months, NOTHING_TOLD),
        by_structure or dict.fromkeys(structures, NOTHING_TOLD),
        least,
    )


def without_counts(told: ToldDelays) -> ToldDelays:
    """The delays of all, without how many there are."""
    hidden = told.whole.hidden | COUNTED
    whole = replace(told.whole, completed=None, waiting=None, mean=None, hidden=hidden)
    return ToldDelays(whole, told.target, least=told.least, is_refused=told.is_refused)


def tell_groups(
    groups: Mapping[Any, Delays], people: Mapping[Any, PeopleCount], target: int | None, least: int
) -> dict[Any, Summary] | None:
    """Each group; None when their counts would give the whole away, so that it may not be told either."""
    figures = {key: _figure(one, people[key]) for key, one in groups.items()}
    told = protect(figures, Unit.MEAN, least)
    if groups and told.total is None:
        return None
    return {
        key: tell_alone(one, people[key], target, least, tells_counts=told.cells[key] is not None)
        for key, one in groups.items()
    }


def tell_part(
    part: tuple[Delays, PeopleCount], whole: tuple[Delays, PeopleCount], target: int | None, least: int
) -> Summary:
    """Some of the people beside all of them, when groups overlap (publics)."""
    is_told = protect_parts(_figure(*part), _figure(*whole), Unit.MEAN, least) is not None
    return tell_alone(*part, target, least, tells_counts=is_told)


def may_tell_others(own: PeopleCount, whole: PeopleCount, least: int) -> bool:
    """Whether all of them may be told to who knows her own: the others are enough, reached or waiting."""
    others = (whole.anyhow - own.anyhow, whole.reached - own.reached, whole.waiting - own.waiting)
    return all(may_tell_value(count, least) for count in others)


def tell_alone(
    delays: Delays, people: PeopleCount, target: int | None, least: int, *, tells_counts: bool = True
) -> Summary:
    """Counts and mean as they are allowed; what is estimated, when enough people are behind it."""
    hidden: set[Measure] = set()
    small = (people.reached, people.waiting)
    if not tells_counts or not all(may_tell_value(count, least) for count in small):
        hidden |= COUNTED
    if not may_tell_value(people.anyhow, least):
        hidden |= _ESTIMATED
    if target is not None and not _may_tell_share(delays, target, least):
        hidden.add(Measure.SHARE_WITHIN)
    return summary_of(delays, target, frozenset(hidden))


def summary_of(delays: Delays, target: int | None, hidden: frozenset[Measure] = frozenset()) -> Summary:
    """The six measures, without those that are hidden."""

    def told(measure: Measure, value: Any) -> Any:
        return None if measure in hidden else value

    return Summary(
        told(Measure.COMPLETED, delays.completed),
        told(Measure.WAITING, delays.waiting),
        told(Measure.MEDIAN, delays.median),
        told(Measure.NINE_TENTHS, delays.nine_tenths),
        told(Measure.MEAN, delays.mean_of_completed),
        told(Measure.SHARE_WITHIN, None if target is None else delays.share_within(target)),
        hidden,
    )


def _may_tell_share(delays: Delays, target: int, least: int) -> bool:
    """A share tells who is within and who is not."""
    within = sum(row.count for row in delays.rows if row.is_reached and row.days <= target)
    beyond = delays.completed + delays.waiting - within
    return may_tell_value(within, least) and may_tell_value(beyond, least)


def _figure(delays: Delays, people: PeopleCount) -> Figure:
    days = sum(row.days * row.count for row in delays.rows if row.is_reached)
    return Figure(days, people.reached, people.waiting)


def _told_bins(delays: Delays, people: People, least: int, *, is_told: bool) -> tuple[ToldBin, ...]:
    reached = protect_counts({one.first: _of(people, one).reached for one in BINS}, least)
    waiting = protect_counts({one.first: _of(people, one).waiting for one in BINS}, least)
    return tuple(
        ToldBin(
            one.bin,
            one.completed if is_told and reached[one.bin.first] is not None else None,
            one.waiting if is_told and waiting[one.bin.first] is not None else None,
        )
        for one in delays.distribution()
    )


def _of(people: People, one: Bin) -> PeopleCount:
    return people.by_bin.get(one.first, PeopleCount())
