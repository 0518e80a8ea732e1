"""Values of an import as text: kept between preview and confirmation, and as what a source last said."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from domain.follow_up import ContractKind, Track
from domain.imports.model import ImportField, Value
from domain.people import Civility, Public

Values = dict[ImportField, Value]

_READERS: dict[ImportField, Callable[[str], Any]] = {
    ImportField.JALONS_ID: int,
    ImportField.CIVILITY: Civility,
    ImportField.BIRTH_DATE: date.fromisoformat,
    ImportField.PUBLICS: lambda text: frozenset(Public(word) for word in text.split(",")),
    ImportField.ENTERED_ON: date.fromisoformat,
    ImportField.STRUCTURE: int,
    ImportField.REFERENT: int,
    ImportField.TRACK: Track,
    ImportField.ORIENTED_ON: date.fromisoformat,
    ImportField.CONTRACT_KIND: ContractKind,
    ImportField.CONTRACT_STARTS_ON: date.fromisoformat,
    ImportField.CONTRACT_ENDS_ON: date.fromisoformat,
    ImportField.LAST_APPOINTMENT: datetime.fromisoformat,
    ImportField.NEXT_APPOINTMENT: datetime.fromisoformat,
}


def to_text(values: Values) -> dict[str, str]:
    """Each value as one text, the same for the same value."""
    return {str(field): said(value) for field, value in values.items()}


def from_text(texts: Mapping[str, str]) -> Values:
    """What `to_text` was given."""
    fields = {ImportField(name): text for name, text in texts.items()}
    return {field: _READERS.get(field, str)(text) for field, text in fields.items()}


def said(value: Value) -> str:
    """One value as text: dates in ISO, publics sorted."""
    if isinstance(value, frozenset):
        return ",".join(sorted(str(public.value) for public in value))
    if isinstance(value, date):  # an instant too: without its zone, as it was read
        return value.isoformat()
    return str(value.value) if isinstance(value, Enum) else str(value)
