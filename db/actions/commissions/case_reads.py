"""Who reads a situation: signed once, also for who runs the body without opening files."""

from db.actions.commissions.opened import open_case, sign
from db.actions.reads import is_read_recorded
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.cases import CommissionCase
from domain.access import Viewer
from domain.audit import AuditEvent


def record_case_read(viewer: Viewer, case_id: int, beneficiary_id: int) -> None:
    """Sign that the viewer reads this situation: once per session per hour, in its own transactions."""
    is_this = (AuditEntry.object_kind == CommissionCase.__tablename__) & (AuditEntry.object_id == case_id)
    with read_session(viewer) as session:
        if is_read_recorded(session, viewer, is_this):
            return
    with write_session(viewer) as session:
        case = open_case(session, viewer, case_id)
        sign(session, viewer, AuditEvent.READ, case, beneficiary_id)
