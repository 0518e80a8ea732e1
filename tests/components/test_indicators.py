"""How figures are said and drawn."""

import pytest

from components.indicators.bars import bars_frame, bars_spec, values_frame
from components.indicators.blocks import Bar
from components.indicators.words import (
    bars_of,
    detail_words,
    figure_words,
    groups_shown,
    secrecy_words,
    share_words,
    told_bars,
    told_tile,
)
from domain.indicators.diagnoses import DELAY, IN_30_DAYS
from domain.indicators.model import Breakdown, Figure
from domain.indicators.team import ATTENDANCE, CASELOAD, PAUSED
from domain.indicators.told import Told

NAMES = {1: "CCAS", 2: "PLIE", None: "Sans structure"}
PROTECTED = Told(Figure(90, 90), {1: None, 2: Figure(60, 60)}, least=11)


def plain(words):
    return words.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.004, "< 1 %"), (0.516, "52 %"), (0.996, "> 99 %"), (1, "100 %")],
)
def test_a_share_is_never_rounded_to_nobody_nor_to_everybody(share, words):
    assert plain(share_words(share)) == words


@pytest.mark.parametrize(
    ("indicator", "figure", "words", "detail"),
    [
        (CASELOAD, Figure(1234, 1234), "1 234", "personnes de la file active"),
        (PAUSED, Figure(23, 403), "23", "sur 403 personnes de la file active"),
        (ATTENDANCE, Figure(3, 4), "75 %", "3 sur 4 rendez-vous honorés ou non excusés"),
        (DELAY, Figure(50, 4), "12,5", "Jours en moyenne, pour 4 premiers diagnostics validés"),
        (IN_30_DAYS, Figure(1, 2), "50 %", "1 sur 2 personnes entrées depuis 30 jours ou plus"),
        (IN_30_DAYS, Figure(), "—", "Non calculable : 0 personne entrée depuis 30 jours ou plus"),
        (CASELOAD, None, "s", "Secret statistique"),
    ],
)  # fmt: skip
def test_a_figure_is_told_with_what_it_is_made_of(indicator, figure, words, detail):
    assert plain(figure_words(indicator, figure)) == words
    assert plain(detail_words(indicator, figure)) == detail


def test_who_is_left_aside_is_told_beside():
    detail = plain(detail_words(DELAY, Figure(0, 0, 1)))
    assert detail == "Non calculable : 0 premier diagnostic validé ; 1 personne n’en a pas encore"


def test_a_tile_leads_to_its_detail_when_there_is_one():
    assert told_tile(CASELOAD, Told(Figure(3, 3))).code == "caseload"
    assert told_tile(CASELOAD, PROTECTED).code == "caseload"  # its structures
    assert told_tile(CASELOAD, Told(Figure(60, 60), least=11)).code == ""
    assert told_tile(CASELOAD, Told(None, least=11, is_refused=True)).detail.startswith("Un seul filtre")


def test_bars_name_groups_of_nobody_and_lead_to_lists_for_who_has_them():
    told = Told(Figure(3, 3), {1: Figure(3, 3)})
    names = groups_shown(NAMES, told, has_zeros=True)
    bars = told_bars(CASELOAD, told, names, title="File active", by=Breakdown.STRUCTURE).bars
    assert [(bar.label, bar.words, bar.code) for bar in bars] == [
        ("CCAS", "3", "caseload.structure.1"),
        ("PLIE", "0", "caseload.structure.2"),
    ]
    assert list(groups_shown(NAMES, told, has_zeros=False)) == [1]


def test_what_is_hidden_is_in_no_word_nor_in_the_data_of_the_chart():
    """T150."""
    bars = told_bars(CASELOAD, PROTECTED, NAMES, title="File active", by=Breakdown.STRUCTURE)
    assert [(bar.words, bar.value, bar.code) for bar in bars.bars] == [
        ("s", None, ""),
        ("60", 60, ""),
        ("0", 0, ""),
    ]
    assert bars_frame(bars)["value"].isna().tolist() == [True, False, False]
    assert list(bars_frame(bars)["words"]) == ["s", "60", "0"]
    assert list(values_frame(bars.bars, "personnes")["Personnes"]) == ["s", "60", "0"]


def test_ranked_bars_end_with_those_that_have_no_value():
    bars = [Bar("a", None, "s"), Bar("b", 1, "1"), Bar("c", 5, "5")]
    ranked = bars_of("Besoins", bars, "%", is_ranked=True)
    assert [bar.label for bar in ranked.bars] == ["c", "b", "a"]
    assert plain(ranked.summary) == "Besoins : c 5, b 1, a s."


def test_short_ordered_names_stand_side_by_side_and_long_ones_lie():
    months = bars_of("Entrées", [Bar("nov. 2026", 1, "1")], "personnes")
    assert bars_spec(months)["encoding"]["x"]["field"] == "label"
    ages = bars_of("Âges", [Bar("De 26 à 34 ans passés", 1, "1")], "personnes")
    assert bars_spec(ages)["encoding"]["y"]["field"] == "label"


def test_secrecy_is_explained_only_when_it_applies():
    assert secrecy_words({CASELOAD: Told(Figure(1, 1))}) == ""
    assert "moins de 11 personnes" in secrecy_words({CASELOAD: PROTECTED})
