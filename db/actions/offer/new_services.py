"""Services typed here, and which member of the consortium a structure of the offer is."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from db.actions.administration import sign_record
from db.actions.offer.rows import set_service_values
from db.actions.offer.service_writing import cleaned_draft, mark_checked, write_draft
from db.models.consortia import Structure
from db.models.offer import OfferStructure, Service
from db.queries.offer_scopes import visible_offer_structures
from db.queries.scopes import visible_structures
from domain.access import PEOPLE_ROLES, Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import InvalidInputError, NotFoundError
from domain.identifiers import new_id
from domain.offer.new_services import NewService
from domain.offer.rights import require_offer_change
from domain.offer.sheets import ServiceDraft

OWN_SOURCE = "jalons"


def create_service(session: Session, viewer: Viewer, *, record_id: int, new: NewService) -> None:
    """A service typed here, checked today; sent twice, created once."""
    require_role(viewer, *PEOPLE_ROLES)
    if session.get(Service, (viewer.consortium_id, record_id)):
        return
    draft = cleaned_draft(new.service)
    if problems := replace(new, service=draft).problems(viewer.today):
        raise InvalidInputError(problems)
    structure = _carrier(session, viewer, new)
    own: dict[str, Any] = {"source": OWN_SOURCE, "external_id": f"{OWN_SOURCE}--{record_id}"}
    own["updated_on"] = viewer.today
    service = Service(consortium_id=viewer.consortium_id, id=record_id, name=draft.values.name, **own)
    service.offer_structure_id, service.search_text = structure.id, ""
    session.add(service)
    session.flush()
    values = replace(draft.values, structure_external_id=structure.external_id, **own)
    set_service_values(session, viewer, service, values)
    write_draft(session, viewer, service, ServiceDraft(values), replace(draft, values=values))
    mark_checked(viewer, service)
    sign_record(session, viewer, AuditEvent.CREATE, service)


def link_structure(
    session: Session, viewer: Viewer, offer_structure_id: int, *, structure_id: int | None
) -> None:
    """Say which member of the consortium this structure of the offer is, if any."""
    require_role(viewer, Role.COORDINATOR)
    structure = _offer_structure(session, viewer, offer_structure_id)
    if structure_id is not None:
        _member(session, viewer, structure_id)
    if structure.structure_id != structure_id:
        structure.structure_id = structure_id
        sign_record(session, viewer, AuditEvent.UPDATE, structure, "structure_id")


def _carrier(session: Session, viewer: Viewer, new: NewService) -> OfferStructure:
    """The structure of the offer that carries it, made now for a member or a name that it does not hold."""
    asked = new.carrier
    if asked and asked.offer_structure_id is not None:
        found = _offer_structure(session, viewer, asked.offer_structure_id)
        require_offer_change(viewer, found.structure_id)
        return found
    member = _member(session, viewer, asked.structure_id) if asked and asked.structure_id else None
    require_offer_change(viewer, member.id if member else None)
    record_id = new_id()
    structure = OfferStructure(
        consortium_id=viewer.consortium_id,
        id=record_id,
        source=OWN_SOURCE,
        external_id=f"{OWN_SOURCE}--{record_id}",
        name=member.name if member else new.structure_name.strip(),
        structure_id=member.id if member else None,
        updated_on=viewer.today,
    )
    session.add(structure)
    sign_record(session, viewer, AuditEvent.CREATE, structure)
    return structure


def _offer_structure(session: Session, viewer: Viewer, offer_structure_id: int) -> OfferStructure:
    known = visible_offer_structures(viewer).where(OfferStructure.id == offer_structure_id)
    found = session.scalars(known).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def _member(session: Session, viewer: Viewer, structure_id: int) -> Structure:
    found = session.scalars(visible_structures(viewer).where(Structure.id == structure_id)).one_or_none()
    if found is None:
        raise NotFoundError
    return found
