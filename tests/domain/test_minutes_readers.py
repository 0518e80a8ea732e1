"""What a reader of the minutes is told: her situations, and no word that may be about the others."""

import pytest

from domain.commissions.minutes import Content, Situation

WORDS = "Mme Lefèvre demande que son adresse soit corrigée."


def situation(number, structure):
    told = {"person": "Lefèvre Zoé", "state": "treated", "question": "", "conclusion": "", "comment": ""}
    return Situation(case_id=number, number=number, structure=structure, **told)


@pytest.fixture
def content():
    situations = (situation(1, "CCAS"), situation(2, "Mission locale"))
    return Content("Commission", "2026-11-23T14:00", "", situations=situations, correction=WORDS)


@pytest.mark.parametrize(
    "told", [lambda all_: all_.readable(frozenset({1})), lambda all_: all_.of_structure("CCAS")]
)
def test_a_part_of_the_minutes_says_nothing_of_the_rest(content, told):
    part = told(content)
    assert [one.case_id for one in part.situations] == [1]
    assert part.correction == ""


def test_who_may_read_every_situation_reads_the_correction_of_the_whole(content):
    assert content.readable(frozenset({1, 2})).correction == WORDS
