"""What confirming will make of a line, as far as the preview tells."""

from collections import Counter
from dataclasses import dataclass, field

from domain.imports.model import Decision, Outcome, Verdict

_LEFT = frozenset({Verdict.ERROR, Verdict.REPEATED})


@dataclass(frozen=True)
class Plan:
    """How many lines will have each outcome; `kept`: the unchanged ones where a value differs."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    kept: int = 0


def planned_outcome(verdict: Verdict, decision: Decision | None, *, has_news: bool) -> Outcome:
    """The outcome of a line; `has_news`: the file brings something that is kept."""
    is_left = verdict in _LEFT or decision is Decision.SKIP
    if is_left or (verdict is Verdict.TO_DECIDE and decision is None):
        return Outcome.LEFT
    if verdict is Verdict.NEW or decision is Decision.OTHER:
        return Outcome.CREATED
    return Outcome.UPDATED if has_news else Outcome.UNCHANGED
