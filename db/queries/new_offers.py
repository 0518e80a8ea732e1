"""New offers designed together: the board, one in full, and the evidence of a need."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.consortia import Structure
from db.models.offer import Service
from db.models.referrals import NewOffer, NewOfferChange, NewOfferStructure, NewOfferTurn
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.offer.new_offer_views import NewOfferCard, NewOfferFilters, NewOfferSheet, Turn
from domain.offer.new_offers import READERS, NewOfferDraft, figures_of, is_over
from domain.offer.sheets import ServiceChange
from domain.offer.words import NewOfferStage

EVERYTHING = NewOfferFilters()
_GOES_ON = [stage for stage in NewOfferStage if not is_over(stage)]
_COLUMNS = ("title", "theme", "area", "target_public", "description", "owner_id", "next_step",
            "next_step_on", "evaluation")  # fmt: skip


def visible_new_offers(viewer: Viewer) -> Select[NewOffer]:
    """Those of the viewer's consortium, for who accompanies people in it and for its pilotage."""
    may_read = true() if viewer.has(*READERS) else false()
    return select(NewOffer).where(NewOffer.consortium_id == viewer.consortium_id, may_read)


def list_new_offers(
    session: Session, viewer: Viewer, filters: NewOfferFilters = EVERYTHING
) -> list[NewOfferCard]:
    """Every one that is asked, the oldest next step first: late ones before the others; two statements."""
    asked = visible_new_offers(viewer).where(*_conditions(viewer, filters))
    reached_on = (
        select(func.max(NewOfferTurn.reached_on))
        .where(_here(NewOfferTurn, NewOfferTurn.new_offer_id == NewOffer.id))
        .scalar_subquery()
    )
    rows = session.execute(
        _with_names(asked, reached_on.label("reached_on")).order_by(
            NewOffer.next_step_on.is_(None), NewOffer.next_step_on, NewOffer.title, NewOffer.id
        )
    ).all()
    structures = _structures_of(session, viewer, asked)
    return [_card(row, structures[row.NewOffer.id]) for row in rows]


def get_new_offer(session: Session, viewer: Viewer, new_offer_id: int) -> NewOfferSheet:
    """All of one, in four statements; NotFoundError out of the viewer's sight."""
    asked = visible_new_offers(viewer).where(NewOffer.id == new_offer_id)
    row = session.execute(_with_names(asked)).one_or_none()
    if row is None:
        raise NotFoundError
    offer, structures = row.NewOffer, _structures_of(session, viewer, asked)[new_offer_id]
    return NewOfferSheet(
        offer.id,
        offer.version,
        offer.stage,
        draft_of(offer, frozenset(structures)),
        figures_of(offer.evidence),
        _name(row),
        structures,
        offer.service_id,
        row.service_name or "",
        _turns_of(session, asked),
        _changes_of(session, asked),
    )


def draft_of(offer: NewOffer, structures: frozenset[int]) -> NewOfferDraft:
    """What its form shows."""
    proof = offer.evidence.get("words", "")
    return NewOfferDraft(
        proof=proof, structures=structures, **{name: getattr(offer, name) for name in _COLUMNS}
    )


def _conditions(viewer: Viewer, filters: NewOfferFilters) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if filters.theme:
        asked.append(NewOffer.theme == filters.theme)
    if filters.is_mine:
        of_mine = NewOfferStructure.structure_id == viewer.structure_id
        takes_part = exists().where(
            _here(NewOfferStructure, NewOfferStructure.new_offer_id == NewOffer.id), of_mine
        )
        asked.append(or_(NewOffer.owner_id == viewer.professional_id, takes_part))
    if filters.is_late:
        asked += [NewOffer.next_step_on < viewer.today, NewOffer.stage.in_(_GOES_ON)]
    return asked


def _with_names(asked: Select[NewOffer], *more: Any) -> Select[*tuple[Any, ...]]:
    """With who leads it, and the service that it became."""
    return (
        asked.outerjoin(Professional, _here(Professional, Professional.id == NewOffer.owner_id))
        .outerjoin(Service, _here(Service, Service.id == NewOffer.service_id))
        .with_only_columns(
            NewOffer,
            Professional.first_name,
            Professional.last_name,
            Service.name.label("service_name"),
            *more,
            maintain_column_froms=True,
        )
    )


def _structures_of(
    session: Session, viewer: Viewer, asked: Select[NewOffer]
) -> defaultdict[int, dict[int, str]]:
    """Names of the structures that take part in each, in order."""
    rows = session.execute(
        select(NewOfferStructure.new_offer_id, Structure.id, Structure.name)
        .join(
            Structure,
            and_(
                Structure.consortium_id == NewOfferStructure.consortium_id,
                Structure.id == NewOfferStructure.structure_id,
            ),
        )
        .where(
            NewOfferStructure.consortium_id == viewer.consortium_id,
            NewOfferStructure.new_offer_id.in_(asked.with_only_columns(NewOffer.id)),
        )
        .order_by(Structure.name, Structure.id)
    )
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for new_offer_id, structure_id, name in rows:
        found[new_offer_id][structure_id] = name
    return found


def _turns_of(session: Session, asked: Select[NewOffer]) -> tuple[Turn, ...]:
    rows = session.execute(
        _told_by(asked, NewOfferTurn, NewOfferTurn.created_by).order_by(
            NewOfferTurn.reached_on, NewOfferTurn.created_at, NewOfferTurn.id
        )
    )
    return tuple(Turn(turn.stage, turn.reached_on, turn.words, _full(*who)) for turn, *who in rows)


def _changes_of(session: Session, asked: Select[NewOffer]) -> tuple[ServiceChange, ...]:
    """What was changed, the latest first; at most a hundred fields."""
    rows = session.execute(
        _told_by(asked, NewOfferChange, NewOfferChange.professional_id)
        .order_by(NewOfferChange.changed_at.desc(), NewOfferChange.id)
        .limit(100)
    )
    return tuple(
        ServiceChange(one.changed_at, one.field, one.old_value, one.new_value, _full(*who))
        for one, *who in rows
    )


def _told_by(asked: Select[NewOffer], model: Any, author: Any) -> Select[*tuple[Any, ...]]:
    """Rows of an offer with who wrote them."""
    return (
        asked.join(model, _here(model, model.new_offer_id == NewOffer.id))
        .outerjoin(Professional, _here(Professional, Professional.id == author))
        .with_only_columns(model, Professional.first_name, Professional.last_name, maintain_column_froms=True)
    )


def _card(row: Any, structures: dict[int, str]) -> NewOfferCard:
    offer = row.NewOffer
    return NewOfferCard(
        offer.id,
        draft_of(offer, frozenset(structures)),
        figures_of(offer.evidence),
        offer.stage,
        row.reached_on,
        _name(row),
        tuple(structures.values()),
        row.service_name or "",
    )


def _name(row: Any) -> str:
    return _full(row.first_name, row.last_name)


def _full(first_name: str | None, last_name: str | None) -> str:
    return f"{first_name or ''} {last_name or ''}".strip()


def _here(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.consortium_id == NewOffer.consortium_id, condition)
