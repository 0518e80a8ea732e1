"""What every draft of a person's file offers.

A draft holds exactly the columns that a form fills; `problems(today)` maps a field to what is wrong with it.
"""

from dataclasses import Field as DataclassField
from datetime import date
from typing import Any, ClassVar, Protocol


class Draft(Protocol):
    """What every record draft offers: its French name, its fields' labels, its rule."""

    __dataclass_fields__: ClassVar[dict[str, DataclassField[Any]]]
    label: ClassVar[str]
    day_field: ClassVar[str]
    field_labels: ClassVar[dict[str, str]]

    @property
    def day(self) -> date | None:
        """The day it happened or is planned; `day_field` is where it is typed."""

    def problems(self, today: date) -> dict[str, str]:
        """Field name → French message; empty when the draft may be saved."""
