"""What a path is made of before any row is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import NamedTuple

from db.demo.batch import Batch
from db.demo.calendar import Diary
from db.demo.coordinates import Places
from db.demo.frames import Frame
from db.demo.network import Network, Site, Worker
from db.demo.offer import Offer
from domain.alerts import AlertCode
from domain.follow_up import ExitReason, Track
from domain.job_checks import Job

_PROGRESS_DAYS = 548


class Stay(NamedTuple):
    """From entry to exit, or to today."""

    entered_on: date
    exited_on: date | None


class Turn(NamedTuple):
    """The time during which a professional is around the person."""

    worker: Worker
    started_on: date
    ended_on: date | None

    def covers(self, day: date) -> bool:
        """True when she was there that day."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


class Direction(NamedTuple):
    """An orientation: when, on which track, towards which structure."""

    decided_on: date
    track: Track
    site: Site


@dataclass
class Facts:
    """What the caseload line keeps of a stay; filled while its rows are made."""

    last_contact_on: date | None = None
    last_review_on: date | None = None
    next_review_on: date | None = None
    contract_ends_on: date | None = None
    paused_on: date | None = None
    pause_ended_on: date | None = None

    def reach(self, day: date) -> None:
        """The person was reached that day."""
        self.last_contact_on = max(day, self.last_contact_on or day)


@dataclass
class Path:
    """A stay and the professionals around the person."""

    stay: Stay
    until: date
    owner: Site
    directions: list[Direction] = field(default_factory=list)
    referents: list[Turn] = field(default_factory=list)
    partners: list[Turn] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    slips: frozenset[AlertCode] = frozenset()  # what nobody saw to (care.py)
    is_reserved: bool = False
    has_next_step: bool = False
    last_step_on: date | None = None  # the end of one
    review_rhythm_days: int | None = None
    exit_reason: ExitReason | None = None
    support_period_id: int = 0
    beneficiary_id: int = 0
    jobs: list[Job] = field(default_factory=list)
    review_days: dict[date, date | None] = field(default_factory=dict)  # with the next date, if one is agreed

    @property
    def oriented_on(self) -> date | None:
        """When she was first oriented."""
        return self.directions[0].decided_on if self.directions else None

    def colleagues_on(self, day: date) -> list[Worker]:
        """Who was around the person that day, the référent first."""
        return [turn.worker for turn in (*self.referents, *self.partners) if turn.covers(day)]

    @property
    def dated_reviews(self) -> list[tuple[date, date]]:
        """The reviews at which a next date was agreed."""
        return [(day, following) for day, following in self.review_days.items() if following]

    @property
    def referent(self) -> Worker | None:
        """Who is in charge today."""
        return self.referents[-1].worker if self.referents and not self.referents[-1].ended_on else None

    @property
    def site(self) -> Site:
        """Where the person is followed: her référent's structure, else where she was oriented."""
        if self.referent:
            return self.referent.site
        return self.directions[-1].site if self.directions else self.owner

    def is_paused(self, day: date) -> bool:
        """True during the pause."""
        paused_on, ended_on = self.facts.paused_on, self.facts.pause_ended_on
        return paused_on is not None and paused_on <= day and (ended_on is None or day < ended_on)


@dataclass(frozen=True)
class Desk:
    """What every maker of rows needs."""

    batch: Batch
    rng: Random
    places: Places
    network: Network
    diary: Diary
    today: date
    frames: Sequence[Frame] = ()
    offer: Offer = field(default_factory=dict)
    later_rng: Random = field(default_factory=Random)  # what is drawn with it changes nothing else
    jobs_rng: Random = field(default_factory=Random)  # nor with this one
    care_rng: Random = field(default_factory=Random)
    offer_rng: Random = field(default_factory=Random)

    def pace(self, day: date) -> float:
        """How far the consortium had come that day: 0 eighteen months ago and before, 1 today."""
        return max(0.0, 1 - (self.today - day).days / _PROGRESS_DAYS)

    def between(self, before: float, now: float, day: date) -> float:
        """A value of that day, from what it was before to what it is now."""
        return before + (now - before) * self.pace(day)
