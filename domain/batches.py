"""Long lists, some items at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def batched(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The same items in their order, at most `size` at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))
