"""What every action of a meeting day starts with: the meeting, held until the transaction ends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.commissions.opened import open_meeting
from db.models.beneficiaries import SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionMeeting
from db.queries.commission_scopes import visible_cases
from domain.access import Viewer
from domain.commissions.words import MeetingState
from domain.errors import NotFoundError

OPEN = (MeetingState.OPEN,)


def hold_meeting(
    session: Session, viewer: Viewer, meeting_id: int, *states: MeetingState
) -> CommissionMeeting:
    """A meeting that the viewer runs, in one of these states (open by default).

    Locked first: two secretaries write one after the other, each from what the other left.
    """
    return open_meeting(session, viewer, meeting_id, *(states or OPEN), is_held=True)


def hold_point(
    session: Session, viewer: Viewer, point_id: int, *states: MeetingState
) -> tuple[CommissionMeeting, AgendaPoint]:
    """A point of such a meeting, read once the meeting is held, with the one it is at: two statements."""
    key = (AgendaPoint.consortium_id == viewer.consortium_id, AgendaPoint.id == point_id)
    its_meeting = select(AgendaPoint.meeting_id).where(*key).scalar_subquery()
    meeting = open_meeting(session, viewer, its_meeting, *(states or OPEN), is_held=True)
    both = (key[0], AgendaPoint.id.in_([point_id, meeting.current_point_id or point_id]))
    statement = select(AgendaPoint).where(*both).execution_options(populate_existing=True)
    found = {point.id: point for point in session.scalars(statement)}
    return meeting, found[point_id]


def case_of(session: Session, viewer: Viewer, point: AgendaPoint) -> tuple[CommissionCase, SupportPeriod]:
    """The situation of this point with its stay; NotFoundError when it is none, or out of scope."""
    row = session.execute(
        visible_cases(viewer)
        .where(CommissionCase.id == point.case_id)
        .with_only_columns(CommissionCase, SupportPeriod, maintain_column_froms=True)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return row.CommissionCase, row.SupportPeriod
