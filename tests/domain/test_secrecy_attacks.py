"""Attacks on what is told: random tables with their totals; no hidden number may be found, nor nearly."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.indicators.model import Figure, Unit, total
from domain.secrecy import protect, protect_counts, protect_tree
from tests.domain.secrecy_attack import Attack

THRESHOLDS = st.sampled_from([3, 5, 11])
PEOPLE = st.one_of(st.integers(0, 12), st.integers(0, 60))
COUNTS = st.lists(PEOPLE, min_size=1, max_size=6)
SHARES = st.lists(
    st.builds(lambda counted, others: Figure(counted, counted + others), PEOPLE, PEOPLE),
    min_size=1,
    max_size=6,
)
MEANS = st.lists(st.builds(Figure, st.integers(0, 300), PEOPLE, PEOPLE), min_size=1, max_size=6)
FEW = settings(max_examples=60, deadline=None)  # each example solves a few dozen linear programs


def attack_on_shares(cells, told, people_told):
    """One who reads the table, and the people of each cell where they are told."""
    attack = Attack([(name, key) for key in cells for name in ("counted", "people")])
    attack.under = [(("counted", key), ("people", key)) for key in cells]
    attack.knows(told.total.numerator, *(("counted", key) for key in cells))
    attack.knows(told.total.denominator, *(("people", key) for key in cells))
    for key, figure in told.cells.items():
        attack.knows(figure and figure.numerator, ("counted", key))
        attack.knows(people_told[key], ("people", key))
    return attack


def is_safe(attack, name, k, at_least=None):
    lowest, highest = attack.range_of(name)
    return highest - lowest >= (k if at_least is None else at_least)


def includes_small(attack, name, k):
    return attack.range_of(name)[0] < k


@given(COUNTS, THRESHOLDS)
@FEW
def test_each_hidden_number_has_k_values_or_more_some_of_them_small(counts, k):
    """T151."""
    told = protect_counts(dict(enumerate(counts)), k)
    assume(sum(counts) >= k)
    attack = Attack(list(told))
    attack.knows(sum(counts), *told)
    for key, count in told.items():
        attack.knows(count, key)
    for key in (key for key, count in told.items() if count is None):
        assert is_safe(attack, key, k)
        assert includes_small(attack, key, k)


@given(COUNTS, THRESHOLDS)
@FEW
def test_knowing_that_only_0_is_told_as_0_does_not_help(counts, k):
    told = protect_counts({"empty": 0, **dict(enumerate(counts))}, k)
    hidden = [key for key, count in told.items() if count is None]
    if "empty" in hidden:  # a hidden cell may be empty too: the other tests say what is left
        return
    attack = Attack(hidden)  # on the people beyond the first one of each hidden cell
    attack.knows(sum(counts[key] for key in hidden) - len(hidden), *hidden)
    assert all(is_safe(attack, key, k) for key in hidden)


@given(SHARES, THRESHOLDS)
@FEW
def test_each_hidden_share_has_k_values_or_more(figures, k):
    cells = dict(enumerate(figures))
    told = protect(cells, Unit.SHARE, k)
    assume(told.total is not None and 0 < told.total.numerator < told.total.denominator)
    people_told = protect_counts({key: figure.denominator for key, figure in cells.items()}, k)
    attack = attack_on_shares(cells, told, people_told)
    for key in (key for key, figure in told.cells.items() if figure is None):
        assert is_safe(attack, ("counted", key), k)
        if people_told[key] is None:
            assert is_safe(attack, ("people", key), k)
            assert includes_small(attack, ("people", key), k)


@given(SHARES, THRESHOLDS)
@FEW
def test_a_small_cell_stays_hidden_from_one_who_knows_the_people_of_every_cell(figures, k):
    cells = dict(enumerate(figures))
    told = protect(cells, Unit.SHARE, k)
    assume(told.total is not None and 0 < told.total.numerator < told.total.denominator)
    people = {key: figure.denominator for key, figure in cells.items()}
    attack = attack_on_shares(cells, told, people)
    for key, figure in cells.items():
        uncounted = figure.denominator - figure.numerator
        if 0 < figure.numerator < k or 0 < uncounted < k or 0 < figure.denominator < k:
            lowest, highest = attack.range_of(("counted", key))
            assert highest - lowest >= min(k, figure.denominator)
            assert lowest < k or figure.denominator - highest < k


@given(MEANS, THRESHOLDS)
@FEW
def test_neither_the_sum_nor_the_people_of_a_hidden_mean_can_be_subtracted(figures, k):
    cells = dict(enumerate(figures))
    told = protect(cells, Unit.MEAN, k)
    assume(told.total is not None)
    for part, sensitive in (("numerator", "denominator"), ("denominator",) * 2, ("waiting",) * 2):
        attack = Attack(list(cells))
        attack.knows(getattr(told.total, part), *cells)
        for key, figure in told.cells.items():
            attack.knows(figure and getattr(figure, part), key)
        needed = min(k, getattr(told.total, part))
        for key in (key for key, figure in cells.items() if 0 < getattr(figure, sensitive) < k):
            assert is_safe(attack, key, k, needed)


@given(st.data(), st.lists(PEOPLE, min_size=1, max_size=6), THRESHOLDS)
@FEW
def test_two_figures_on_the_same_people_do_not_give_back_the_people_of_a_cell(data, people, k):
    """T152."""
    tables = [protect_counts(dict(enumerate(people)), k)]
    for unit in (Unit.SHARE, Unit.MEAN):
        numerators = [data.draw(st.integers(0, number)) for number in people]
        cells = {key: Figure(n, d) for key, (n, d) in enumerate(zip(numerators, people, strict=True))}
        told = protect(cells, unit, k).cells
        tables.append({key: figure and figure.denominator for key, figure in told.items()})
    assume(sum(people) >= k)
    attack = Attack(list(tables[0]))
    attack.knows(sum(people), *tables[0])
    for table in tables:
        for key, number in table.items():
            attack.knows(number, key)
    for key, number in enumerate(people):
        assert number == 0 or number >= k or is_safe(attack, key, k)


@given(st.lists(st.lists(PEOPLE, min_size=1, max_size=4), min_size=1, max_size=4), THRESHOLDS)
@FEW
def test_nothing_is_found_across_communes_groups_and_territory(numbers, k):
    """T152."""
    tree = {group: {(group, i): n for i, n in enumerate(parts)} for group, parts in enumerate(numbers)}
    told = protect_tree(tree, k)
    assume(told.total is not None)
    leaves = [leaf for parts in tree.values() for leaf in parts]
    attack = Attack([*leaves, *tree])
    attack.knows(told.total, *tree)
    for group, parts in tree.items():
        attack.knows(told.groups[group], group)
        attack.sums.append(({group: -1, **dict.fromkeys(parts, 1)}, 0))
        for leaf, number in told.parts[group].items():
            attack.knows(number, leaf)
    told_of = {**told.groups, **{leaf: n for parts in told.parts.values() for leaf, n in parts.items()}}
    for name in (name for name, number in told_of.items() if number is None):
        assert is_safe(attack, name, k)
        assert includes_small(attack, name, k)


@pytest.mark.parametrize("k", [5, 11])
def test_an_attack_finds_what_a_first_rule_alone_would_leave(k):
    attack = Attack(["a", "b", "c"])
    attack.knows(100, "a", "b", "c")
    attack.knows(60, "b")
    attack.knows(38, "c")
    assert attack.range_of("a") == (2, 2)
    assert not is_safe(attack, "a", k)


def test_parts_make_the_total_when_nothing_is_hidden():
    """T156."""
    cells = {"a": Figure(20, 40), "b": Figure(30, 80), "c": Figure(11, 22)}
    told = protect(cells, Unit.SHARE, 11)
    assert total(figure for figure in told.cells.values() if figure) == told.total
