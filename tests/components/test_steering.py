"""The steering committee's page in words: what changed, and where the actions stand."""

from datetime import date

import pytest

from components.indicators.steering import actions_grid, change_words, steering_board, steering_words
from domain.indicators.delays import Measure
from domain.indicators.diagnoses import DELAY
from domain.indicators.model import Figure, Perimeter
from domain.indicators.pairs import READY_PAIRS
from domain.indicators.steering import SteeringAction, SteeringDraft, SteeringTold, ToldPage
from domain.indicators.team import CASELOAD, REVIEWED
from domain.indicators.told import Told
from domain.indicators.told_delays import Summary, ToldDelays
from domain.organisations import ActionProgress

NOW = Perimeter(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
PAIR = READY_PAIRS[0]


def page(indicator, figure):
    return ToldPage(NOW, {indicator: Told(figure, least=11)})


@pytest.mark.parametrize(
    ("indicator", "now", "before", "words"),
    [
        (CASELOAD, Figure(30, 30), Figure(42, 42), "− 12 personnes"),
        (CASELOAD, Figure(30, 30), Figure(29, 29), "+ 1 personne"),
        (CASELOAD, Figure(30, 30), Figure(30, 30), "sans changement"),
        (REVIEWED, Figure(616, 1000), Figure(594, 1000), "+ 3 points"),
        (DELAY, Figure(251, 10), Figure(237, 10), "+ 1,4"),
        (REVIEWED, None, Figure(594, 1000), ""),
        (REVIEWED, Figure(594, 1000), None, ""),
        (REVIEWED, Figure(0, 0), Figure(594, 1000), ""),
    ],
)
def test_a_difference_is_that_of_the_two_figures_shown_and_of_no_hidden_one(indicator, now, before, words):
    told = change_words(indicator, page(indicator, now), page(indicator, before))
    assert told.replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("median", "hidden", "words"), [(30, (), "− 12 jours"), (None, (), ""), (None, (Measure.MEDIAN,), "")]
)
def test_delays_are_compared_in_days(median, hidden, words):
    now = ToldPage(NOW, {}, {PAIR: ToldDelays(Summary(median=median, hidden=frozenset(hidden)))})
    before = ToldPage(NOW, {}, {PAIR: ToldDelays(Summary(median=42))})
    assert change_words(PAIR, now, before).replace("\u00a0", " ") == words


def test_a_delay_tells_its_median_and_no_count():
    told = ToldPage(NOW, {}, {PAIR: ToldDelays(Summary(completed=12, waiting=19, median=42))})
    board = steering_board("Page COPIL", SteeringTold(SteeringDraft((PAIR.code,)), told, None, []))
    tile = board.tiles[0]
    assert (tile.value.replace("\u00a0", " "), tile.change, tile.code) == ("42 jours", "", "")
    assert not set("0123456789") & set(tile.detail)


def test_the_words_say_which_quarters_are_compared():
    assert "Comparaison" not in steering_words(NOW, None)
    assert "situation au 30/09/2026, fin du dernier trimestre écoulé." in steering_words(NOW, None)
    assert "du 01/01/2026 au 31/03/2026" in steering_words(NOW, date(2026, 6, 18))
    assert "Aucun trimestre" in steering_words(NOW, date(2026, 11, 2))


def test_actions_stand_under_their_axis():
    actions = [
        SteeringAction(1, "Axe 1", "Ouvrir", ActionProgress.DONE),
        SteeringAction(2, "Axe 1", "Former", None),
    ]
    grid = actions_grid(actions)
    assert list(grid.rows) == [["Axe 1", "Ouvrir", "Réalisée"], ["", "Former", "Non renseigné"]]
    assert grid.note.replace("\u00a0", " ") == "1 action réalisée sur 2."
