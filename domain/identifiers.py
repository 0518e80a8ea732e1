"""Identifiers made by the application: integers below 2^53, unique across consortia (ADR 2).

40 bits of milliseconds since 2025, 5 bits of process number, 8 bits of sequence: they sort by time, need
no round trip to the database, and stay exact in a browser, whose numbers stop at 2^53.
"""

import time
from collections.abc import Callable
from threading import Lock

_EPOCH_MS = 1_735_689_600_000  # 2025-01-01T00:00:00Z
_SEQUENCE_BITS = 8
_NODE_BITS = 5
MAX_NODE = (1 << _NODE_BITS) - 1


class IdGenerator:
    """Strictly increasing identifiers; a burst borrows the next milliseconds instead of waiting."""

    def __init__(self, read_ms: Callable[[], int], node: int = 0) -> None:
        if not 0 <= node <= MAX_NODE:
            raise ValueError(f"node must be between 0 and {MAX_NODE}")
        self._read_ms = read_ms
        self._node = node
        self._last_tick = 0
        self._lock = Lock()

    def __call__(self) -> int:
        with self._lock:
            tick = (self._read_ms() - _EPOCH_MS) << _SEQUENCE_BITS
            self._last_tick = max(tick, self._last_tick + 1)
            elapsed_ms, sequence = divmod(self._last_tick, 1 << _SEQUENCE_BITS)
        return ((elapsed_ms << _NODE_BITS) | self._node) << _SEQUENCE_BITS | sequence


_generator: Callable[[], int] = IdGenerator(lambda: time.time_ns() // 1_000_000)


def use_generator(generator: Callable[[], int]) -> Callable[[], int]:
    """Make `new_id` draw from this generator (server, seeded demonstration, tests); return the former."""
    global _generator
    former, _generator = _generator, generator
    return former


def new_id() -> int:
    """A new identifier."""
    return _generator()


def written_id(identifier: int) -> str:
    """« J486254123456789 »: with a letter before it, a spreadsheet keeps every digit."""
    return f"J{identifier}"
