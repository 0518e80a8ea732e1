"""Enums whose stored value is English and whose label is French."""

from enum import StrEnum
from typing import Self


class LabelledEnum(StrEnum):
    """A string enum whose members also carry the French words shown on screen."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:  # a default, so that `Role(value)` type-checks
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def labels_of(kind: type[LabelledEnum]) -> dict[str, str]:
    """Value → French label, in the order of the enum: what a list of choices is made of."""
    return {str(member): member.label for member in kind}
