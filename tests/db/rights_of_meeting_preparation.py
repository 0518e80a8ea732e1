"""Rows of the rights matrix for the preparation of meetings: only who runs the body arranges them."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.commissions import agenda as arranging
from db.actions.commissions import meetings, papers, seats
from db.models.cases import AgendaPoint
from db.queries.commissions import agenda
from db.queries.commissions import papers as paper_reads
from domain.access import Viewer
from domain.clock import local_time, set_clock
from domain.commissions.preparing import MeetingDraft, PointDraft
from domain.commissions.words import MeetingState, Reply
from domain.identifiers import new_id
from tests.db.rights import NONE, Row
from tests.db.world import Side

RUN = frozenset({"coordinator", "commission_secretary"})
SEATED = RUN | {"partner", "referent"}
_HELPER = "called by actions that have a row, once the meeting is held"


def _created(session: Session, viewer: Viewer, here: Side) -> int:
    starts_at = local_time(viewer.time_zone, viewer.now + timedelta(days=10))
    draft, record_id = MeetingDraft(here.commission.body_id, starts_at), new_id()
    meetings.create_meeting(session, viewer, record_id=record_id, draft=draft)
    return record_id


def _with_situation(session: Session, viewer: Viewer, here: Side) -> tuple[int, int]:
    meeting_id = _created(session, viewer, here)
    arranging.add_situation(session, viewer, meeting_id, here.commission.case_id)
    points = select(AgendaPoint.id).where(AgendaPoint.meeting_id == meeting_id)
    found = session.scalars(points.where(AgendaPoint.case_id == here.commission.case_id)).one()
    return meeting_id, found


def _of_created(act: Any, *about: Any, **values: Any) -> Row:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        act(session, viewer, _created(session, viewer, here), *about, **values)

    return Row(call, RUN)


def _of_point(act: Any, *about: Any, **values: Any) -> Row:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        act(session, viewer, _with_situation(session, viewer, here)[1], *about, **values)

    return Row(call, RUN)


def _change(session: Session, viewer: Viewer, here: Side) -> None:
    about = (here.commission.meeting_id, here.commission.member_id, "reply")
    seats.record_reply(session, viewer, *about, shown=Reply.COMING, typed=Reply.EXCUSED)


def _answer(session: Session, viewer: Viewer, here: Side) -> None:
    about = (here.commission.meeting_id, "reply")
    seats.answer(session, viewer, *about, shown=Reply.COMING, typed=Reply.EXCUSED)


def _change_meeting(session: Session, viewer: Viewer, here: Side) -> None:
    starts_at = local_time(viewer.time_zone, viewer.now + timedelta(days=20))
    draft = MeetingDraft(here.commission.body_id, starts_at)
    meeting_id = _created(session, viewer, here)
    meetings.change_meeting(session, viewer, meeting_id, version=1, draft=draft)


def _go_back(session: Session, viewer: Viewer, here: Side) -> None:
    meeting_id, _ = _with_situation(session, viewer, here)
    for state in (MeetingState.CONVENED, MeetingState.AGENDA_SET):
        meetings.move_on(session, viewer, meeting_id, to=state)
    meetings.go_back(session, viewer, meeting_id, to=MeetingState.CONVENED)


def _of_paper(read: Any) -> Row:
    return Row(lambda s, v, here: read(s, v, here.commission.meeting_id, here.commission.point_id), SEATED)


def _taken(take: Any, *names: str, sees: frozenset[str], **values: Any) -> Row:
    def call(_session: Session, viewer: Viewer, here: Side) -> Any:
        set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
        return take(viewer, *(getattr(here.commission, name) for name in names), **values)

    return Row(call, sees)


_POINT = ("meeting_id", "point_id")
MEETING_PREPARATION_READS = {
    "commissions.agenda.read_prepared": Row(
        lambda s, v, here: agenda.read_prepared(s, v, here.commission.meeting_id), SEATED
    ),
    "commissions.agenda.list_bodies_run": Row(
        lambda s, v, here: here.commission.body_id in {one.id for one in agenda.list_bodies_run(s, v)}, RUN
    ),
    "commissions.papers.read_invitation": _of_paper(paper_reads.read_invitation),
    "commissions.papers.read_paper_sheet": _of_paper(paper_reads.read_paper_sheet),
}
MEETING_PREPARATION_WRITES = {
    "commissions.meetings.create_meeting": Row(_created, RUN),
    "commissions.meetings.change_meeting": Row(_change_meeting, RUN),
    "commissions.meetings.move_on": _of_created(meetings.move_on, to=MeetingState.CONVENED),
    "commissions.meetings.go_back": Row(_go_back, RUN),
    "commissions.meetings.give_up": _of_created(meetings.give_up, to=MeetingState.CANCELLED, reason="Neige"),
    "commissions.agenda.add_situation": Row(_with_situation, RUN),
    "commissions.agenda.add_break": _of_created(arranging.add_break),
    "commissions.agenda.remove_point": _of_point(arranging.remove_point),
    "commissions.agenda.move_point": _of_point(arranging.move_point, 1),
    "commissions.agenda.change_point": _of_point(arranging.change_point, version=1, draft=PointDraft(25)),
    "commissions.seats.record_reply": Row(_change, NONE, RUN),
    "commissions.seats.answer": Row(_answer, NONE, SEATED),
    "commissions.papers.take_agenda": _taken(papers.take_agenda, "meeting_id", sees=RUN, kind="agenda"),
    "commissions.papers.take_convocations": _taken(papers.take_convocations, "meeting_id", sees=RUN),
    "commissions.papers.take_invitation": _taken(papers.take_invitation, *_POINT, sees=SEATED),
    "commissions.papers.take_sheet": _taken(papers.take_sheet, *_POINT, sees=SEATED),
}
UNSCOPED_MEETING_PREPARATION_QUERIES = {
    "commissions.agenda.read_recent_days": "a setting of the consortium, personal to nobody"
}
UNSCOPED_MEETING_PREPARATION_ACTIONS = {
    f"commissions.{name}": _HELPER
    for name in ("agenda.open_agenda", "agenda.release_situations", "seats.seat_members")
}
