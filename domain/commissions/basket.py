"""The basket of situations: how it is filtered, what is still to complete before the meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.commissions.cases import CaseDraft, CaseLine
from domain.commissions.sheets import CommitmentLine
from domain.commissions.words import CaseState, PersonAttendance

PAGE_SIZE = 25
REASON_LENGTH = 300
OPEN_STATES = (CaseState.WAITING, CaseState.SCHEDULED)
CASE_LABELS = {
    "body_id": "Commission",
    "motive": "Motif",
    "question": "Question posée à la commission",
    "tried": "Ce qui a été essayé",
    "person_words": "Ce que dit la personne",
    "informed_on": "Personne informée le",
    "is_reread": "Fiche relue avec la personne",
    "objection": "Son opposition, si elle s’oppose à ce passage",
    "attendance": "Sera-t-elle là\u00a0?",
    "represented_by": "Accompagnée ou représentée par",
    "presenter_id": "Qui présente la situation",
    "is_urgent": "Urgent",
    "hidden": "Ce qu’elle ne veut pas voir affiché quand elle est dans la salle",
}
SHOWN_TO_THE_ROOM = (
    "La salle lit ces textes tels quels. Nom, téléphone et adresse de la personne y sont masqués\u00a0; "
    "pas les surnoms, ni les prénoms de ses proches\u00a0: ne les écrivez pas."
)


@dataclass(frozen=True)
class BasketFilters:
    """What the basket keeps; empty keeps everything."""

    body_id: int | None = None
    structure: str | None = None
    motive: str | None = None


@dataclass(frozen=True)
class StoredCase:
    """A situation as it is corrected."""

    id: int
    version: int
    beneficiary_id: int
    person: str
    state: CaseState
    draft: CaseDraft


@dataclass(frozen=True)
class Prefill:
    """What is known of a person when her situation is brought."""

    person: str
    tried: str
    person_words: str


@dataclass(frozen=True)
class ToPrepare:
    """A situation on an agenda to come, and what it lacks."""

    line: CaseLine
    starts_at: datetime
    missing: tuple[str, ...]
    is_ready: bool


@dataclass(frozen=True)
class PersonCase:
    """A situation of a person in her file: where it stands, how it ended, what was promised."""

    id: int
    body: str
    state: CaseState
    submitted_on: date
    passed_on: date | None
    conclusion: str
    motive: str = ""
    commitments: tuple[CommitmentLine, ...] = ()


def missing_parts(draft: CaseDraft) -> Iterator[str]:
    """What is to complete before the meeting."""
    if draft.informed_on is None:
        yield "informer la personne"
    if not draft.is_reread:
        yield "relire la fiche avec elle"
    if not draft.tried:
        yield "ce qui a été essayé"
    if not draft.person_words:
        yield "ce que dit la personne"
    if draft.attendance is PersonAttendance.UNKNOWN:
        yield "si elle viendra"
