"""Stored values as French words: for the history of a file and for conflicts."""

from datetime import date, datetime
from typing import Any

from domain.labels import LabelledEnum


def in_words(value: Any) -> str:
    """A value as it is shown: label of an enum, jj/mm/aaaa, oui or non; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, LabelledEnum):
        return value.label
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, frozenset):
        return ", ".join(sorted(in_words(item) for item in value))
    return str(value)
