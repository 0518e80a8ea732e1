"""Rules of the diagnosis: completeness, different views, conclusion, who validated, what evolved."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import Enum

from domain.access import Field
from domain.dates import past_problem, planned_problem, problems_of
from domain.diagnosis.records import Answer, Conclusion, Entry, Interviewer, ThemeRecord
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.words import ThemeState
from domain.labels import LabelledEnum

MAX_PRIORITIES = 3


def states_on(answers: Iterable[Answer]) -> set[ThemeState]:
    """The different things that professionals say, those who did not explore the theme left aside."""
    return {answer.state for answer in answers} - {ThemeState.NOT_EXPLORED}


def is_divergent(answers: Iterable[Answer]) -> bool:
    """True when two professionals say different things of the theme (« regards différents »)."""
    return len(states_on(answers)) > 1


def retained_state(answers: Sequence[Answer], shared: ThemeRecord) -> ThemeState | None:
    """What is kept of the theme: what all say, else the common position; None while there is none."""
    states = states_on(answers)
    if len(states) > 1:
        return shared.common_state
    return next(iter(states), ThemeState.NOT_EXPLORED)


def explored_count(content: TemplateContent, answers: Collection[Answer]) -> int:
    """Core themes not left « Non abordé »; declined and not relevant count as explored (diagnostic.md)."""
    explored = {answer.theme for answer in answers if answer.state is not ThemeState.NOT_EXPLORED}
    return len(explored.intersection(content.core_codes))


def compared_count(answers: Iterable[Answer]) -> int:
    """Themes that at least two professionals explored."""
    seen: dict[str, set[int]] = {}
    for answer in answers:
        if answer.state is not ThemeState.NOT_EXPLORED:
            seen.setdefault(answer.theme, set()).add(answer.professional_id)
    return sum(len(authors) > 1 for authors in seen.values())


def divergent_themes(content: TemplateContent, entry: Entry) -> list[str]:
    """Codes of the themes on which professionals differ, in the order of the frame."""
    return [code for code in content.codes if is_divergent(entry.answers_on(code))]


def priorities(entry: Entry) -> list[ThemeRecord]:
    """The themes chosen as priorities, first one first."""
    chosen = [theme for theme in entry.themes.values() if theme.priority_rank is not None]
    return sorted(chosen, key=lambda theme: theme.priority_rank or 0)


def is_joint(interviewers: Iterable[Interviewer]) -> bool:
    """True when each field validated; an account has one field, so they are two people."""
    return {one.field for one in interviewers if one.validated_at is not None} == set(Field)


def conclusion_problems(
    content: TemplateContent,
    entry: Entry,
    conclusion: Conclusion,
    *,
    held_on: date,
    today: date,
    is_last: bool = False,
) -> dict[str, str]:
    """Field → French message; empty when the conclusion may be written.

    `is_last`: made at the exit, it needs no next review.

    A theme's field is named « theme:field », as `objective` in « mobilite:objective ».
    """
    early = conclusion.next_review_on and conclusion.next_review_on <= held_on
    return problems_of(
        held_on=past_problem(held_on, today),
        themes=None if states_on(entry.answers) else "Aucun thème n’est encore abordé.",
        track=None if conclusion.track else "Choisissez le parcours proposé.",
        next_review_on=("Le prochain point vient après l’entretien." if early else None)
        or planned_problem(conclusion.next_review_on, today)
        or (None if conclusion.next_review_on or is_last else "Indiquez la date du prochain point."),
        agreement=None if conclusion.agreement else "Indiquez ce qu’en dit la personne.",
        **_theme_problems(content, entry),
    )


def _theme_problems(content: TemplateContent, entry: Entry) -> dict[str, str | None]:
    problems: dict[str, str | None] = {}
    for code in divergent_themes(content, entry):
        if entry.theme(code).common_state in (None, ThemeState.NOT_EXPLORED):
            label = content.theme(code).label
            problems[f"{code}:common_state"] = f"{label}\u00a0: choisissez une position commune."
    for priority in priorities(entry):
        label = content.theme(priority.theme).label
        if not priority.objective:
            problems[f"{priority.theme}:objective"] = f"{label}\u00a0: écrivez l’objectif."
        if any(not step.title for step in priority.next_steps):
            problems[f"{priority.theme}:next_steps"] = f"{label}\u00a0: dites ce qu’il y a à faire."
    return problems


class Change(LabelledEnum):
    """What became of a theme between two diagnoses."""

    APPEARED = "appeared", "Apparu"
    LIFTED = "lifted", "Levé"
    REMAINS = "remains", "Demeure"
    STEADY = "steady", "Sans besoin"


def change_between(before: ThemeState, after: ThemeState) -> Change:
    """What became of a need or constraint; what nobody speaks of any more is not said to be lifted."""
    if after in (ThemeState.NOT_EXPLORED, ThemeState.DECLINED):
        return Change.REMAINS if before.is_to_lift else Change.STEADY
    if before.is_to_lift:
        return Change.REMAINS if after.is_to_lift else Change.LIFTED
    return Change.APPEARED if after.is_to_lift else Change.STEADY


def same_value(left: object, right: object) -> bool:
    """True when two values of a field are the same, empty ones included."""
    return _plain(left) == _plain(right)


def only_adds(before: object, after: object) -> bool:
    """True when everything that a text or a list held is still there, as it was."""
    match _plain(before), _plain(after):
        case str(old), str(new):
            return old in new and not isinstance(before, Enum)
        case tuple(old), tuple(new):
            return set(old) <= set(new)
    return False


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return tuple(_plain(item) for item in value)
    return value.strip() if isinstance(value, str) else value
