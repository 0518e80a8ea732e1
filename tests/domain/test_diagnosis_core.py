"""The national core of the frame: the national categories, our words."""

import re
from datetime import date

import pytest
from data_inclusion.schema.v1 import Categorie

from domain.access import Field
from domain.diagnosis.core import core_content
from domain.diagnosis.editing import (
    draft_problems,
    length_warning,
)
from domain.diagnosis.versions import TemplateDraft

TODAY = date(2026, 11, 20)
CORE = core_content()
SITUATIONS = [(theme.code, one) for theme in CORE.themes for one in theme.situations]
WORDINGS = [one.label for _, one in SITUATIONS]
QUESTIONS = [one.text for theme in CORE.themes for one in theme.questions]
MOBILITY = CORE.theme("mobilite")


def test_the_core_is_exactly_the_categories_of_data_inclusion():
    assert {theme.code: theme.label for theme in CORE.themes} == {
        str(one.value): one.label for one in Categorie
    }
    assert len(CORE.core_codes) == 16


def test_ten_themes_are_social_and_six_professional():
    fields = [theme.field for theme in CORE.themes]
    assert fields == [Field.SOCIAL] * 10 + [Field.PROFESSIONAL] * 6


@pytest.mark.parametrize("theme", CORE.themes, ids=lambda theme: theme.code)
def test_a_core_theme_has_what_an_interview_needs(theme):
    codes = [one.code for one in theme.situations]
    assert 4 <= len(set(codes)) == len(codes) <= 10
    assert len({one.label for one in theme.situations}) == len(codes)
    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", code) for code in codes)
    always = [one for one in theme.questions if not one.if_states and not one.if_situations]
    assert 2 <= len(always) <= 4
    assert {code for one in theme.questions for code in one.if_situations} <= set(codes)


def test_wordings_are_short_and_well_written():
    assert max(map(len, WORDINGS)) <= 70
    assert max(map(len, QUESTIONS)) <= 100
    for words in (*WORDINGS, *QUESTIONS):
        assert words == words.strip()
        assert words[0].isupper()
        assert "'" not in words
        assert not re.search(" [?!:;»]|« ", words), "a break could come before the sign"
        assert not re.search("RSA|frein|bénéficiaire|usager|public", words, re.IGNORECASE)


def test_questions_are_questions():
    assert all(words.endswith("\u00a0?") for words in QUESTIONS)
    assert not any(words.endswith((".", "?")) for words in WORDINGS)


def test_nothing_medical_is_asked():
    said = " ".join([*WORDINGS, *QUESTIONS]).lower()
    assert not re.search("diagnostic|traitement|médicament|maladie|dépression|addiction|alcool|drogue", said)


def test_the_core_needs_no_correction():
    assert draft_problems(TemplateDraft("Trame", content=CORE), TODAY) == {}
    assert all(length_warning(theme) is None for theme in CORE.themes)
