"""The meeting day: what becomes of a point that is left, what still prevents the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.commissions.bodies import Member, missing_for_quorum
from domain.commissions.meetings import Meeting, MeetingFacts, Point
from domain.commissions.words import (
    Attendance,
    CommissionFamily,
    Conclusion,
    PointKind,
    PointState,
    SheetPart,
)
from domain.errors import EditConflictError, FieldDifference
from domain.wording import in_words

FIELD_LABELS = {
    "attendance": "Présence",
    "replaced_by": "Remplacé\u200c·e par",
    "conclusion_words": "Conclusion",
    "comment": "Commentaire",
    "aside": "Déports",
    "votes_for": "Pour",
    "votes_against": "Contre",
    "votes_blank": "Blancs",
    "title": "Engagement",
    "owner": "Qui",
    "deadline_on": "Échéance",
}


@dataclass(frozen=True)
class PointDay:
    """A situation on the agenda, with what is said of it; `hidden`: what she does not want shown."""

    id: int
    case_id: int
    number: int | None
    state: PointState
    conclusion_words: str
    comment: str
    aside: tuple[int, ...]
    votes_for: int | None
    votes_against: int | None
    votes_blank: int | None
    is_revealed: bool
    is_person_present: bool
    hidden: tuple[SheetPart, ...]


def state_when_left(kind: PointKind, conclusion: Conclusion | None) -> PointState:
    """A situation without conclusion waits for one; the other points are over once they were looked at."""
    if kind is not PointKind.SITUATION:
        return PointState.TREATED
    if conclusion is None:
        return PointState.PLANNED
    return PointState.POSTPONED if conclusion is Conclusion.POSTPONED else PointState.TREATED


def present_members(meeting: Meeting) -> list[Member]:
    """Members who sit, themselves or through who replaces them."""
    seated = {seat.member_id for seat in meeting.seats if seat.attendance in _SEATED}
    return [member for member in meeting.body.members if member.id in seated]


def quorum_missing(meeting: Meeting) -> list[str]:
    """Why no opinion can be given; nothing for a body that looks for solutions."""
    if meeting.body.family is not CommissionFamily.REGULATORY:
        return []
    return missing_for_quorum(meeting.body.quorum, present_members(meeting))


def facts_of_day(meeting: Meeting, loose_commitments: int = 0) -> MeetingFacts:
    """What opens and ends a meeting; the current situation counts as it will be once left."""
    return MeetingFacts(
        state=meeting.state,
        seats=meeting.seats,
        points=[_once_left(point) for point in meeting.points],
        has_secretary=meeting.secretary_id is not None,
        quorum_missing=quorum_missing(meeting),
        loose_commitments=loose_commitments,
    )


def elapsed_minutes(since: datetime | None, now: datetime, spent_seconds: int = 0) -> int:
    """Whole minutes spent, with those of former times."""
    running = (now - since).total_seconds() if since else 0.0
    return int(max(running, 0) + spent_seconds) // 60


def differs(
    field: str, stored: object, *, shown: object, typed: object, told: Sequence[str] | None = None
) -> bool:
    """True when the typed value is to be written over the stored one, which is the one that was shown.

    EditConflictError when somebody changed it meanwhile; `told`: both values in words.
    """
    if stored == typed:
        return False
    if stored != shown:
        words = told or (in_words(stored), in_words(typed))
        raise EditConflictError([FieldDifference(FIELD_LABELS[field], *words)], 0)
    return True


def _once_left(point: Point) -> Point:
    if point.state is PointState.CURRENT and point.conclusion:
        return replace(point, state=PointState.TREATED)
    return point


_SEATED = frozenset({Attendance.PRESENT, Attendance.REPLACED})
