"""A shared screen: the token's one meeting, and what tells that something changed there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.commissions.sheets import Screen
from domain.commissions.words import MeetingState

PROJECTION_LIFE = timedelta(hours=12)  # a day of meetings, preparations included
PROJECTED_STATES = frozenset(
    {
        MeetingState.CREATED,
        MeetingState.CONVENED,
        MeetingState.AGENDA_SET,
        MeetingState.OPEN,
        MeetingState.TO_VALIDATE,
    }
)


@dataclass(frozen=True)
class Projection:
    """Who holds a live token: no account, no role, one meeting."""

    id: int
    consortium_id: int
    meeting_id: int


@dataclass(frozen=True)
class Stamp:
    """While it stays the same, there is nothing new to show."""

    changes: int
    state: MeetingState


@dataclass(frozen=True)
class Projected:
    """What the projector shows; `screen` is empty before the meeting opens and once it has ended."""

    stamp: Stamp
    body: str
    starts_at: datetime  # where the consortium is
    time_zone: str
    screen: Screen | None
