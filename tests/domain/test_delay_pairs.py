"""Kinds of events, and the ordered pairs between which a delay is measured."""

import pytest

from domain.follow_up import StepKind
from domain.indicators.events import CONTRACT, ENTRY, EVENT_KINDS, EXIT, FIRST_CONTACT, ORIENTATION, REVIEW
from domain.indicators.pairs import READY_PAIRS, Pair, ends_after, pair_of, starts

ALL_PAIRS = [Pair(start, end) for start in starts() for end in ends_after(start)]


def test_there_are_twelve_facts_and_three_dates_of_each_kind_of_step():
    assert len(EVENT_KINDS) == 12 + 3 * len(StepKind)
    assert EVENT_KINDS["training_started"].step is StepKind.TRAINING
    assert EVENT_KINDS["training_started"].label == "Début de formation"
    assert all("-" not in code and code == kind.code for code, kind in EVENT_KINDS.items())
    assert len({kind.label for kind in EVENT_KINDS.values()}) == len(EVENT_KINDS)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("entry", "contract_signed", "de l’entrée au contrat signé"),
        ("immersion_ended", "orientation", "de la fin d’immersion à l’orientation"),
        ("job_started", "exit", "du début d’emploi à la sortie"),
        ("review", "review", "du point de situation au point de situation suivant"),
        ("job_ended", "job_ended", "de la fin d’emploi à la fin d’emploi suivante"),
    ],
)
def test_a_pair_agrees_in_french(start, end, words):
    assert Pair(EVENT_KINDS[start], EVENT_KINDS[end]).words == words


def test_ready_pairs_have_a_title_and_a_code_that_finds_them_again():
    immersion = READY_PAIRS[4]
    assert immersion.title == "Fin d’immersion → début de formation"
    assert READY_PAIRS[0].title == "Entrée → 1er rendez-vous honoré"
    assert immersion.code == "immersion_ended-training_started"
    assert [pair_of(pair.code) for pair in READY_PAIRS] == list(READY_PAIRS)


@pytest.mark.parametrize("code", ["", "entry", "entry-", "entry-lunch", "entry-exit-exit", "exit-review"])
def test_an_unknown_or_impossible_code_finds_nothing(code):
    assert pair_of(code) is None


def test_nothing_comes_before_the_entry_nor_after_the_exit_nor_twice_when_it_is_once():
    assert EXIT not in starts()
    assert all(pair.end != ENTRY for pair in ALL_PAIRS)
    assert not Pair(FIRST_CONTACT, FIRST_CONTACT).is_possible
    assert Pair(REVIEW, REVIEW).is_possible


def test_a_definition_says_its_bounds_and_who_waits():
    for pair in ALL_PAIRS:
        assert pair_of(pair.code) == pair
        assert ("départ < arrivée" if pair.is_of_one_kind else "départ ≤ arrivée") in pair.definition
        for words in (
            "début ≤ départ ≤ fin",
            "arrivée ≤ sortie",
            "arrivée ≤ date de référence",
            "en attente",
        ):
            assert words in pair.definition


def test_a_definition_reads_as_one_sentence():
    definition = READY_PAIRS[4].definition
    assert definition.startswith("Pour chaque fin d’immersion dans la période")
    assert "jusqu’au premier début de formation qui suit dans le même accompagnement" in definition
    assert "jusqu’à la première orientation qui suit" in Pair(ENTRY, ORIENTATION).definition
    assert "jusqu’à la sortie qui suit" in Pair(ENTRY, EXIT).definition


def test_a_contract_is_signed_when_both_have_signed():
    assert "deux signatures" in CONTRACT.meaning
