"""What the writes of the administration share: who may, one after another, each signed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.history import differences
from db.models.consortia import Consortium
from domain.access import Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import EditConflictError, FieldDifference


def lock_consortium(session: Session, viewer: Viewer, *others: Role) -> Consortium:
    """The viewer's consortium, held until the end: its administrators (or `others`) write in turn."""
    require_role(viewer, Role.ADMINISTRATOR, *others)
    # Held without its key: the journal points to it, and others must be able to write there meanwhile.
    lock = {"key_share": True}
    return session.get_one(Consortium, viewer.consortium_id, with_for_update=lock, populate_existing=True)


def changed_values(
    viewer: Viewer,
    record: Any,
    values: dict[str, Any],
    labels: dict[str, str],
    *,
    version: int,
    names: Mapping[Any, str] = MappingProxyType({}),
    others: list[FieldDifference] | None = None,
) -> dict[str, Any]:
    """What differs from the record; EditConflictError when somebody else saved it after this version.

    `others` are differences that live outside the record's columns.
    """
    if record.version != version and (
        found := differences(viewer, record, values, labels, names) + (others or [])
    ):
        raise EditConflictError(found, record.version)
    return {field: value for field, value in values.items() if getattr(record, field) != value}


def sign_record(session: Session, viewer: Viewer, event: AuditEvent, record: Any, detail: str = "") -> None:
    """Send what was changed, then sign it: names of fields and of roles only."""
    session.flush()
    write_audit(session, viewer, event, object_kind=record.__tablename__, object_id=record.id, detail=detail)
