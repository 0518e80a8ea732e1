"""How figures are said and drawn."""

import pytest

from components.indicators.charts import needs_by_structure_chart, needs_chart, needs_frame, ranked_frame
from components.indicators.words import detail_words, figure_words, share_words
from domain.indicators.diagnoses import DELAY, IN_30_DAYS, need_of
from domain.indicators.model import Figure

NEEDS = {
    need_of("sante", "Santé"): {1: Figure(2, 10), 2: Figure(1, 4)},
    need_of("mobilite", "Mobilité"): {1: Figure(5, 10), 2: Figure(0, 4)},
}


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.004, "< 1 %"), (0.516, "52 %"), (0.996, "> 99 %"), (1, "100 %")],
)
def test_a_share_is_never_rounded_to_nobody_nor_to_everybody(share, words):
    assert share_words(share).replace("\u202f", " ") == words


def test_a_figure_is_told_with_what_it_is_made_of():
    assert figure_words(DELAY, Figure(50, 4, 1)) == "12,5"
    told = detail_words(DELAY, Figure(50, 4, 1)).replace("\u00a0", " ")
    assert told == "Jours en moyenne, pour 4 premiers diagnostics validés ; 1 personne n’en a pas encore"
    told = detail_words(IN_30_DAYS, Figure(1, 2)).replace("\u00a0", " ")
    assert told == "1 sur 2 personnes entrées depuis 30 jours ou plus"


def test_without_anybody_it_says_not_computable_never_zero():
    assert figure_words(IN_30_DAYS, Figure()) == "—"
    assert detail_words(IN_30_DAYS, Figure()).startswith("Non calculable")


def test_themes_are_ranked_and_small_structures_not_compared():
    ranked = ranked_frame(NEEDS)
    assert list(ranked["theme"]) == ["Mobilité", "Santé"]
    assert list(ranked["people"]) == [5, 3]
    squares = needs_frame(NEEDS, {1: "CCAS", 2: "PLIE", None: "Sans référent·e"})
    assert set(squares["structure"]) == {"CCAS"}
    assert needs_chart(ranked).to_dict()["layer"][0]["mark"]["type"] == "bar"
    drawn = needs_by_structure_chart(squares, ranked).to_dict()
    assert drawn["encoding"]["y"]["sort"] == ["Mobilité", "Santé"]
