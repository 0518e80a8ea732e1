"""What evolved from one validated diagnosis to the next, theme by theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from domain.diagnosis.rules import Change, change_between
from domain.diagnosis.words import Moment, ThemeState

NOT_IN_FRAME = "pas dans la trame"
# Who did not come to a theme, or chose not to answer, does not say that a need has gone.
_SAYS_NOTHING = (None, ThemeState.NOT_EXPLORED, ThemeState.DECLINED)


@dataclass(frozen=True)
class Stage:
    """A validated diagnosis: the state retained of each theme of its own frame, and the frame's wording."""

    diagnosis_id: int
    moment: Moment
    held_on: date
    is_joint: bool
    labels: Mapping[str, str]
    states: Mapping[str, ThemeState]

    def state(self, theme: str) -> ThemeState | None:
        """What was retained; None when the theme was not in the frame of that day."""
        if theme not in self.labels:
            return None
        return self.states.get(theme, ThemeState.NOT_EXPLORED)


@dataclass(frozen=True)
class Stay:
    """A stay in the caseload with its validated diagnoses, oldest first; a corrected one is left out."""

    support_period_id: int
    entered_on: date
    exited_on: date | None
    stages: tuple[Stage, ...]


class ThemeLine(NamedTuple):
    """A theme across the diagnoses of a stay: a state for each (None: not in its frame), and the outcome."""

    label: str
    states: tuple[ThemeState | None, ...]
    change: Change


class Step(NamedTuple):
    """What two diagnoses in a row show: labels of the themes, by what became of them."""

    before: date
    after: date
    changes: Mapping[Change, list[str]]


def theme_lines(stages: Sequence[Stage]) -> list[ThemeLine]:
    """Every theme that was in a frame: those of the latest one first, in its order."""
    labels: dict[str, str] = {}
    for stage in reversed(stages):
        labels |= {code: label for code, label in stage.labels.items() if code not in labels}
    found = {code: tuple(stage.state(code) for stage in stages) for code in labels}
    return [ThemeLine(label, found[code], _outcome(found[code])) for code, label in labels.items()]


def steps(stages: Sequence[Stage]) -> list[Step]:
    """What happened between each diagnosis and the next one."""
    known = [(line.label, _carried(line.states)) for line in theme_lines(stages)]
    found = []
    for rank, (before, after) in enumerate(pairwise(stages)):
        changes: dict[Change, list[str]] = {change: [] for change in Change}
        for label, states in known:
            changes[change_between(states[rank], states[rank + 1])].append(label)
        found.append(Step(before.held_on, after.held_on, changes))
    return found


def change_words(stages: Sequence[Stage]) -> dict[Change, list[str]]:
    """« Mobilité : besoin le 12/01/2026, plus de besoin le 14/09/2026 », by what became of the theme."""
    days = [stage.held_on for stage in stages]
    told: dict[Change, list[str]] = {Change.LIFTED: [], Change.APPEARED: [], Change.REMAINS: []}
    for line in theme_lines(stages):
        if line.change in told:
            told[line.change].append(f"{line.label}\u00a0: {_told(line.states, days)}")
    return told


def state_word(state: ThemeState | None) -> str:
    """« besoin », « pas dans la trame »."""
    return state.label.lower() if state else NOT_IN_FRAME


def _carried(states: Sequence[ThemeState | None]) -> list[ThemeState]:
    """What is known at each diagnosis: what was said last holds until something else is said."""
    carried, known = [], ThemeState.NOT_EXPLORED
    for state in states:
        if state is not None and state not in _SAYS_NOTHING:
            known = state
        carried.append(known)
    return carried


def _outcome(states: Sequence[ThemeState | None]) -> Change:
    """From the first diagnosis to the latest; what appeared and went meanwhile was lifted."""
    known = _carried(states)
    if any(state.is_to_lift for state in known) and not known[-1].is_to_lift:
        return Change.LIFTED
    return change_between(known[0], known[-1])


def _told(states: Sequence[ThemeState | None], days: Sequence[date]) -> str:
    """A state that lasts is said once; « depuis » when it is still in the way."""
    known, parts = _carried(states), []
    for rank, (state, day) in enumerate(zip(states, days, strict=True)):
        if rank and state is states[rank - 1]:
            continue
        lasts = rank < len(states) - 1 and set(states[rank:]) == {state}
        if rank and change_between(known[rank - 1], known[rank]) is Change.LIFTED:
            parts.append(f"plus de {state_word(known[rank - 1])} le {day:%d/%m/%Y}")
        elif lasts and state and state.is_to_lift:
            parts.append(f"{state_word(state)} depuis le {day:%d/%m/%Y}")
        else:
            parts.append(f"{state_word(state)} le {day:%d/%m/%Y}")
    return ", ".join(parts)
