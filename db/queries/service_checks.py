"""Services to check: what is too old, whose it is, and the campaign that asks for it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.consortia import Structure
from db.models.offer import OfferStructure, Service
from db.models.offer_loads import CheckCampaign
from db.queries.offer_scopes import visible_offer_structures, visible_services
from domain.access import OFFER_ROLES, Viewer
from domain.dates import months_before
from domain.names import normalise_name
from domain.offer.checks import OUTSIDE, PAGE_SIZE, Campaign, CheckLine, CheckShare, Holder
from domain.offer.words import ServiceState


def count_services_to_check(
    session: Session, viewer: Viewer, *, months: int, holder: int | None = None
) -> int:
    """How many services are to check: everybody's, those of a member, or those of nobody (OUTSIDE)."""
    asked = _to_check(viewer, months, holder).with_only_columns(func.count(), maintain_column_froms=True)
    return session.scalar(asked) or 0


def list_services_to_check(
    session: Session, viewer: Viewer, *, months: int, holder: int | None = None, page: int | None = 1
) -> list[CheckLine]:
    """A page (None: all) of the services to check: never checked first, then the oldest check."""
    asked = (
        _to_check(viewer, months, holder)
        .outerjoin(Structure, _here(Structure, Structure.id == OfferStructure.structure_id))
        .outerjoin(Professional, _here(Professional, Professional.id == Service.checked_by_id))
        .with_only_columns(
            Service,
            OfferStructure,
            Structure.name.label("carrier"),
            Professional.first_name,
            Professional.last_name,
            maintain_column_froms=True,
        )
        .order_by(Service.checked_on.is_not(None), Service.checked_on, Service.name, Service.id)
    )
    if page is not None:
        asked = asked.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))
    return [_line(row) for row in session.execute(asked)]


def list_check_shares(session: Session, viewer: Viewer, *, months: int) -> list[CheckShare]:
    """Of each member of the consortium that carries services, how many are up to date; one statement."""
    is_done = Service.checked_on >= months_before(viewer.today, months)
    rows = session.execute(
        _not_closed(viewer)
        .outerjoin(Structure, _here(Structure, Structure.id == OfferStructure.structure_id))
        .with_only_columns(
            Structure.id,
            Structure.name,
            func.count(),
            func.count(case((is_done, 1))),
            maintain_column_froms=True,
        )
        .group_by(Structure.id, Structure.name)
    )
    shares = [CheckShare(number or OUTSIDE, name or "", in_all, done) for number, name, in_all, done in rows]
    return sorted(shares, key=lambda one: (one.holder == OUTSIDE, normalise_name(one.name)))


def list_holders(session: Session, viewer: Viewer) -> list[Holder]:
    """Members of the consortium that carry services of the offer, by name."""
    rows = session.execute(
        visible_offer_structures(viewer)
        .join(
            Structure,
            (Structure.consortium_id == OfferStructure.consortium_id)
            & (Structure.id == OfferStructure.structure_id),
        )
        .with_only_columns(Structure.id, Structure.name, maintain_column_froms=True)
        .distinct()
    )
    return sorted((Holder(*row) for row in rows), key=lambda one: normalise_name(one.name))


def get_open_campaign(session: Session, viewer: Viewer) -> Campaign | None:
    """The campaign that is not ended, even past its closing date; None for who reads no offer."""
    if not viewer.has(*OFFER_ROLES):
        return None
    row = session.execute(
        select(CheckCampaign, Professional)
        .outerjoin(
            Professional,
            (Professional.consortium_id == CheckCampaign.consortium_id)
            & (Professional.id == CheckCampaign.professional_id),
        )
        .where(CheckCampaign.consortium_id == viewer.consortium_id, CheckCampaign.ended_on.is_(None))
        .order_by(CheckCampaign.opened_on.desc(), CheckCampaign.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    asked, who = row
    name = who.display_name if who else ""
    return Campaign(asked.id, asked.opened_on, asked.closes_on, asked.message, name)


def _not_closed(viewer: Viewer) -> Select[Any]:
    return (
        visible_services(viewer)
        .where(Service.state != ServiceState.CLOSED)
        .join(OfferStructure, _here(OfferStructure, OfferStructure.id == Service.offer_structure_id))
    )


def _to_check(viewer: Viewer, months: int, holder: int | None) -> Select[Any]:
    too_old = Service.checked_on < months_before(viewer.today, months)
    found = _not_closed(viewer).where(or_(Service.checked_on.is_(None), too_old))
    if holder == OUTSIDE:
        return found.where(OfferStructure.structure_id.is_(None))
    return found if holder is None else found.where(OfferStructure.structure_id == holder)


def _line(row: Any) -> CheckLine:
    service, structure = row.Service, row.OfferStructure
    return CheckLine(
        id=service.id,
        name=service.name,
        structure=structure.name,
        carrier_id=structure.structure_id,
        carrier=row.carrier or "",
        checked_on=service.checked_on,
        checked_by=f"{row.first_name} {row.last_name}" if row.last_name else "",
        updated_on=service.updated_on,
        completeness=service.completeness,
    )


def _here(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.consortium_id == Service.consortium_id, condition)
