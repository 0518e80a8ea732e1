"""What writing a service by hand shares: its columns, its history, its last check."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.actions.history import cleaned
from db.actions.offer.rows import note_service_corrections, set_service_values
from db.models.consortia import Structure
from db.models.offer import Service, ServiceChange, ServicePrescriber
from db.queries.directory import list_structures
from db.queries.scopes import visible_structures
from db.queries.services import list_names
from domain import clock
from domain.access import Viewer
from domain.errors import FieldDifference, NotFoundError
from domain.offer.sheets import LABELS, LOCAL_LABELS, ServiceDraft, with_fields
from domain.wording import in_words

_CHOSEN = frozenset({"themes", "publics", "zones", "commune_code"})  # told by codes


def cleaned_draft(draft: ServiceDraft) -> ServiceDraft:
    """Its texts as they are stored."""
    return with_fields(draft, {name: cleaned(value) for name, value in draft.fields().items()})


def mark_checked(viewer: Viewer, service: Service) -> None:
    """Checked today by the viewer; what she keeps is in the offer, whatever the last file said."""
    service.checked_on, service.checked_by_id = viewer.today, viewer.professional_id
    service.missing_since_on = None


def write_draft(
    session: Session, viewer: Viewer, service: Service, before: ServiceDraft, after: ServiceDraft
) -> None:
    """Columns and child rows; the producer's fields changed here are kept against later loads."""
    if before.values != after.values:
        note_service_corrections(service, before.values, after.values)
        set_service_values(session, viewer, service, after.values)
    local = after.local
    if before.local.places != local.places:
        service.places_told_on = None if local.places is None else viewer.today
    for name in LOCAL_LABELS.keys() - {"prescribers"}:
        setattr(service, name, getattr(local, name))
    session.flush()
    if before.local.prescribers != local.prescribers:
        _write_prescribers(session, viewer, service, local.prescribers)


def keep_history(
    session: Session, viewer: Viewer, service: Service, before: ServiceDraft, changed: Mapping[str, Any]
) -> None:
    """Old and new value of each field, in words."""
    stored = before.fields()
    words = _wording(session, viewer, {**stored, **changed}, stored)
    for name, value in changed.items():
        session.add(
            ServiceChange(
                consortium_id=viewer.consortium_id,
                service_id=service.id,
                field=name,
                old_value=words(name, stored[name]),
                new_value=words(name, value),
                changed_at=clock.now(),
                professional_id=viewer.professional_id,
            )
        )


def differences_told(
    session: Session, viewer: Viewer, stored: ServiceDraft, typed: Mapping[str, Any]
) -> list[FieldDifference]:
    """The stored value of these fields beside the typed one, in words."""
    now = stored.fields()
    words = _wording(session, viewer, typed, now)
    return [
        FieldDifference(LABELS[name], words(name, now[name]), words(name, value))
        for name, value in typed.items()
    ]


def _wording(session: Session, viewer: Viewer, *fields: Mapping[str, Any]) -> Callable[[str, Any], str]:
    """How a value of a field is said; codes and structures by their names."""
    chosen = [value for some in fields for name, value in some.items() if name in _CHOSEN and value]
    codes = {code for value in chosen for code in ([value] if isinstance(value, str) else value)}
    names: dict[Any, str] = {**list_names(session, viewer, codes)}
    if any(some.get("prescribers") for some in fields):
        names |= list_structures(session, viewer)

    def words(name: str, value: Any) -> str:
        if isinstance(value, frozenset):
            return ", ".join(sorted(names.get(one, in_words(one)) for one in value))
        return names.get(value, value) or "" if name == "commune_code" else in_words(value)

    return words


def _write_prescribers(
    session: Session, viewer: Viewer, service: Service, prescribers: frozenset[int]
) -> None:
    """Structures of the consortium only: a forged identifier is answered like an absent one."""
    known = visible_structures(viewer).where(Structure.id.in_(prescribers)).with_only_columns(Structure.id)
    if set(session.scalars(known)) != prescribers:
        raise NotFoundError
    key = {"consortium_id": viewer.consortium_id, "service_id": service.id}
    session.execute(delete(ServicePrescriber).filter_by(**key))
    session.add_all(ServicePrescriber(**key, structure_id=one) for one in prescribers)
    session.flush()
