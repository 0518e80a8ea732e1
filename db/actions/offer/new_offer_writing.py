"""What writing a new offer shares: its columns, its structures, its history, its stages."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.actions.history import cleaned
from db.models.accounts import Professional
from db.models.consortia import Structure
from db.models.referrals import NewOffer, NewOfferChange, NewOfferStructure, NewOfferTurn
from db.queries.new_offer_choices import list_new_offer_choices
from db.queries.new_offers import visible_new_offers
from db.queries.scopes import visible_professionals, visible_structures
from domain import clock
from domain.access import Viewer, require_role
from domain.errors import FieldDifference, NotFoundError
from domain.offer.new_offers import (
    LABELS,
    WRITERS,
    NewOfferDraft,
    changed_fields,
    figures_of,
    stored_evidence,
    values_of,
    with_fields,
)
from domain.wording import in_words

_APART = frozenset({"proof", "structures"})  # not columns
_CHOSEN = frozenset({"theme", "area", "structures", "owner_id"})  # told by their names


def load_to_change(session: Session, viewer: Viewer, new_offer_id: int) -> NewOffer:
    """The offer, held until the end; ForbiddenError to the pilotage, which reads."""
    statement = visible_new_offers(viewer).where(NewOffer.id == new_offer_id).with_for_update()
    offer = session.scalars(statement).one_or_none()
    if offer is None:
        raise NotFoundError
    require_role(viewer, *WRITERS)
    return offer


def write_fields(
    session: Session, viewer: Viewer, offer: NewOffer, stored: NewOfferDraft, typed: Mapping[str, Any]
) -> None:
    """Set what differs and keep the old values."""
    changed = changed_fields(stored, with_fields(stored, typed))
    _keep_history(session, viewer, offer, stored, changed)
    require_owner(session, viewer, changed.get("owner_id"))
    for name, value in columns_of(changed).items():
        setattr(offer, name, value)
    if "proof" in changed:
        offer.evidence = stored_evidence(changed["proof"], figures_of(offer.evidence))
    session.flush()
    if "structures" in changed:
        flag_modified(offer, "stage")  # a new version, although no column differs
        write_structures(session, viewer, offer, changed["structures"])


def add_turn(session: Session, offer: NewOffer, **values: Any) -> None:
    """The stage where it is now, and when it reached it."""
    stage = offer.stage
    session.add(NewOfferTurn(consortium_id=offer.consortium_id, new_offer_id=offer.id, stage=stage, **values))
    session.flush()


def cleaned_draft(draft: NewOfferDraft) -> NewOfferDraft:
    """Its texts as they are stored."""
    return with_fields(draft, {name: cleaned(value) for name, value in values_of(draft).items()})


def columns_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the fields that are columns."""
    return {name: value for name, value in values.items() if name not in _APART}


def require_owner(session: Session, viewer: Viewer, owner_id: int | None) -> None:
    """A professional of the consortium: a forged identifier is answered like an absent one."""
    known = visible_professionals(viewer).where(Professional.id == owner_id)
    if owner_id is not None and session.scalars(known).one_or_none() is None:
        raise NotFoundError


def write_structures(session: Session, viewer: Viewer, offer: NewOffer, structures: frozenset[int]) -> None:
    """Structures of the consortium only."""
    known = visible_structures(viewer).where(Structure.id.in_(structures)).with_only_columns(Structure.id)
    if set(session.scalars(known)) != structures:
        raise NotFoundError
    key = {"consortium_id": viewer.consortium_id, "new_offer_id": offer.id}
    session.execute(delete(NewOfferStructure).filter_by(**key))
    session.add_all(NewOfferStructure(**key, structure_id=one) for one in structures)
    session.flush()


def differences_told(
    session: Session, viewer: Viewer, stored: NewOfferDraft, typed: Mapping[str, Any]
) -> list[FieldDifference]:
    """The stored value of these fields beside the typed one, in words."""
    told = _told(session, viewer, stored, typed)
    return [FieldDifference(LABELS[name], *words) for name, words in told.items()]


def _keep_history(
    session: Session, viewer: Viewer, offer: NewOffer, before: NewOfferDraft, changed: Mapping[str, Any]
) -> None:
    for name, (old, new) in _told(session, viewer, before, changed).items():
        session.add(
            NewOfferChange(
                consortium_id=viewer.consortium_id,
                new_offer_id=offer.id,
                field=name,
                old_value=old,
                new_value=new,
                changed_at=clock.now(),
                professional_id=viewer.professional_id,
            )
        )


def _told(
    session: Session, viewer: Viewer, stored: NewOfferDraft, typed: Mapping[str, Any]
) -> dict[str, tuple[str, str]]:
    """Field → stored and typed value, in words."""
    now, words = values_of(stored), _wording(session, viewer, typed)
    return {name: (words(name, now[name]), words(name, value)) for name, value in typed.items()}


def _wording(session: Session, viewer: Viewer, typed: Mapping[str, Any]) -> Callable[[str, Any], str]:
    """How a value of a field is said; what is chosen, by its name."""
    names: dict[str, Mapping[Any, str]] = {}
    if not _CHOSEN.isdisjoint(typed):
        choices = list_new_offer_choices(session, viewer)
        chosen = choices.themes, choices.areas, choices.structures, choices.professionals
        names = dict(zip(("theme", "area", "structures", "owner_id"), chosen, strict=True))

    def words(name: str, value: Any) -> str:
        known = names.get(name, {})
        if isinstance(value, frozenset):
            return ", ".join(sorted(known.get(one, str(one)) for one in value))
        return known.get(value) or in_words(value)

    return words
