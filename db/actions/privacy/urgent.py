"""« Accès urgent motivé »: three hours to read a file in full, for a reason that others are told."""

from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.files import raise_problems
from db.engine import write_session
from db.models.beneficiaries import Beneficiary
from db.models.privacy import UrgentAccess
from db.queries.scopes import visible_beneficiaries
from db.queries.viewers import ask_again
from domain.access import Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import NotFoundError
from domain.identifiers import new_id
from domain.privacy import URGENT_ACCESS_LASTS, URGENT_ROLES, reason_problem


def open_in_urgency(
    session: Session, viewer: Viewer, beneficiary_id: int, *, record_id: int, reason: str
) -> None:
    """Open the file of somebody whom the viewer lists; the reason stays out of the journal."""
    require_role(viewer, *URGENT_ROLES)
    listed = visible_beneficiaries(viewer).where(Beneficiary.id == beneficiary_id)
    if session.scalars(listed).first() is None:
        raise NotFoundError
    raise_problems(reason=reason_problem(reason))
    if session.get(UrgentAccess, (viewer.consortium_id, record_id)):
        return
    who = {"professional_id": viewer.professional_id, "beneficiary_id": beneficiary_id}
    until = {"started_at": viewer.now, "ends_at": viewer.now + URGENT_ACCESS_LASTS}
    owner = {"consortium_id": viewer.consortium_id, "id": record_id}
    session.add(UrgentAccess(**owner, **who, **until, reason=reason.strip()))
    session.flush()
    write_audit(
        session,
        viewer,
        AuditEvent.ACCESS_REQUEST,
        object_kind=UrgentAccess.__tablename__,
        object_id=record_id,
        beneficiary_id=beneficiary_id,
    )


def ask_urgently(viewer: Viewer, beneficiary_id: int, reason: str) -> None:
    """The same in a transaction of its own, for who asks from the file or from its absence."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        open_in_urgency(session, asking, beneficiary_id, record_id=new_id(), reason=reason)
