"""What confirming will make of a line, as far as the preview tells."""

from domain.imports.model import Decision, Outcome, Verdict

_LEFT = frozenset({Verdict.ERROR, Verdict.REPEATED})


def planned_outcome(verdict: Verdict, decision: Decision | None, *, has_news: bool) -> Outcome:
    """The outcome of a line; `has_news`: the file brings something that is kept."""
    is_left = verdict in _LEFT or decision is Decision.SKIP
    if is_left or (verdict is Verdict.TO_DECIDE and decision is None):
        return Outcome.LEFT
    if verdict is Verdict.NEW or decision is Decision.OTHER:
        return Outcome.CREATED
    return Outcome.UPDATED if has_news else Outcome.UNCHANGED
