"""Old and new values of a person's file, kept with the file."""

from typing import Any

from sqlalchemy.orm import Session

from db.models.audit import ChangeHistory
from db.models.exchanges import Note
from domain import clock
from domain.access import Viewer
from domain.errors import FieldDifference
from domain.wording import in_words

# A note's text may be restricted: its history says that it changed, not what it said.
_HIDDEN = {(Note.__tablename__, "text"): "(texte)"}


def differences(record: Any, values: dict[str, Any], labels: dict[str, str]) -> list[FieldDifference]:
    """The fields that these values would change, in words."""
    return [
        FieldDifference(labels[field], in_words(getattr(record, field)), in_words(value))
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
                old_value=hidden or in_words(getattr(record, field)),
                new_value=hidden or in_words(value),
                changed_at=clock.now(),
                changed_by=viewer.professional_id,
            )
        )
        setattr(record, field, value)
    return len(changed)
