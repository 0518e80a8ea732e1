"""The case sheet: what matters to find a solution, with or without who the person is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from domain.commissions.cases import Passage
from domain.commissions.words import PersonAttendance, PointKind, SheetPart

LARGE_COMMUNE = 2_000  # inhabitants: beyond, naming the commune does not point at somebody (specification)


@dataclass(frozen=True)
class NeedLine:
    """A theme of the latest diagnosis; `former`: what the one before had retained, in words."""

    theme: str
    code: str
    state: str
    former: str = ""
    is_to_lift: bool = True  # False: what stood in the way before and no longer does


@dataclass(frozen=True)
class PathEvent:
    """An event of the path: month by month on the shared screen, « mars 2026 »."""

    happened_on: date
    words: str
    is_planned: bool = False


@dataclass(frozen=True)
class SolutionLine:
    """A service of the catalogue that fits one of her needs."""

    service_id: int
    name: str
    structure: str
    where: str
    room: str
    why: str


@dataclass(frozen=True)
class CommitmentLine:
    """Who does what by when; `owner_id`/`structure_id` both empty: the person herself."""

    id: int
    version: int
    title: str
    owner: str
    owner_id: int | None
    structure_id: int | None
    deadline_on: date | None
    is_done: bool
    done_on: date | None = None
    case_id: int | None = None
    number: int | None = None
    decided_on: date | None = None

    def is_late(self, today: date) -> bool:
        """True once its deadline is past and nothing was done."""
        return not self.is_done and self.deadline_on is not None and self.deadline_on < today


@dataclass(frozen=True)
class CaseSheet:
    """What everybody may read of a situation; nothing here names her."""

    number: int
    motive: str
    question: str
    age: str = ""
    commune: str = ""
    publics: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    needs_on: date | None = None
    wants: str = ""
    person_words: str = ""
    tried: str = ""
    events: tuple[PathEvent, ...] = ()
    delays: tuple[str, ...] = ()
    solutions: tuple[SolutionLine, ...] = ()
    presenter: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class NamedSummary:
    """Who she is, for who runs the meeting: never on the shared screen."""

    case_id: int
    beneficiary_id: int
    last_name: str
    first_names: str
    birth_date: date | None
    phone: str
    referent: str
    group: tuple[str, ...]
    presenter: str
    informed_on: date | None
    is_reread: bool
    objection: str
    attendance: PersonAttendance
    represented_by: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What the meeting says of a situation."""

    conclusion: str = ""
    comment: str = ""
    aside: tuple[str, ...] = ()
    votes_for: int | None = None
    votes_against: int | None = None
    votes_blank: int | None = None


@dataclass(frozen=True)
class Screen:
    """What the projector shows: all of it may be read by the whole room."""

    changes: int
    body: str
    meets_on: date
    state: str
    kind: PointKind | None = None
    number: int | None = None
    total: int = 0
    treated: int = 0
    sheet: CaseSheet | None = None
    first_name: str = ""  # only while the secretary reveals it
    outcome: Outcome | None = None
    commitments: tuple[CommitmentLine, ...] = ()
    next_numbers: tuple[int, ...] = ()
    current_since: datetime | None = None
    minutes: int | None = None


def shown_commune(name: str, population: int | None) -> str:
    """The commune when enough people live there, else « petite commune »."""
    if not name:
        return ""
    return name if population is not None and population > LARGE_COMMUNE else "Petite commune"


def without(sheet: CaseSheet, hidden: Iterable[SheetPart]) -> CaseSheet:
    """The sheet without the parts that she does not want shown while she is in the room."""
    for part in hidden:
        sheet = replace(sheet, **_EMPTY[part])
    return sheet


_EMPTY: dict[SheetPart, dict[str, Any]] = {
    SheetPart.PROFILE: {"age": "", "commune": "", "publics": ()},
    SheetPart.STRENGTHS: {"strengths": ()},
    SheetPart.NEEDS: {"needs": (), "needs_on": None},
    SheetPart.TIMELINE: {"events": ()},
    SheetPart.TRIED: {"tried": ""},
    SheetPart.WORDS: {"person_words": "", "wants": ""},
    SheetPart.DELAYS: {"delays": ()},
    SheetPart.SOLUTIONS: {"solutions": ()},
}
