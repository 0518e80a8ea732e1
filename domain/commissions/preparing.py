"""The preparation of a meeting: what is typed, the agenda with its hours, situations that wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.commissions.bodies import USUAL_MINUTES
from domain.commissions.words import MeetingState, PersonAttendance, PointKind, PointState
from domain.dates import planned_problem, problems_of

FIRST_POINT_MINUTES, BREAK_MINUTES = 10, 10
POINT_MINUTES, SITUATION_MINUTES = range(241), range(5, 121)
PLACE_LENGTH, REASON_LENGTH, NAME_LENGTH = 200, 300, 150
PREPARED = (MeetingState.CREATED, MeetingState.CONVENED)  # while its agenda may change
TO_COME = (*PREPARED, MeetingState.AGENDA_SET)
LABELS = {
    "body_id": "Commission",
    "starts_at": "Jour et heure",
    "place": "Lieu ou salle",
    "minutes": "Minutes par situation",
    "secretary_id": "Secrétaire de séance",
    "chair_id": "Présidence",
}
GIVE_UP_LABELS = {"state": "Décision", "reason": "Pourquoi"}
POINT_LABELS = {"minutes": "Durée (minutes)", "fixed_at": "Pas avant"}


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting as it is typed; `starts_at`: local, without zone. Empty: as the body does."""

    body_id: int | None = None
    starts_at: datetime | None = None
    place: str = ""
    minutes: int | None = None
    secretary_id: int | None = None
    chair_id: int | None = None

    def problems(self, today: date) -> dict[str, str]:
        """Field → why it is refused."""
        return problems_of(
            body_id=None if self.body_id else "Choisissez la commission.",
            starts_at=_moment_problem(self.starts_at, today),
            place=f"{PLACE_LENGTH} signes au plus." if len(self.place) > PLACE_LENGTH else None,
            minutes=_minutes_problem(self.minutes),
        )


@dataclass(frozen=True)
class PointDraft:
    """How long a point lasts, and the hour before which it does not start."""

    minutes: int | None = USUAL_MINUTES
    fixed_at: time | None = None

    def problems(self) -> dict[str, str]:
        """Field → why it is refused."""
        is_known = self.minutes in POINT_MINUTES
        return {} if is_known else {"minutes": f"Entre 0 et {POINT_MINUTES.stop - 1} minutes."}


@dataclass(frozen=True)
class GiveUpDraft:
    """Why a meeting is not held, and whether it will be later."""

    state: MeetingState = MeetingState.POSTPONED
    reason: str = ""


@dataclass(frozen=True)
class AgendaLine:
    """A point of an agenda, at its hour; who may not read the situation has neither person nor motive."""

    id: int
    version: int
    kind: PointKind
    state: PointState
    number: int | None
    minutes: int
    fixed_at: time | None
    starts_at: datetime
    case_id: int | None = None
    person: str = ""
    motive: str = ""
    presenter: str = ""
    structure: str = ""
    attendance: PersonAttendance = PersonAttendance.UNKNOWN
    is_urgent: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """« Situation 3 », which names nobody."""
        return f"Situation\u00a0{self.number}" if self.kind is PointKind.SITUATION else self.kind.label


def blocked_lines(lines: Iterable[AgendaLine]) -> list[str]:
    """« situation 2 : la personne n’a pas été informée », for every situation that may not pass."""
    return [f"{line.name.lower()}\u00a0: {reason}" for line in lines for reason in line.reasons]


def ends_at(lines: Sequence[AgendaLine]) -> datetime | None:
    """When the last point ends; nothing for an empty agenda."""
    return lines[-1].starts_at + timedelta(minutes=lines[-1].minutes) if lines else None


def moved(ids: Sequence[int], one: int, step: int) -> list[int]:
    """The same order with this one so many places further; the first point of all stays first."""
    order = [each for each in ids if each != one]
    place = min(max(ids.index(one) + step, 1), len(order))
    return [*order[:place], one, *order[place:]]


def reason_problem(reason: str) -> str | None:
    """Why this does not say why, in French; None when it does."""
    if not reason.strip():
        return "Dites pourquoi\u00a0: les membres le liront."
    return f"{REASON_LENGTH} signes au plus." if len(reason) > REASON_LENGTH else None


def _moment_problem(moment: datetime | None, today: date) -> str | None:
    if moment is None:
        return "Indiquez le jour et l’heure."
    if moment.date() < today:
        return "Cette séance serait dans le passé."
    return planned_problem(moment.date(), today)


def _minutes_problem(minutes: int | None) -> str | None:
    if minutes is None or minutes in SITUATION_MINUTES:
        return None
    return "Entre 5 et 120 minutes par situation."
