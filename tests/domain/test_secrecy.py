"""Statistical secrecy: numbers too small, what is left of a total, and the same cells hidden every time."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.model import Figure, Unit, total
from domain.secrecy import (
    HIDDEN_WORDS,
    Medium,
    may_tell_value,
    protect,
    protect_counts,
    reason,
)

K = 5
FIGURES = st.builds(
    lambda counted, others, waiting: Figure(counted, counted + others, waiting),
    *[st.integers(0, 14)] * 2,
    st.sampled_from([0, 0, 3, 9]),
)
BARE_COUNTS = st.builds(Figure, st.integers(0, 14))


def hidden(cells, unit=Unit.SHARE, k=K):
    """Names of the hidden cells, « total » among them."""
    told = protect(cells, unit, k)
    names = {name for name, figure in told.cells.items() if figure is None}
    return names | {"total"} if told.total is None else names


def test_a_hidden_figure_has_its_letter_and_its_reason_with_the_threshold():
    assert HIDDEN_WORDS == "s"
    assert reason(11).startswith("s : secret statistique — moins de 11 personnes")
    assert [medium.label for medium in Medium] == ["Écran", "Projection", "Document"]


@pytest.mark.parametrize(
    ("people", "is_told"), [(0, True), (1, False), (K - 1, False), (K, True), (90, True)]
)
def test_a_number_of_people_is_told_when_it_is_0_or_the_threshold_at_least(people, is_told):
    assert may_tell_value(people, K) is is_told
    alone = protect({"all": Figure(people)}, Unit.SHARE, K)
    assert (alone.total is not None) is is_told
    assert protect_counts({"all": people}, K) == {"all": people if is_told else None}


@pytest.mark.parametrize(
    ("figure", "is_told"),
    [
        (Figure(0, 0), True),
        (Figure(0, K - 1), False),
        (Figure(0, K), True),
        (Figure(K, K), True),
        (Figure(1, 40), False),
        (Figure(K - 1, 40), False),
        (Figure(K, 40), True),
        (Figure(40 - K, 40), True),
        (Figure(41 - K, 40), False),
        (Figure(39, 40), False),
        (Figure(40, 40), True),
        (Figure(20, 40, waiting=K - 1), False),
        (Figure(20, 40, waiting=K), True),
        (Figure(50, 40), False),
    ],
)
def test_a_share_near_nobody_or_near_everybody_is_hidden(figure, is_told):
    """T154."""
    assert (protect({"all": figure}, Unit.SHARE, K).total == figure) is is_told


@pytest.mark.parametrize(
    ("figure", "is_told"),
    [
        (Figure(300, K - 1), False),
        (Figure(300, K), True),
        (Figure(1, 40), True),
        (Figure(300, 40, waiting=1), False),
        (Figure(300, 40, waiting=K), True),
        (Figure(0, 0, waiting=K), True),
        (Figure(0, 0, waiting=2), False),
    ],
)
def test_a_mean_over_few_people_or_with_few_who_wait_is_hidden(figure, is_told):
    """T154."""
    assert (protect({"all": figure}, Unit.MEAN, K).total == figure) is is_told


def test_the_smallest_other_cell_hides_what_the_total_would_give_back():
    assert hidden({"a": Figure(3), "b": Figure(60), "c": Figure(9), "d": Figure(0)}) == {"a", "c"}
    assert hidden({"a": Figure(1), "b": Figure(60), "c": Figure(5), "d": Figure(7)}) == {"a", "c", "d"}
    assert hidden({"a": Figure(8), "b": Figure(60)}) == set()


def test_a_share_hides_further_cells_until_their_rest_tells_nothing():
    cells = {"a": Figure(2, 20), "b": Figure(0, 8), "c": Figure(12, 30), "d": Figure(20, 50)}
    assert hidden(cells) == {"a", "c"}, "b counts nobody: hiding it would be of no use"
    assert hidden({"a": Figure(9, 30), "b": Figure(1, 2), "c": Figure(20, 50)}) == {"a", "b"}


def test_a_total_that_is_hidden_hides_every_cell_even_an_empty_one():
    assert hidden({"a": Figure(1, 30), "b": Figure(2, 60), "c": Figure()}) == {"a", "b", "c", "total"}
    assert protect_counts({"january": 0, "february": 3}, K) == {"january": None, "february": None}


def test_many_small_cells_hide_the_empty_ones_and_leave_their_total():
    told = protect({**{n: Figure(1) for n in range(5)}, "empty": Figure()}, Unit.SHARE, K)
    assert told.total == Figure(5)
    assert set(told.cells.values()) == {None}


def test_a_total_is_hidden_when_one_cell_holds_nearly_all_that_it_tells():
    """T154."""
    assert hidden({"a": Figure(4, 100), "b": Figure(1, 1)}) == {"a", "b", "total"}


def test_a_share_of_nobody_is_told_beside_cells_of_few_people():
    cells = {"a": Figure(0, 3), "b": Figure(0, 30), "c": Figure(0, 90)}
    assert hidden(cells) == {"a", "b"}


def test_without_small_cells_all_is_told_and_parts_make_the_total():
    cells = {"a": Figure(6, 20), "b": Figure(30, 60), "c": Figure(0, 9), "d": Figure()}
    told = protect(cells, Unit.SHARE, K)
    assert told.cells == cells
    assert told.total == total(cells.values())
    assert protect({}, Unit.SHARE, K).total == Figure()


def test_of_two_cells_as_small_the_same_one_is_hidden_in_whatever_order_they_come():
    cells = {"a": Figure(3), "b": Figure(9), "c": Figure(9), None: Figure(40)}
    for order in permutations(cells):
        assert hidden({key: cells[key] for key in order}) == {"a", "b"}


@given(st.lists(st.one_of(FIGURES, BARE_COUNTS), max_size=4), st.sampled_from(Unit))
def test_the_order_of_cells_changes_nothing(figures, unit):
    cells = dict(enumerate(figures))
    told = protect(cells, unit, K)
    for order in permutations(cells):
        assert protect({key: cells[key] for key in order}, unit, K) == told


@given(st.lists(FIGURES, max_size=6), st.sampled_from(Unit))
def test_what_is_told_is_true_and_never_too_small(figures, unit):
    cells = dict(enumerate(figures))
    told = protect(cells, unit, K)
    shown = {key: figure for key, figure in told.cells.items() if figure is not None}
    assert shown.items() <= cells.items()
    assert told.total in (None, total(figures))
    for figure in shown.values():
        people = [figure.denominator, figure.waiting]
        if unit is not Unit.MEAN:
            people += [figure.numerator, figure.denominator - figure.numerator]
        assert all(number == 0 or number >= K for number in people)


@given(st.lists(st.one_of(FIGURES, BARE_COUNTS), max_size=7), st.sampled_from(Unit))
def test_what_is_hidden_on_screen_is_hidden_on_documents(figures, unit):
    cells = dict(enumerate(figures))
    assert hidden(cells, unit, 5) <= hidden(cells, unit, 11)


@given(st.lists(st.integers(0, 30), max_size=7))
def test_a_bar_hidden_on_screen_is_hidden_on_documents(counts):
    on_screen, on_documents = (protect_counts(dict(enumerate(counts)), k) for k in (5, 11))
    assert all(on_documents[key] is None for key, told in on_screen.items() if told is None)


def test_a_screen_and_a_document_together_tell_no_more_than_the_screen():
    counts = {"a": 1, "b": 11, "c": 12}
    assert protect_counts(counts, 5) == {"a": None, "b": None, "c": 12}
    assert protect_counts(counts, 11) == {"a": None, "b": None, "c": None}
    shares = {"a": Figure(2, 20), "b": Figure(12, 30), "c": Figure(9, 90), "d": Figure(99, 200)}
    assert hidden(shares, k=5) == {"a", "b"}
    assert hidden(shares, k=11) == {"a", "b", "c"}
