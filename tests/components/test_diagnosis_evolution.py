"""The evolution on screen: the chart says it by a sign and words too, never by a colour alone."""

from datetime import date

import pytest

from components.diagnosis.evolution import (
    evolution_chart,
    evolution_parts,
    evolution_sentence,
    evolution_spec,
)
from domain.diagnosis.evolution import Stage, steps
from domain.diagnosis.words import Moment, ThemeState

NEED, STRENGTH = ThemeState.NEED, ThemeState.STRENGTH
LABELS = {"mobilite": "Mobilité", "sante": "Santé", "numerique": "Numérique"}


@pytest.fixture
def stages():
    """One need lifted, one appeared, one remains."""
    said = ((NEED, STRENGTH, NEED), (STRENGTH, NEED, NEED))
    days = (date(2026, 1, 12), date(2026, 9, 14))
    return [
        Stage(1, Moment.ENTRY, day, False, LABELS, dict(zip(LABELS, states, strict=True)))
        for day, states in zip(days, said, strict=True)
    ]


def test_a_bar_is_cut_into_what_was_lifted_what_appeared_and_what_remains(stages):
    parts = evolution_parts(steps(stages))
    assert list(parts["step"].unique()) == ["12/01/2026 → 14/09/2026"]
    assert list(parts["words"]) == ["✓ 1", "+ 1", "= 1"]
    assert list(parts["themes"]) == ["Mobilité", "Santé", "Numérique"]
    assert list(zip(parts["start"], parts["end"], parts["middle"], strict=True)) == [
        (0, 1, 0.5),
        (1, 2, 1.5),
        (2, 3, 2.5),
    ]


def test_each_part_bears_its_colour_and_its_words():
    bars, words = evolution_chart().to_dict()["layer"]
    colour = bars["encoding"]["color"]
    assert colour["scale"]["domain"] == ["✓ Levés", "+ Apparus", "= Demeurent"]
    assert len(set(colour["scale"]["range"])) == 3
    assert (bars["encoding"]["x"]["field"], bars["encoding"]["x2"]["field"]) == ("start", "end")
    assert words["encoding"]["text"]["field"] == "words"


def test_the_chart_is_made_once_and_holds_nobody_s_data():
    assert evolution_spec() is evolution_spec()
    assert evolution_spec()["data"] == {"name": "parts"}


def test_the_sentence_tells_the_whole(stages):
    said = evolution_sentence(stages).replace("\u00a0", " ")
    assert said == "Du 12/01/2026 au 14/09/2026 : 1 point levé, 1 point apparu, 1 point qui demeure."


def test_a_path_without_any_need_has_no_bar():
    stage = Stage(1, Moment.ENTRY, date(2026, 1, 12), False, LABELS, {})
    assert evolution_parts(steps([stage, stage])).empty
