"""People of a small consortium and their stays, drawn by Hypothesis: what fails is shrunk to what matters."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from hypothesis import strategies as st

from db.models.beneficiaries import Pause, ReferentAssignment
from domain.alerts import AlertCode
from domain.follow_up import ExitReason, Track
from domain.indicators.model import Perimeter
from tests.drawn.records import DAY, EDGES, gaps, records_on
from tests.factories import TODAY

HOMES = ("66136", "66037", "11069", None)  # the third one is outside of the territory
PEOPLE = 4  # of each territory, at most: what can go wrong does with few


@dataclass
class Stay:
    """From entry to exit, with its rows by table; `id` is given when it is written."""

    entered_on: date
    exited_on: date | None
    exit_reason: ExitReason | None
    track: Track | None
    review_rhythm_days: int | None
    rows: dict[type, list[Row]]
    id: int = 0

    def of(self, table: type) -> list[Any]:
        """Its rows of this table."""
        return self.rows[table]


@dataclass
class Someone:
    """Followed by one of two structures; `is_named`: the caseworker is in her group."""

    owner: int
    home: str | None
    is_rsa: bool
    is_named: bool
    is_reserved: bool
    is_joined: bool
    put_off: list[tuple[AlertCode, date]]
    stays: list[Stay] = field(default_factory=list)
    id: int = 0


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Someone], list[Someone]]:
    """The people of two territories."""
    people = st.lists(_people(), min_size=1, max_size=PEOPLE)
    return draw(people), draw(people)


@st.composite
def perimeters(draw: st.DrawFn, people: list[Someone]) -> Perimeter:
    """Periods and dates that begin and end on the very days of facts of somebody, or beside them."""
    stays = draw(st.sampled_from(people)).stays
    turns = {day for stay in stays for day in (stay.entered_on, stay.exited_on) if day}
    facts = _days_of(draw(st.sampled_from(stays)))
    near = st.sampled_from(sorted(turns)) | st.sampled_from(sorted(facts))
    day = st.builds(lambda on, shift: min(on + shift * DAY, TODAY), near, st.sampled_from((0, 0, 0, 1, -1)))
    first, last = sorted((draw(day), draw(day)))
    return Perimeter(first, last, draw(st.just(TODAY) | day))


def _days_of(stay: Stay) -> set[date]:
    rows = [row for rows in stay.rows.values() for row in rows]
    rows += [check for row in rows for check in getattr(row, "checks", ())]
    told = [value for row in (stay, *rows) for value in vars(row).values()]
    return {day for day in told if type(day) is date and day <= TODAY}


@st.composite
def _people(draw: st.DrawFn) -> Someone:
    rarely = st.integers(0, 9).map(lambda n: n == 9)
    until = st.sampled_from((TODAY, TODAY + DAY))
    return Someone(
        owner=draw(st.integers(0, 1)),
        home=draw(st.sampled_from(HOMES)),
        is_rsa=draw(st.booleans()),
        is_named=draw(st.booleans()),
        is_reserved=draw(rarely),
        is_joined=draw(rarely),
        put_off=draw(st.lists(st.tuples(st.sampled_from(AlertCode), until), max_size=1)),
        stays=draw(_stays()),
    )


@st.composite
def _stays(draw: st.DrawFn) -> list[Stay]:
    """One to three, one after the other: back on the day of the exit, the day after, or long after."""
    found: list[Stay] = []
    day = TODAY - draw(st.integers(0, 400) | st.sampled_from(EDGES)) * DAY
    for _ in range(draw(st.integers(1, 3))):
        length = draw(st.none() | gaps)
        exited_on = None if length is None or day + length * DAY > TODAY else day + length * DAY
        found.append(draw(_stay(day, exited_on)))
        if exited_on is None or (day := exited_on + draw(st.sampled_from((0, 1, 30))) * DAY) > TODAY:
            break
    return found


@st.composite
def _stay(draw: st.DrawFn, entered_on: date, exited_on: date | None) -> Stay:
    day = gaps.map(lambda after: min(entered_on + after * DAY, TODAY))
    days = draw(st.lists(day, min_size=1, max_size=5))
    rows = {table: draw(some) for table, some in records_on(entered_on, days).items()}
    last, is_over = exited_on or TODAY, exited_on is not None
    for table in (Pause, ReferentAssignment):
        rows[table] = draw(_turns([min(one, last) for one in (entered_on, *days)], last, is_over=is_over))
    return Stay(
        entered_on,
        exited_on,
        draw(st.sampled_from(ExitReason)) if is_over else None,
        draw(st.sampled_from((None, *Track))),
        draw(st.sampled_from((None, 14, 60))),
        rows,
    )


@st.composite
def _turns(draw: st.DrawFn, known: list[date], last: date, *, is_over: bool) -> list[Row]:
    """One after the other, `who` is which of two professionals; the last one may still run."""
    days = sorted(draw(st.lists(st.sampled_from(known), max_size=4)))
    spans = [Row(started_on=a, ended_on=b) for a, b in zip(days[::2], [*days[1::2], None], strict=False)]
    for span in spans:
        span.ended_on = last if span.ended_on is None and is_over else span.ended_on
        span.who, span.expected_end_on = draw(st.integers(0, 1)), span.started_on + 30 * DAY
    return spans
