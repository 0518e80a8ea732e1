"""Evolution: what appeared, what was lifted, what remains, and in which words."""

from datetime import date

import pytest

from domain.diagnosis.evolution import Stage, change_words, steps, theme_lines
from domain.diagnosis.rules import Change
from domain.diagnosis.words import Moment, ThemeState

DAYS = (date(2026, 1, 12), date(2026, 5, 4), date(2026, 9, 14))
NEED, CONSTRAINT, STRENGTH = ThemeState.NEED, ThemeState.CONSTRAINT, ThemeState.STRENGTH
SILENT, DECLINED, ABSENT = ThemeState.NOT_EXPLORED, ThemeState.DECLINED, None


def stage(day, states, labels=None):
    labels = labels or {code: code.capitalize() for code in states}
    return Stage(1, Moment.ENTRY, day, False, labels, states)


def path(*states):
    """The stages of one theme, « mobilite »; None: not in the frame of that day."""
    return [
        stage(day, {"mobilite": state} if state else {}, {"mobilite": "Mobilité"} if state else {"x": "X"})
        for day, state in zip(DAYS, states, strict=False)
    ]


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        ((NEED, STRENGTH), Change.LIFTED),
        ((NEED, ThemeState.NOT_RELEVANT), Change.LIFTED),
        ((STRENGTH, NEED), Change.APPEARED),
        ((SILENT, CONSTRAINT), Change.APPEARED),
        ((NEED, CONSTRAINT), Change.REMAINS),
        ((NEED, SILENT), Change.REMAINS),
        ((NEED, DECLINED), Change.REMAINS),
        ((NEED, ABSENT), Change.REMAINS),
        ((NEED, SILENT, STRENGTH), Change.LIFTED),
        ((NEED, ABSENT, NEED), Change.REMAINS),
        ((STRENGTH, NEED, STRENGTH), Change.LIFTED),
        ((STRENGTH, DECLINED), Change.STEADY),
        ((NEED,), Change.REMAINS),
    ],
)
def test_what_became_of_a_theme(states, outcome):
    line = next(line for line in theme_lines(path(*states)) if line.label == "Mobilité")
    assert (line.states, line.change) == (states, outcome)


@pytest.mark.parametrize(
    ("states", "outcome", "words"),
    [
        ((NEED, STRENGTH), Change.LIFTED, "besoin le 12/01/2026, plus de besoin le 04/05/2026"),
        ((STRENGTH, NEED), Change.APPEARED, "point d’appui le 12/01/2026, besoin le 04/05/2026"),
        ((ABSENT, NEED), Change.APPEARED, "pas dans la trame le 12/01/2026, besoin le 04/05/2026"),
        ((NEED, NEED), Change.REMAINS, "besoin depuis le 12/01/2026"),
        ((NEED, NEED, STRENGTH), Change.LIFTED, "besoin le 12/01/2026, plus de besoin le 14/09/2026"),
        ((NEED, SILENT), Change.REMAINS, "besoin le 12/01/2026, non abordé le 04/05/2026"),
        (
            (NEED, DECLINED, STRENGTH),
            Change.LIFTED,
            "besoin le 12/01/2026, ne souhaite pas répondre le 04/05/2026, plus de besoin le 14/09/2026",
        ),
        ((SILENT, SILENT, CONSTRAINT), Change.APPEARED, "non abordé le 12/01/2026, contrainte le 14/09/2026"),
        ((NEED, STRENGTH, STRENGTH), Change.LIFTED, "besoin le 12/01/2026, plus de besoin le 04/05/2026"),
    ],
)
def test_a_change_is_told_in_words(states, outcome, words):
    assert change_words(path(*states))[outcome] == [f"Mobilité\u00a0: {words}"]


def test_a_theme_without_need_is_not_a_change():
    assert change_words(path(STRENGTH, ThemeState.NOT_RELEVANT)) == {
        Change.LIFTED: [],
        Change.APPEARED: [],
        Change.REMAINS: [],
    }


def test_each_step_counts_what_moved_since_the_one_before():
    stages = [
        stage(day, {"a": one, "b": STRENGTH}) for day, one in zip(DAYS, (NEED, SILENT, STRENGTH), strict=True)
    ]
    first, second = steps(stages)
    assert (first.before, first.after) == DAYS[:2]
    assert first.changes[Change.REMAINS] == ["A"]
    assert second.changes[Change.LIFTED] == ["A"]
    assert second.changes[Change.STEADY] == ["B"]


def test_themes_follow_the_latest_frame_and_those_that_left_it_come_last():
    before = stage(DAYS[0], {}, {"gone": "Partie", "kept": "Ancien nom"})
    after = stage(DAYS[1], {}, {"new": "Nouvelle", "kept": "Nouveau nom"})
    assert [line.label for line in theme_lines([before, after])] == ["Nouvelle", "Nouveau nom", "Partie"]


def test_nothing_evolves_with_one_diagnosis_or_none():
    assert steps(path(NEED)) == steps([]) == []
    assert theme_lines([]) == []
