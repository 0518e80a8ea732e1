"""Services kept up to date by hand: confirmed, or corrected field by field."""

from sqlalchemy.orm import Session

from db.actions.administration import sign_record
from db.actions.offer.service_writing import (
    cleaned_draft,
    differences_told,
    keep_history,
    mark_checked,
    write_draft,
)
from db.models.offer import OfferStructure, Service
from db.queries.offer_scopes import visible_services
from db.queries.services import get_service
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import EditConflictError, InvalidInputError, NotFoundError
from domain.offer.rights import require_offer_change
from domain.offer.sheets import ServiceDraft, changed_fields, disputed_fields, with_fields


def confirm_service(session: Session, viewer: Viewer, service_id: int) -> None:
    """« C’est à jour »: nothing to correct today."""
    service = _load_to_change(session, viewer, service_id)
    mark_checked(viewer, service)
    sign_record(session, viewer, AuditEvent.UPDATE, service, "checked_on")


def correct_service(
    session: Session,
    viewer: Viewer,
    service_id: int,
    *,
    version: int,
    shown: ServiceDraft,
    draft: ServiceDraft,
) -> None:
    """Write the fields typed otherwise than they were shown at `version`; who corrects has checked.

    EditConflictError, with both values, when somebody else changed one of these fields meanwhile.
    """
    service = _load_to_change(session, viewer, service_id)
    stored = get_service(session, viewer, service_id).draft
    typed = changed_fields(shown, cleaned_draft(draft))
    if service.version != version and (disputed := disputed_fields(shown, stored, typed)):
        raise EditConflictError(differences_told(session, viewer, stored, disputed), service.version)
    after = with_fields(stored, typed)
    problems = after.problems(viewer.today)
    if refused := {name: words for name, words in problems.items() if name in typed}:
        raise InvalidInputError(refused)  # what a file brought with a defect does not stop the rest
    if changed := changed_fields(stored, after):
        keep_history(session, viewer, service, stored, changed)
        write_draft(session, viewer, service, stored, after)
    mark_checked(viewer, service)
    sign_record(session, viewer, AuditEvent.UPDATE, service, ", ".join(changed)[:500] or "checked_on")


def _load_to_change(session: Session, viewer: Viewer, service_id: int) -> Service:
    """The service, held until the end; ForbiddenError when another structure keeps it."""
    statement = visible_services(viewer).where(Service.id == service_id).with_for_update()
    service = session.scalars(statement).one_or_none()
    if service is None:
        raise NotFoundError
    structure = session.get_one(OfferStructure, (viewer.consortium_id, service.offer_structure_id))
    require_offer_change(viewer, structure.structure_id)
    return service
