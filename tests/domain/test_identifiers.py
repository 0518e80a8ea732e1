"""Identifiers made without asking the database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import MAX_NODE, IdGenerator, new_id, use_generator

EPOCH_MS = 1_735_689_600_000
INSTANTS = st.integers(EPOCH_MS, EPOCH_MS + 2**40 - 2)  # until November 2059
NODES = st.integers(0, MAX_NODE)


@given(instant=INSTANTS, node=NODES)
def test_an_identifier_stays_exact_in_a_browser(instant, node):
    assert 0 <= IdGenerator(lambda: instant, node)() < 2**53


@given(instants=st.lists(INSTANTS, min_size=2, max_size=50), node=NODES)
def test_identifiers_increase_even_when_the_clock_goes_back(instants, node):
    """T068."""
    readings = iter(instants)
    generate = IdGenerator(lambda: next(readings), node)
    made = [generate() for _ in instants]
    assert made == sorted(set(made))


@given(instant=INSTANTS)
def test_a_burst_in_one_millisecond_stays_unique_and_increasing(instant):
    generate = IdGenerator(lambda: instant)
    made = [generate() for _ in range(600)]
    assert made == sorted(set(made))


@given(instant=INSTANTS, nodes=st.lists(NODES, min_size=2, max_size=2, unique=True))
def test_two_processes_never_make_the_same_identifier(instant, nodes):
    """T103."""
    first, second = (IdGenerator(lambda: instant, node) for node in nodes)
    assert {first() for _ in range(300)}.isdisjoint(second() for _ in range(300))


def test_threads_of_one_process_never_make_the_same_identifier():
    generate = IdGenerator(lambda: EPOCH_MS)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: generate(), range(4000)))
    assert len(set(made)) == 4000


@pytest.mark.parametrize("node", [-1, MAX_NODE + 1])
def test_a_process_number_out_of_range_is_refused(node):
    with pytest.raises(ValueError, match="node must be between"):
        IdGenerator(lambda: EPOCH_MS, node)


def test_a_test_or_a_demonstration_may_choose_its_own_generator():
    former = use_generator(lambda: 42)
    try:
        assert new_id() == 42
    finally:
        use_generator(former)
    assert new_id() > 42
