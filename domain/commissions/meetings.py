"""Life of a meeting: which state may follow, and in words what still prevents it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.commissions.bodies import Body
from domain.commissions.words import Attendance, MeetingState, PointKind, PointState, Reply
from domain.counts import count_of

_NEXT = {
    MeetingState.CREATED: MeetingState.CONVENED,
    MeetingState.CONVENED: MeetingState.AGENDA_SET,
    MeetingState.AGENDA_SET: MeetingState.OPEN,
    MeetingState.OPEN: MeetingState.TO_VALIDATE,
    MeetingState.TO_VALIDATE: MeetingState.CLOSED,
}
_BACK = {
    MeetingState.AGENDA_SET: MeetingState.CONVENED,
    MeetingState.TO_VALIDATE: MeetingState.OPEN,
}


@dataclass(frozen=True)
class Seat:
    """A member convened to one meeting: what was answered, then who sat."""

    member_id: int
    version: int
    reply: Reply | None
    attendance: Attendance | None
    replaced_by: str = ""
    convened_on: date | None = None


@dataclass(frozen=True)
class Point:
    """A point of an agenda; `number` names a situation on the shared screen, for this meeting only."""

    id: int
    version: int
    kind: PointKind
    state: PointState
    rank: int
    minutes: int
    title: str = ""
    number: int | None = None
    case_id: int | None = None
    conclusion: str = ""
    fixed_at: time | None = None
    spent_seconds: int = 0


@dataclass(frozen=True)
class MeetingFacts:
    """What decides of a change of state."""

    state: MeetingState
    seats: Sequence[Seat]
    points: Sequence[Point]
    has_secretary: bool
    quorum_missing: Sequence[str] = ()
    uninformed: Sequence[str] = ()  # numbers or motives of situations whose person was not informed
    loose_commitments: int = 0  # without owner or deadline
    are_minutes_validated: bool = False


def next_state(state: MeetingState) -> MeetingState | None:
    """The state that follows when all goes well."""
    return _NEXT.get(state)


def former_state(state: MeetingState) -> MeetingState | None:
    """The state one may go back to."""
    return _BACK.get(state)


def obstacles(facts: MeetingFacts) -> list[str]:
    """Why the next state cannot be reached yet, each in words; an empty list opens the way."""
    match next_state(facts.state):
        case MeetingState.CONVENED:
            missing = [] if facts.has_secretary else ["la séance n’a pas de secrétaire"]
            return missing + ([] if facts.seats else ["aucun membre à convoquer"])
        case MeetingState.AGENDA_SET:
            return _without_agenda(facts)
        case MeetingState.OPEN:
            unknown = sum(seat.reply is None and seat.attendance is None for seat in facts.seats)
            words = count_of(unknown, "réponse manquante", "réponses manquantes")
            return [f"{words}\u00a0: notez qui est là"] if unknown else []
        case MeetingState.TO_VALIDATE:
            return [*_unfinished(facts), *facts.quorum_missing]
        case MeetingState.CLOSED:
            return [] if facts.are_minutes_validated else ["le relevé de décisions n’est pas validé"]
    return ["cette séance n’avance plus"]


def _without_agenda(facts: MeetingFacts) -> list[str]:
    situations = [point for point in facts.points if point.kind is PointKind.SITUATION]
    reasons = [] if situations else ["aucune situation à l’ordre du jour"]
    return reasons + [f"{words}\u00a0: la personne n’a pas été informée" for words in facts.uninformed]


def _unfinished(facts: MeetingFacts) -> list[str]:
    """Situations neither concluded nor put off; commitments that bind nobody, or never."""
    left = [
        f"situation {point.number} sans conclusion"
        for point in facts.points
        if point.kind is PointKind.SITUATION and not point.state.is_over
    ]
    if facts.loose_commitments:
        words = count_of(facts.loose_commitments, "engagement", "engagements")
        left.append(f"{words} sans responsable ou sans échéance")
    return left


def slots(starts_at: datetime, points: Sequence[Point]) -> list[datetime]:
    """When each point starts: one after the other, unless its time was fixed by hand to a later one."""
    found, now = [], starts_at
    for point in points:
        if point.fixed_at is not None:
            now = max(now, datetime.combine(now.date(), point.fixed_at, now.tzinfo))
        found.append(now)
        now += timedelta(minutes=point.minutes)
    return found


def next_point(points: Sequence[Point], current_id: int | None, step: int = 1) -> Point | None:
    """The point after (or before) the current one in the order of the agenda; the first when none is."""
    ids = [point.id for point in points]
    place = ids.index(current_id) + step if current_id in ids else 0
    return points[place] if 0 <= place < len(points) else None


@dataclass(frozen=True)
class Meeting:
    """A meeting as its pages read it; a participant has only the points of people whose file she may open."""

    id: int
    version: int
    body: Body
    starts_at: datetime  # where the consortium is
    place: str
    state: MeetingState
    state_reason: str
    minutes: int
    secretary_id: int | None
    chair_id: int | None
    convened_on: date | None
    opened_at: datetime | None
    ended_at: datetime | None
    current_point_id: int | None
    current_since: datetime | None
    is_run_by_viewer: bool
    seats: tuple[Seat, ...] = ()
    points: tuple[Point, ...] = ()

    @property
    def current(self) -> Point | None:
        """The point being looked at."""
        return next((point for point in self.points if point.id == self.current_point_id), None)


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list."""

    id: int
    body: str
    starts_at: datetime
    place: str
    state: MeetingState
    situations: int
    is_run_by_viewer: bool
