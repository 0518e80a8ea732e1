"""What the room sees of her: the first name while the secretary shows it, less while she is there."""

from sqlalchemy.orm import Session

from db.actions.commissions.held import case_of, hold_point
from db.actions.commissions.opened import sign
from db.actions.commissions.screen import tell_screen
from db.models.cases import AgendaPoint
from db.models.commissions import CommissionMeeting
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import ForbiddenError

NOT_CURRENT = "Cette situation n’est plus celle que l’on regarde."


def reveal_first_name(session: Session, viewer: Viewer, point_id: int, *, is_revealed: bool) -> None:
    """Show her first name with the situation that is looked at, or veil it again; the journal says so.

    It falls back by itself when the meeting goes to another point.
    """
    meeting, point, person_id = _open_current(session, viewer, point_id)
    if point.is_revealed == is_revealed:
        return
    point.is_revealed = is_revealed
    sign(session, viewer, AuditEvent.REVEAL if is_revealed else AuditEvent.UPDATE, point, person_id)
    tell_screen(session, viewer, meeting)


def note_person_present(session: Session, viewer: Viewer, point_id: int, *, is_present: bool) -> None:
    """She is in the room: what she does not want shown leaves the screen, and comes back when she leaves."""
    meeting, point, person_id = _open_current(session, viewer, point_id)
    if point.is_person_present == is_present:
        return
    point.is_person_present = is_present
    sign(session, viewer, AuditEvent.UPDATE, point, person_id)
    tell_screen(session, viewer, meeting, is_sheet_renewed=True)


def renew_sheet(session: Session, viewer: Viewer, point_id: int) -> None:
    """Compute the sheet again, after her file changed during the meeting."""
    meeting, _, _ = _open_current(session, viewer, point_id)
    tell_screen(session, viewer, meeting, is_sheet_renewed=True)


def _open_current(
    session: Session, viewer: Viewer, point_id: int
) -> tuple[CommissionMeeting, AgendaPoint, int]:
    meeting, point = hold_point(session, viewer, point_id)
    _, stay = case_of(session, viewer, point)
    if meeting.current_point_id != point.id:
        raise ForbiddenError(NOT_CURRENT)
    return meeting, point, stay.beneficiary_id
