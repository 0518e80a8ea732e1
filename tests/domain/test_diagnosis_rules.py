"""Rules of the diagnosis: what is explored, what differs, what is retained, what a conclusion lacks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.access import Field
from domain.diagnosis.records import Answer, Conclusion, Entry, Interviewer, NextStep, ThemeRecord
from domain.diagnosis.rules import (
    Change,
    change_between,
    compared_count,
    conclusion_problems,
    divergent_themes,
    explored_count,
    is_divergent,
    is_joint,
    only_adds,
    priorities,
    retained_state,
    states_on,
)
from domain.diagnosis.template import TemplateContent, Theme
from domain.diagnosis.words import Agreement, DiagnosisStatus, ThemeState
from domain.follow_up import Track

TODAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 9, tzinfo=UTC)
SILENT, STRENGTH, NEED = ThemeState.NOT_EXPLORED, ThemeState.STRENGTH, ThemeState.NEED
CONSTRAINT, DECLINED, NOT_RELEVANT = ThemeState.CONSTRAINT, ThemeState.DECLINED, ThemeState.NOT_RELEVANT
CONTENT = TemplateContent(
    tuple(
        Theme(code, label, Field.SOCIAL, is_core)
        for code, label, is_core in (
            ("mobilite", "Mobilité", True),
            ("sante", "Santé", True),
            ("garde", "Garde", False),
        )
    )
)
COMPLETE = Conclusion(Track.SOCIAL, TODAY + timedelta(30), Agreement.AGREES)


def said(state, author=1, theme="mobilite"):
    return Answer(theme, author, "Alix", Field.SOCIAL, "Structure", NOW, state)


def entry(*answers, **themes):
    shared = {code: ThemeRecord(code, **values) for code, values in themes.items()}
    return Entry(DiagnosisStatus.DRAFT, answers, shared)


def problems(typed, conclusion=COMPLETE, held_on=TODAY):
    return conclusion_problems(CONTENT, typed, conclusion, held_on=held_on, today=TODAY)


@pytest.mark.parametrize("state", [STRENGTH, NEED, CONSTRAINT, DECLINED, NOT_RELEVANT])
def test_whatever_is_said_of_a_theme_makes_it_explored_once(state):
    assert explored_count(CONTENT, [said(state), said(STRENGTH, 2)]) == 1


def test_silence_and_local_themes_are_left_out_of_completeness():
    answers = [
        said(SILENT),
        said(NEED, theme="garde"),
        said(NEED, theme="gone"),
        said(DECLINED, theme="sante"),
    ]
    assert (explored_count(CONTENT, answers), explored_count(CONTENT, [])) == (1, 0)
    assert CONTENT.core_codes == ["mobilite", "sante"]


@pytest.mark.parametrize(
    ("states", "differs"),
    [
        ((), False),
        ((NEED,), False),
        ((NEED, NEED), False),
        ((NEED, SILENT), False),
        ((SILENT, SILENT), False),
        ((NEED, CONSTRAINT), True),
        ((NEED, DECLINED), True),
        ((STRENGTH, NOT_RELEVANT, SILENT), True),
    ],
)
def test_views_differ_when_two_professionals_say_different_things(states, differs):
    assert is_divergent([said(state, author) for author, state in enumerate(states)]) is differs


def test_differing_themes_come_in_the_order_of_the_frame_and_forget_those_it_has_not():
    pairs = [(theme, state) for theme in ("garde", "gone", "mobilite") for state in (NEED, STRENGTH)]
    typed = entry(*(said(state, author, theme) for author, (theme, state) in enumerate(pairs)))
    assert divergent_themes(CONTENT, typed) == ["mobilite", "garde"]


def test_a_theme_is_compared_when_two_different_people_explored_it():
    answers = [said(NEED), said(NEED, 2), said(NEED, 1, "sante"), said(SILENT, 2, "sante")]
    assert compared_count(answers) == 1
    assert states_on(answers[2:]) == {NEED}


@pytest.mark.parametrize(
    ("states", "common", "retained"),
    [
        ((), None, SILENT),
        ((SILENT,), None, SILENT),
        ((NEED, SILENT), None, NEED),
        ((NEED, NEED), STRENGTH, NEED),
        ((NEED, STRENGTH), None, None),
        ((NEED, STRENGTH), CONSTRAINT, CONSTRAINT),
        ((), CONSTRAINT, SILENT),
    ],
)
def test_what_all_say_is_retained_else_the_common_position(states, common, retained):
    answers = [said(state, author) for author, state in enumerate(states)]
    assert retained_state(answers, ThemeRecord("mobilite", common_state=common)) is retained


def test_a_complete_conclusion_has_no_problem_even_without_priority():
    assert problems(entry(said(NEED))) == {}
    assert problems(entry(said(DECLINED))) == {}


def test_an_empty_conclusion_says_everything_that_it_lacks():
    assert problems(entry(), Conclusion()).keys() == {"themes", "track", "next_review_on", "agreement"}
    assert problems(entry(said(SILENT))).keys() == {"themes"}


@pytest.mark.parametrize(
    ("days", "is_refused"), [(-40, True), (0, True), (1, False), (1095, False), (1200, True)]
)
def test_the_next_review_comes_after_the_interview_and_within_three_years(days, is_refused):
    conclusion = replace(COMPLETE, next_review_on=TODAY + timedelta(days))
    assert ("next_review_on" in problems(entry(said(NEED)), conclusion)) is is_refused


def test_an_interview_of_tomorrow_or_of_the_last_century_is_not_concluded():
    for held_on in (TODAY + timedelta(1), date(1999, 12, 31)):
        assert problems(entry(said(NEED)), held_on=held_on).keys() == {"held_on"}


@pytest.mark.parametrize("common", [None, SILENT])
def test_different_views_ask_for_a_common_position_which_says_something(common):
    typed = entry(said(NEED), said(STRENGTH, 2), mobilite={"common_state": common})
    assert problems(typed) == {"mobilite:common_state": "Mobilité\u00a0: choisissez une position commune."}
    assert problems(entry(*typed.answers, mobilite={"common_state": NEED})) == {}


def test_a_priority_has_an_objective_and_its_actions_have_a_name():
    steps = (NextStep("Appeler", None, None), NextStep("", None, None))
    typed = entry(
        said(NEED),
        mobilite={"priority_rank": 2, "next_steps": steps},
        sante={"priority_rank": 1, "objective": "Voir un médecin"},
        garde={"next_steps": steps},
    )
    assert problems(typed).keys() == {"mobilite:objective", "mobilite:next_steps"}
    assert [one.theme for one in priorities(typed)] == ["sante", "mobilite"]


def interviewer(person, field, *, has_signed=True):
    return Interviewer(person, "Alix", field, "Structure", NOW, NOW if has_signed else None)


def test_a_diagnosis_is_joint_when_one_of_each_field_signed():
    social, partner = interviewer(1, Field.SOCIAL), interviewer(2, Field.PROFESSIONAL)
    assert is_joint([social, partner])
    assert not is_joint([social, interviewer(3, Field.SOCIAL)])
    assert not is_joint([social, replace(partner, validated_at=None)])
    assert not is_joint([])


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (NEED, STRENGTH, Change.LIFTED),
        (CONSTRAINT, NOT_RELEVANT, Change.LIFTED),
        (NEED, SILENT, Change.REMAINS),
        (NEED, DECLINED, Change.REMAINS),
        (NEED, CONSTRAINT, Change.REMAINS),
        (SILENT, NEED, Change.APPEARED),
        (DECLINED, CONSTRAINT, Change.APPEARED),
        (STRENGTH, SILENT, Change.STEADY),
        (SILENT, DECLINED, Change.STEADY),
        (STRENGTH, NOT_RELEVANT, Change.STEADY),
    ],
)
def test_only_what_somebody_says_is_gone_is_lifted(before, after, change):
    assert change_between(before, after) is change


@pytest.mark.parametrize(
    ("before", "after", "adds"),
    [("", "Un CDI", True), ("Un CDI", "Un stage", False), (["a"], ("b", "a"), True), (NEED, NEED, False)],
)
def test_what_only_adds_loses_nothing_of_what_was_there(before, after, adds):
    assert only_adds(before, after) is adds
