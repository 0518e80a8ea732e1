"""What the shared screen shows: written again with each change of a meeting, in the same transaction.

Everything is veiled before it is stored: who reads it never needs to know whose situation it is (ADR 16).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.cases import AgendaPoint, Commitment
from db.models.commissions import CommissionBody, CommissionMeeting, SharedScreen
from db.models.paths import PlanAction
from db.queries.commissions.day import (
    HeldCommitment,
    list_commitments,
    list_former_commitments,
    list_member_names,
)
from db.queries.commissions.sheets import read_hidden, read_identity, read_veiled_sheet
from domain.access import Viewer
from domain.commissions.screens import from_json, to_json
from domain.commissions.sheets import CaseSheet, CommitmentLine, Outcome, Screen, without
from domain.commissions.veil import Identity, veiled
from domain.commissions.words import MeetingState, PointKind, PointState
from domain.follow_up import ActionStatus


def tell_screen(
    session: Session, viewer: Viewer, meeting: CommissionMeeting, *, is_sheet_renewed: bool = False
) -> None:
    """Write what it shows now, one change later; nothing while the meeting is not open.

    The last call of every action of the meeting day. The sheet of the situation is computed when its point
    becomes the current one, or `is_sheet_renewed`.
    """
    session.flush()
    stored = _open_screen(session, meeting)
    changes, content = stored.changes + 1, {}
    if meeting.state == MeetingState.OPEN:
        former = None if is_sheet_renewed or not stored.content else from_json(stored.content)
        content = to_json(_screen(session, viewer, meeting, former, changes))
    stored.changes, stored.content = changes, content  # together: one statement
    session.flush()


def tell_kept(session: Session, commitment: Commitment, action: PlanAction, body_id: int) -> None:
    """What was done of a commitment outside the room shows in the meeting of its body that is open.

    The line is changed where it is shown: who did it may not read the rest of that screen.
    """
    session.flush()
    meeting = CommissionMeeting
    is_open = (meeting.consortium_id == commitment.consortium_id, meeting.body_id == body_id)
    for held in session.scalars(select(meeting).where(*is_open, meeting.state == MeetingState.OPEN)).all():
        stored = _open_screen(session, held)
        screen, changes = from_json(stored.content) if stored.content else None, stored.changes + 1
        if screen is not None:
            lines = tuple(_kept(line, commitment, action) for line in screen.commitments)
            stored.content = to_json(replace(screen, changes=changes, commitments=lines))
        stored.changes = changes
    session.flush()


def _kept(line: CommitmentLine, commitment: Commitment, action: PlanAction) -> CommitmentLine:
    if line.id != commitment.id:
        return line
    values = {name: getattr(action, name) for name in ("version", "deadline_on", "done_on")}
    return replace(line, **values, is_done=action.status == ActionStatus.DONE)


def _open_screen(session: Session, meeting: CommissionMeeting) -> SharedScreen:
    key = (meeting.consortium_id, meeting.id)
    stored = session.get(SharedScreen, key, with_for_update=True, populate_existing=True)
    if stored is None:
        stored = SharedScreen(consortium_id=key[0], meeting_id=key[1], changes=0, content={})
        session.add(stored)
    return stored


def _screen(
    session: Session, viewer: Viewer, meeting: CommissionMeeting, former: Screen | None, changes: int
) -> Screen:
    points = _list_points(session, meeting)
    current = next((point for point in points if point.id == meeting.current_point_id), None)
    situations = [point for point in points if point.kind == PointKind.SITUATION]
    screen = Screen(
        changes=changes,
        body=session.get_one(CommissionBody, (meeting.consortium_id, meeting.body_id)).name,
        meets_on=meeting.meets_on,
        state=meeting.state.label,
        total=len(situations),
        treated=sum(point.state.is_over for point in situations),
        next_numbers=tuple(
            point.number for point in situations if point.number and point.state == PointState.PLANNED
        ),
    )
    return _with_current(session, viewer, meeting, screen, current, former) if current else screen


def _with_current(
    session: Session,
    viewer: Viewer,
    meeting: CommissionMeeting,
    screen: Screen,
    point: AgendaPoint,
    former: Screen | None,
) -> Screen:
    screen = replace(
        screen,
        kind=point.kind,
        number=point.number,
        current_since=_since(meeting, point),
        minutes=point.minutes or None,
    )
    if point.kind == PointKind.COMMITMENTS:
        due = list_former_commitments(session, viewer, meeting.id)
        return replace(screen, commitments=tuple(_shown(one) for one in due))
    if point.case_id is None:
        return screen
    taken = list_commitments(session, viewer, meeting.id)
    if former and former.sheet and former.number == point.number:
        sheet, identity = former.sheet, read_identity(session, viewer, point.case_id)
    else:
        sheet, identity = _sheet(session, viewer, point)
    return replace(
        screen,
        sheet=sheet,
        first_name=identity.first_name.split()[0] if point.is_revealed else "",
        outcome=_outcome(session, viewer, point, identity),
        commitments=tuple(_shown(one) for one in taken if one.line.case_id == point.case_id),
    )


def _sheet(session: Session, viewer: Viewer, point: AgendaPoint) -> tuple[CaseSheet, Identity]:
    """While she is in the room, without what she does not want shown."""
    sheet, identity = read_veiled_sheet(session, viewer, point.case_id or 0)
    sheet = replace(sheet, number=point.number or 0)
    if point.is_person_present:
        sheet = without(sheet, read_hidden(session, viewer, point.case_id or 0))
    return sheet, identity


def _outcome(session: Session, viewer: Viewer, point: AgendaPoint, identity: Identity) -> Outcome:
    aside = list_member_names(session, viewer, point.aside) if point.aside else ()
    return Outcome(
        point.conclusion_words,
        veiled(point.comment, identity),
        tuple(aside),
        point.votes_for,
        point.votes_against,
        point.votes_blank,
    )


def _shown(held: HeldCommitment) -> CommitmentLine:
    """What the room reads of it: words without her name, and no identifier."""
    title = veiled(held.line.title, held.identity)
    return replace(held.line, title=title, owner_id=None, structure_id=None, case_id=None)


def _since(meeting: CommissionMeeting, point: AgendaPoint) -> datetime | None:
    """As if the time already spent on this point had just preceded."""
    if meeting.current_since is None:
        return None
    return meeting.current_since - timedelta(seconds=point.spent_seconds)


def _list_points(session: Session, meeting: CommissionMeeting) -> Sequence[AgendaPoint]:
    point = AgendaPoint
    of_meeting = (point.consortium_id == meeting.consortium_id, point.meeting_id == meeting.id)
    return session.scalars(select(point).where(*of_meeting).order_by(point.rank, point.id)).all()
