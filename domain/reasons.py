"""Reasons of pause and exit as a consortium offers them: the national ones, and its own words for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from domain.follow_up import ExitReason, PauseReason
from domain.labels import LabelledEnum
from domain.names import normalise_name

NationalReason = PauseReason | ExitReason
LONGEST_WORDS = 80


class ReasonKind(LabelledEnum):
    """What a reason explains."""

    PAUSE = "pause", "Suivi en pause"
    EXIT = "exit", "Sortie"


@dataclass(frozen=True)
class ReasonOption:
    """A reason to choose: local words, or none for the national reason itself."""

    national: NationalReason
    words: str = ""

    @property
    def label(self) -> str:
        """What is read in the list of choices."""
        return self.words or self.national.label


@dataclass(frozen=True)
class ReasonLine:
    """A line of the consortium's list: a national reason, or local words that are counted as one."""

    id: int
    national: NationalReason
    words: str = ""
    is_local: bool = False
    is_offered: bool = True

    @property
    def option(self) -> ReasonOption:
        """What is chosen with it."""
        return ReasonOption(self.national, self.words)

    @property
    def key(self) -> str:
        """What names the line in a form: its own identifier, or the national reason, which always exists."""
        return str(self.id) if self.is_local else str(self.national)

    @property
    def told(self) -> str:
        """The line in words, for whoever compares two versions of it."""
        return f"{self.option.label} ({'proposé' if self.is_offered else 'non proposé'})"


def national_reasons(kind: ReasonKind) -> list[NationalReason]:
    """The national reasons, in their order."""
    return list(PauseReason) if kind is ReasonKind.PAUSE else list(ExitReason)


def national_reason(kind: ReasonKind, value: str) -> NationalReason:
    """The national reason stored under this value."""
    return PauseReason(value) if kind is ReasonKind.PAUSE else ExitReason(value)


def offered_options(lines: Iterable[ReasonLine]) -> list[ReasonOption]:
    """What the forms of a file offer."""
    return [line.option for line in lines if line.is_offered]


def edited_lines(
    stored: Sequence[ReasonLine], read: Sequence[ReasonLine], typed: Sequence[ReasonLine]
) -> tuple[list[ReasonLine], list[tuple[str, str, str]]]:
    """The list to keep, and what somebody else changed too: (name of the line, stored, typed)."""
    before, now = {line.key: line for line in read}, {line.key: line for line in stored}
    kept, conflicts = dict(now), []
    for line in typed:
        was, present = before.get(line.key), now.get(line.key)
        if not line.words and line.is_local and not line.is_offered:
            if was is None:  # added, then given up
                continue
            line = replace(line, words=was.words)
        if was is not None and not _differ(line, was):
            continue
        kept[line.key] = replace(line, id=present.id) if present else line
        if was and present and _differ(present, was) and _differ(present, line):
            conflicts.append((was.option.label, present.told, line.told))
    return list(kept.values()), conflicts


def reason_problems(lines: Sequence[ReasonLine]) -> dict[str, str]:
    """Key of the line (`offered` for the whole list) → what is wrong with it."""
    problems = {}
    taken = {normalise_name(line.national.label) for line in lines if not line.is_local}
    for line in lines:
        if line.is_local and (problem := _words_problem(line.words, taken)):
            problems[line.key] = problem
        if line.is_local:
            taken.add(normalise_name(line.words))
    if not any(line.is_offered for line in lines if not line.is_local):
        problems["offered"] = "Gardez au moins un motif national : les chiffres se comptent avec lui."
    return problems


def _differ(line: ReasonLine, other: ReasonLine) -> bool:
    return (line.words, line.is_offered) != (other.words, other.is_offered)


def _words_problem(words: str, taken: set[str]) -> str | None:
    if not words.strip():
        return "Écrivez la formulation, ou décochez-la pour ne plus la proposer."
    if len(words) > LONGEST_WORDS:
        return f"{LONGEST_WORDS} signes au plus."
    return "Cette formulation est déjà dans la liste." if normalise_name(words) in taken else None
