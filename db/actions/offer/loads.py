"""Loading files of services, once previewed: confirmation, giving up, closing what has disappeared."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.offer.load_history import keep_load_history
from db.actions.offer.load_rows import Loading
from db.models.offer import OfferStructure, Service
from db.models.offer_loads import OfferLoad, OfferLoadRow
from db.queries.offer_loads import visible_loads
from db.queries.offer_scopes import visible_offer_structures, visible_services
from domain import clock
from domain.access import BULK_ROLES, Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, NotFoundError
from domain.offer.load_words import CLOSED
from domain.offer.loads import LoadStatus, LoadVerdict
from domain.offer.rights import require_offer_change
from domain.offer.words import ServiceState


def confirm_load(
    session: Session, viewer: Viewer, load_id: int, report: Callable[[float], None] = lambda _share: None
) -> None:
    """Write what the preview announced, compared again with what is stored; confirmed twice, done once.

    `report` receives the share done.
    """
    load = _open(session, viewer, load_id)
    if load.status == LoadStatus.DONE:
        return
    _require_previewed(load)
    Loading(session, viewer, load, report).write()
    _forget_rows(session, load, OfferLoadRow.verdict == LoadVerdict.UNCHANGED)
    load.status, load.confirmed_at = LoadStatus.DONE, clock.now()
    session.flush()
    told = ", ".join(f"{count} {verdict}" for verdict, count in load.counts.items())
    _sign(session, viewer, load, told)


def drop_load(session: Session, viewer: Viewer, load_id: int) -> None:
    """Give up a preview: nothing was written, its lines are forgotten."""
    load = _open(session, viewer, load_id)
    _require_previewed(load)
    _forget_rows(session, load)
    load.status = LoadStatus.DROPPED
    session.flush()
    _sign(session, viewer, load, "abandonné")


def close_missing_services(session: Session, viewer: Viewer, service_ids: Sequence[int]) -> int:
    """Close services that have disappeared from their source; how many were. All of them, or none."""
    require_role(viewer, *BULK_ROLES)
    missing = visible_services(viewer).where(
        Service.id.in_(service_ids), Service.missing_since_on.is_not(None)
    )
    services = session.scalars(missing.with_for_update()).all()
    if len(services) != len(set(service_ids)):
        raise NotFoundError
    carriers = {one.id: one for one in session.scalars(_carriers(viewer, services))}
    before = {service.id: service.state.label for service in services}
    for service in services:
        require_offer_change(viewer, carriers[service.offer_structure_id].structure_id)
        service.state, service.suspended_until_on = ServiceState.CLOSED, None
    session.flush()
    told = dict.fromkeys(before, CLOSED)
    keep_load_history(session, viewer, told, field="state", before=before)
    for service in services:
        write_audit(
            session,
            viewer,
            AuditEvent.UPDATE,
            object_kind=Service.__tablename__,
            object_id=service.id,
            detail="fermé : disparu de sa source",
        )
    return len(services)


def _carriers(viewer: Viewer, services: Sequence[Service]) -> Any:
    held = {service.offer_structure_id for service in services}
    return visible_offer_structures(viewer).where(OfferStructure.id.in_(held))


def _open(session: Session, viewer: Viewer, load_id: int) -> OfferLoad:
    """A load of the consortium, locked until the transaction ends."""
    require_role(viewer, *BULK_ROLES)
    load = session.scalars(visible_loads(viewer).where(OfferLoad.id == load_id).with_for_update()).first()
    if load is None:
        raise NotFoundError
    return load


def _require_previewed(load: OfferLoad) -> None:
    if load.status != LoadStatus.PREVIEWED:
        raise ForbiddenError("Ce chargement n’attend plus de décision.")


def _forget_rows(session: Session, load: OfferLoad, *conditions: Any) -> None:
    of_load = (OfferLoadRow.consortium_id == load.consortium_id, OfferLoadRow.load_id == load.id)
    session.execute(delete(OfferLoadRow).where(*of_load, *conditions))


def _sign(session: Session, viewer: Viewer, load: OfferLoad, detail: str) -> None:
    write_audit(
        session,
        viewer,
        AuditEvent.UPDATE,
        object_kind=OfferLoad.__tablename__,
        object_id=load.id,
        detail=detail,
    )
