"""Needs that a diagnosis retains on the national themes, as bits: counted without a join."""

from collections.abc import Mapping
from functools import cache

from domain.diagnosis.core import core_codes
from domain.diagnosis.words import ThemeState


@cache
def national_themes() -> Mapping[str, int]:
    """Code of each national theme → its bit; the order of the national core never changes."""
    return {code: rank for rank, code in enumerate(core_codes())}


def needs_bits(retained: Mapping[str, ThemeState | None]) -> int:
    """The national themes retained as a need or a constraint, from the state retained of each theme."""
    return sum(
        1 << rank
        for code, rank in national_themes().items()
        if (state := retained.get(code)) and state.is_to_lift
    )
