"""Old and new values of a person's file, kept with the file."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from db.models.audit import ChangeHistory
from db.models.exchanges import Note
from domain import clock
from domain.access import Viewer
from domain.errors import FieldDifference
from domain.text import clean_text
from domain.wording import in_words

# A note's text may be restricted: its history says that it changed, not what it said.
_HIDDEN = {(Note.__tablename__, "text"): "(texte)"}


def differences(
    viewer: Viewer,
    record: Any,
    values: dict[str, Any],
    labels: dict[str, str],
    names: Mapping[Any, str] = MappingProxyType({}),
) -> list[FieldDifference]:
    """The fields that these values would change, in words; `names` are those of what a field points to."""

    def told(value: Any) -> str:
        return names.get(value) or _words(viewer, value)

    return [
        FieldDifference(labels[field], told(getattr(record, field)), told(value))
        for field, value in values.items()
        if getattr(record, field) != value
    ]


def apply_changes(
    session: Session, viewer: Viewer, record: Any, values: dict[str, Any], *, beneficiary_id: int
) -> int:
    """Set what differs on the record and keep the old values; return how many fields changed."""
    changed = {field: value for field, value in values.items() if getattr(record, field) != value}
    for field, value in changed.items():
        hidden = _HIDDEN.get((record.__tablename__, field))
        session.add(
            ChangeHistory(
                consortium_id=viewer.consortium_id,
                beneficiary_id=beneficiary_id,
                object_kind=record.__tablename__,
                object_id=record.id,
                field=field,
                old_value=hidden or _words(viewer, getattr(record, field)),
                new_value=hidden or _words(viewer, value),
                changed_at=clock.now(),
                changed_by=viewer.professional_id,
            )
        )
        setattr(record, field, value)
    return len(changed)


def cleaned(value: Any) -> Any:
    """A value as it is stored: text is cleaned, the rest is kept."""
    return clean_text(value) if isinstance(value, str) and not isinstance(value, Enum) else value


def _words(viewer: Viewer, value: Any) -> str:
    """An instant is told in the consortium's time, whether it was stored or has just been typed."""
    return in_words(clock.local_time(viewer.time_zone, value) if isinstance(value, datetime) else value)
