"""Clicks of several people at the same instant, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from domain.errors import DomainError, EditConflictError

ROUNDS = range(6)
Click = Callable[[], object]


def at_once(*clicks: Click) -> list[DomainError]:
    """Make these clicks at the same instant; what the application refused."""
    together = Barrier(len(clicks))

    def click(action):
        together.wait()
        try:
            action()
        except DomainError as error:
            return error
        return None

    with ThreadPoolExecutor(len(clicks)) as pool:
        return [error for error in pool.map(click, clicks) if error]


def race(duo, click, values, shown, stored):
    """Both type at once, again and again: each time one value is kept and the other one is told."""
    for rank in ROUNDS:
        typed = values(rank)
        refused = at_once(
            lambda shown=shown, mine=typed[0]: click(duo.social, mine, shown),
            lambda shown=shown, mine=typed[1]: click(duo.professional, mine, shown),
        )
        shown = stored()
        assert [type(error) for error in refused] == [EditConflictError]
        assert shown in typed
        ((_, told_stored, told_typed),) = refused[0].differences
        assert {told_stored, told_typed} == set(typed)
