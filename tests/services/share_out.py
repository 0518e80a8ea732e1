"""In which order tests are given to the workers of a run."""

import os
from collections import defaultdict
from itertools import chain, islice

import pytest

_LONGEST = {"test_bench.py", "journeys"}
_WALKS, _WORKERS = "test_accessibility.py", "PYTEST_XDIST_WORKER_COUNT"


def share_out(items: list[pytest.Item]) -> None:
    """Each worker starts with its share of the longest tests: one would end them alone, after the others.

    Workers receive slices of the list of the same length, then take from the end of one another's.
    """
    shares = _shares_of_longest([item for item in items if _is_long(item)])
    others = iter([item for item in items if not _is_long(item)])
    size = len(items) // len(shares)
    slices = [[*share, *islice(others, max(0, size - len(share)))] for share in shares]
    items[:] = [*chain.from_iterable(slices), *others]


def _shares_of_longest(items: list[pytest.Item]) -> list[list[pytest.Item]]:
    """By worker: whole modules, which share a server, but for the walks of every page, told apart."""
    groups: dict[object, list[pytest.Item]] = defaultdict(list)
    for item in items:
        groups[item.nodeid if item.path.name == _WALKS else item.path].append(item)
    shares: list[list[pytest.Item]] = [[] for _ in range(int(os.environ.get(_WORKERS, "1")))]
    weights = [0] * len(shares)
    for group in sorted(groups.values(), key=_weight, reverse=True):
        lightest = weights.index(min(weights))
        shares[lightest] += group
        weights[lightest] += _weight(group)
    return shares


def _is_long(item: pytest.Item) -> bool:
    return bool(_LONGEST & {*item.path.parts})


def _weight(group: list[pytest.Item]) -> int:
    """Roughly: a module starts a server, then its tests are short; a walk takes as long as both."""
    return 8 if group[0].path.name == _WALKS else 4 + len(group) // 6
