"""A new offer reaches a stage: dated, with what was decided; opened, it is a service of the catalogue."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from db.actions.administration import sign_record
from db.actions.history import cleaned
from db.actions.offer.new_offer_writing import add_turn, load_to_change, write_fields
from db.actions.offer.new_services import create_service
from db.models.offer import Service
from db.models.referrals import NewOffer
from db.queries.new_offers import get_new_offer
from db.queries.offer_scopes import visible_services
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import DomainError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from domain.offer.new_offers import StageDraft, stages_after
from domain.offer.new_services import NewService
from domain.offer.services import ServiceValues
from domain.offer.sheets import ServiceDraft
from domain.offer.words import NewOfferStage


def move_new_offer(session: Session, viewer: Viewer, new_offer_id: int, *, draft: StageDraft) -> None:
    """From its stage to this one; what was planned next is replaced, and kept in the history."""
    offer = load_to_change(session, viewer, new_offer_id)
    if draft.stage not in stages_after(offer.stage):
        raise DomainError(f"Cette offre est maintenant à l’étape «\u00a0{offer.stage.label}\u00a0».")
    sheet = get_new_offer(session, viewer, new_offer_id)
    draft = _cleaned(draft)
    has_service = offer.service_id is not None
    if problems := draft.problems(viewer.today, sheet.reached_on, has_service=has_service):
        raise InvalidInputError(problems)
    if draft.stage == NewOfferStage.OPEN and not has_service:
        offer.service_id = _service_of(session, viewer, offer, draft)
    offer.stage = draft.stage
    typed: dict[str, Any] = {"next_step": draft.next_step, "next_step_on": draft.next_step_on}
    if draft.stage == NewOfferStage.EVALUATED:
        typed["evaluation"] = draft.evaluation
    write_fields(session, viewer, offer, sheet.draft, typed)
    add_turn(session, offer, reached_on=draft.reached_on, words=draft.words)
    sign_record(session, viewer, AuditEvent.UPDATE, offer, f"stage {draft.stage}")


def _cleaned(draft: StageDraft) -> StageDraft:
    texts = ("words", "next_step", "evaluation")
    return replace(draft, **{name: cleaned(getattr(draft, name)) for name in texts})


def _service_of(session: Session, viewer: Viewer, offer: NewOffer, draft: StageDraft) -> int:
    """The service of the catalogue that it is, or the one that is created from what was written."""
    if draft.service_id is None:
        service_id = new_id()
        new = NewService(ServiceDraft(_values(offer, draft)), draft.carrier)
        create_service(session, viewer, record_id=service_id, new=new)
        return service_id
    known = visible_services(viewer).where(Service.id == draft.service_id)
    if session.scalars(known).one_or_none() is None:
        raise NotFoundError
    return draft.service_id


def _values(offer: NewOffer, draft: StageDraft) -> ServiceValues:
    """The rest is typed on the page of the service."""
    zone = offer.area.partition("-")[2]
    return ServiceValues(
        "",
        "",
        "",
        offer.title,
        offer.description or offer.title,
        draft.reached_on or offer.created_at.date(),
        themes=draft.themes,
        publics_details=offer.target_public,
        zones=frozenset({zone} if zone else ()),
    )
