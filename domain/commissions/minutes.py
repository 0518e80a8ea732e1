"""The record of decisions of a meeting: what it says, as it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from domain.commissions.words import MinutesState

FORMAT = 1  # of the content as it is stored: grows when its shape changes
WORDS_LENGTH = 4000
REASON_LENGTH = 300
_WORDS_ABOUT_HER = ("person", "question", "comment", "correction", "hearing", "decision", "notified")


@dataclass(frozen=True)
class Sitter:
    """Who was convened, and whether she sat."""

    name: str
    college: str
    attendance: str
    replaced_by: str = ""


@dataclass(frozen=True)
class Promise:
    """A commitment as it stood when the minutes were made."""

    title: str
    owner: str
    deadline_on: str = ""  # ISO


@dataclass(frozen=True)
class Situation:
    """What was decided of one; `votes`: for, against, blank, empty where nobody voted."""

    case_id: int
    number: int
    person: str
    structure: str
    state: str
    question: str
    conclusion: str
    comment: str
    aside: tuple[str, ...] = ()
    votes: tuple[int, ...] = ()
    promises: tuple[Promise, ...] = ()
    correction: str = ""
    hearing: str = ""  # regulatory bodies only, in words, as the two that follow
    decision: str = ""
    notified: str = ""


@dataclass(frozen=True)
class Content:
    """Everything that the minutes say."""

    body: str
    starts_at: str  # ISO, where the consortium is
    place: str
    sitters: tuple[Sitter, ...] = ()
    situations: tuple[Situation, ...] = ()
    correction: str = ""
    format: int = FORMAT

    @property
    def held_at(self) -> datetime:
        """When the meeting was held, where the consortium is."""
        return datetime.fromisoformat(self.starts_at)

    @property
    def structures(self) -> list[str]:
        """Those that brought a situation."""
        return sorted({one.structure for one in self.situations} - {""})

    def of_structure(self, structure: str) -> "Content":
        """Only the situations that this structure brought."""
        return self._only([one for one in self.situations if one.structure == structure])

    def readable(self, case_ids: frozenset[int]) -> "Content":
        """Only these situations."""
        return self._only([one for one in self.situations if one.case_id in case_ids])

    def _only(self, kept: Sequence[Situation]) -> "Content":
        """Without the others, nor the correction of the whole: its free words may be about any of them."""
        is_whole = len(kept) == len(self.situations)
        return replace(self, situations=tuple(kept), correction=self.correction if is_whole else "")

    def corrected(self, case_id: int | None, words: str) -> "Content":
        """With this correction, of one situation or of the whole."""
        if case_id is None:
            return replace(self, correction=words)
        changed = (
            replace(one, correction=words) if one.case_id == case_id else one for one in self.situations
        )
        return replace(self, situations=tuple(changed))

    def correction_of(self, case_id: int | None) -> str:
        """What was corrected so far."""
        if case_id is None:
            return self.correction
        return next((one.correction for one in self.situations if one.case_id == case_id), "")

    def without_person(self, case_ids: frozenset[int]) -> "Content":
        """Who she was and every word about her are gone; what was decided still counts.

        The correction of the whole goes too: nobody knows whom free words name.
        """
        blank: dict[str, Any] = {"promises": (), **dict.fromkeys(_WORDS_ABOUT_HER, "")}
        left = (replace(one, **blank) if one.case_id in case_ids else one for one in self.situations)
        return replace(self, situations=tuple(left), correction="")

    def with_sequel_of(self, later: "Content") -> "Content":
        """With what followed since: the hearing, the decision of the authority, its notification."""
        known = {one.case_id: one for one in later.situations}
        return replace(self, situations=tuple(_followed(one, known) for one in self.situations))

    def with_corrections_of(self, former: "Content") -> "Content":
        """These facts, with what was corrected by hand in the former ones."""
        kept = self.corrected(None, former.correction)
        for one in former.situations:
            kept = kept.corrected(one.case_id, one.correction)
        return kept


@dataclass(frozen=True)
class Minutes:
    """One number of the minutes of a meeting, with the situations that its reader may read."""

    id: int
    meeting_id: int
    number: int
    state: MinutesState
    content: Content
    reason: str
    validated_at: datetime | None
    validated_by: str
    version: int


def to_json(content: Content) -> dict[str, Any]:
    """Plain values only."""
    plain = asdict(content)
    for one in plain["situations"]:
        one |= {name: list(one[name]) for name in ("aside", "votes", "promises")}
    return plain | {"sitters": list(plain["sitters"]), "situations": list(plain["situations"])}


def from_json(stored: Mapping[str, Any]) -> Content:
    """What this JSON says; minutes of nothing when it is empty."""
    if not stored:
        return Content("", "0001-01-01T00:00:00", "")
    return Content(
        **{name: value for name, value in stored.items() if name not in ("sitters", "situations")},
        sitters=tuple(Sitter(**one) for one in stored["sitters"]),
        situations=tuple(_situation(one) for one in stored["situations"]),
    )


def deadline_of(promise: Promise) -> date | None:
    """By when; None when no day was given."""
    return date.fromisoformat(promise.deadline_on) if promise.deadline_on else None


def words_problem(words: str) -> str | None:
    """Why this correction is refused, in French; None when it is accepted."""
    return f"{WORDS_LENGTH} signes au plus." if len(words) > WORDS_LENGTH else None


def reason_problem(reason: str) -> str | None:
    """Why minutes cannot be replaced for this reason; None when they can."""
    if not reason:
        return "Dites pourquoi ce relevé est remplacé."
    return f"{REASON_LENGTH} signes au plus." if len(reason) > REASON_LENGTH else None


def _followed(one: Situation, known: Mapping[int, Situation]) -> Situation:
    later = known.get(one.case_id, one)
    return replace(one, hearing=later.hearing, decision=later.decision, notified=later.notified)


def _situation(stored: Mapping[str, Any]) -> Situation:
    promises = tuple(Promise(**one) for one in stored["promises"])
    lists = {"aside": tuple(stored["aside"]), "votes": tuple(stored["votes"]), "promises": promises}
    return Situation(**{**stored, **lists})
