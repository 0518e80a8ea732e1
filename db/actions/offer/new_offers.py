"""New offers written together: created, corrected field by field, their figures read again."""

from sqlalchemy.orm import Session

from db.actions.administration import sign_record
from db.actions.offer.new_offer_writing import (
    add_turn,
    cleaned_draft,
    columns_of,
    differences_told,
    load_to_change,
    require_owner,
    write_fields,
    write_structures,
)
from db.models.referrals import NewOffer
from db.queries.new_offer_choices import tell_need
from db.queries.new_offers import get_new_offer
from domain.access import Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import DomainError, EditConflictError, InvalidInputError
from domain.offer.new_offers import (
    WRITERS,
    NewOfferDraft,
    changed_fields,
    disputed_fields,
    figures_of,
    stored_evidence,
    values_of,
    with_fields,
)

NOTHING_TOLD = (
    "Aucun chiffre ne peut être dit de ce besoin ici\u00a0: trop peu de personnes, ou secteur trop petit. "
    "Écrivez ce qui le montre."
)


def create_new_offer(session: Session, viewer: Viewer, *, record_id: int, draft: NewOfferDraft) -> None:
    """An idea, today, with the figures of its need when they may be told; sent twice, created once."""
    require_role(viewer, *WRITERS)
    if session.get(NewOffer, (viewer.consortium_id, record_id)):
        return
    draft = cleaned_draft(draft)
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    require_owner(session, viewer, draft.owner_id)
    offer = NewOffer(consortium_id=viewer.consortium_id, id=record_id, **columns_of(values_of(draft)))
    figures = tell_need(session, viewer, draft.theme, draft.area)
    offer.evidence = stored_evidence(draft.proof, figures)
    session.add(offer)
    session.flush()
    write_structures(session, viewer, offer, draft.structures)
    add_turn(session, offer, reached_on=viewer.today, words="")
    sign_record(session, viewer, AuditEvent.CREATE, offer)


def change_new_offer(
    session: Session,
    viewer: Viewer,
    new_offer_id: int,
    *,
    version: int,
    shown: NewOfferDraft,
    draft: NewOfferDraft,
) -> None:
    """Write the fields typed otherwise than they were shown at `version`.

    EditConflictError, with both values, when somebody else changed one of these fields meanwhile.
    """
    offer = load_to_change(session, viewer, new_offer_id)
    stored = get_new_offer(session, viewer, new_offer_id).draft
    typed = changed_fields(shown, cleaned_draft(draft))
    if offer.version != version and (disputed := disputed_fields(shown, stored, typed)):
        raise EditConflictError(differences_told(session, viewer, stored, disputed), offer.version)
    problems = with_fields(stored, typed).problems(viewer.today, offer.stage)
    if refused := {name: words for name, words in problems.items() if name in typed}:
        raise InvalidInputError(refused)  # a next step that is late already does not stop the rest
    write_fields(session, viewer, offer, stored, typed)
    sign_record(session, viewer, AuditEvent.UPDATE, offer, ", ".join(typed))


def read_figures_again(session: Session, viewer: Viewer, new_offer_id: int) -> None:
    """The figures of its need as they may be told today, in the place of the former ones."""
    offer = load_to_change(session, viewer, new_offer_id)
    figures = tell_need(session, viewer, offer.theme, offer.area)
    if figures is None:
        raise DomainError(NOTHING_TOLD)
    if figures_of(offer.evidence) != figures:
        offer.evidence = stored_evidence(offer.evidence.get("words", ""), figures)
        sign_record(session, viewer, AuditEvent.UPDATE, offer, "evidence")
