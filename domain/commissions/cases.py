"""A situation brought to a body: what is typed, what prevents its passage, how it reads in lists."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.commissions.words import CaseOrigin, CaseState, PersonAttendance, PointState, SheetPart

WORDS_LENGTH = 600  # of each free text: the shared screen, without scrolling, shows its beginning
_LONG = f"En {WORDS_LENGTH} caractères au plus\u00a0: la salle doit pouvoir le lire d’un coup d’œil."


@dataclass(frozen=True)
class CaseDraft:
    """What is typed to bring a situation; `hidden`: parts that the person does not want shown before her."""

    body_id: int | None = None
    motive: str = ""
    question: str = ""
    tried: str = ""
    person_words: str = ""
    informed_on: date | None = None
    is_reread: bool = False
    objection: str = ""
    attendance: PersonAttendance = PersonAttendance.UNKNOWN
    represented_by: str = ""
    presenter_id: int | None = None
    is_urgent: bool = False
    hidden: tuple[SheetPart, ...] = ()

    def problems(self, today: date) -> dict[str, str]:
        """Field → why it is refused."""
        found = {}
        if self.body_id is None:
            found["body_id"] = "Choisissez la commission."
        if not self.motive:
            found["motive"] = "Choisissez le motif."
        if not self.question.strip():
            found["question"] = "Posez la question à laquelle la commission doit répondre."
        if self.presenter_id is None:
            found["presenter_id"] = "Choisissez qui présente la situation."
        if self.informed_on is not None and self.informed_on > today:
            found["informed_on"] = "Cette date est dans le futur."
        for name in ("question", "tried", "person_words", "objection"):
            if len(getattr(self, name)) > WORDS_LENGTH:
                found[name] = _LONG
        return found


def passage_obstacles(informed_on: date | None, objection: str) -> list[str]:
    """Why this situation cannot be put on an agenda, in words."""
    if objection.strip():
        return ["la personne s’oppose à ce passage"]
    return [] if informed_on else ["la personne n’a pas été informée"]


def is_recent_passage(passed_on: date | None, today: date, days: int) -> bool:
    """True when the person already passed less than so many days ago."""
    return passed_on is not None and today - passed_on < timedelta(days=days)


@dataclass(frozen=True)
class CaseLine:
    """A situation in the basket or on an agenda, for who prepares the meeting."""

    id: int
    version: int
    beneficiary_id: int
    person: str
    body_id: int
    body: str
    motive: str
    question: str
    state: CaseState
    origin: CaseOrigin
    submitted_on: date
    submitted_by: str
    presenter: str
    structure: str
    informed_on: date | None
    objection: str
    attendance: PersonAttendance
    is_urgent: bool
    is_put_off: bool
    last_passed_on: date | None
    meeting_id: int | None = None
    is_complete: bool = True

    def obstacles(self) -> list[str]:
        """Why it cannot be scheduled."""
        return passage_obstacles(self.informed_on, self.objection)


@dataclass(frozen=True)
class Passage:
    """A past examination of a person's situation: when, where, and how it ended."""

    case_id: int
    meeting_id: int
    body: str
    passed_on: date
    state: PointState
    conclusion: str
    comment: str
