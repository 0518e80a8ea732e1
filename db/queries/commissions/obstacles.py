"""What still prevents a meeting from opening or ending, in words."""

from sqlalchemy.orm import Session

from db.queries.commissions.day import count_loose_commitments
from db.queries.commissions.meetings import get_meeting
from domain.access import Viewer
from domain.commissions.day import facts_of_day
from domain.commissions.meetings import Meeting, obstacles


def list_obstacles(
    session: Session, viewer: Viewer, meeting_id: int, known: Meeting | None = None
) -> list[str]:
    """Everything, as if the current situation were left now; NotFoundError out of scope.

    `known`: the meeting, when the viewer has just read it.
    """
    meeting = known or get_meeting(session, viewer, meeting_id)
    return obstacles(facts_of_day(meeting, count_loose_commitments(session, viewer, meeting_id)))
