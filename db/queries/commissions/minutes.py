"""Minutes of a meeting: its numbers as they may be read, and what they are made from."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.cases import AgendaPoint, CommissionCase, MeetingMinutes
from db.models.commissions import CommissionMeeting
from db.models.consortia import Structure
from db.queries.commission_scopes import person_name, runs, visible_cases, visible_meetings
from db.queries.commissions.case_rows import same_consortium
from db.queries.commissions.day import list_commitments
from db.queries.commissions.meetings import get_meeting
from domain.access import Viewer
from domain.commissions.decision_words import decision_words, hearing_words, notification_words
from domain.commissions.meetings import Meeting
from domain.commissions.minutes import Content, Minutes, Promise, Sitter, Situation, from_json
from domain.commissions.words import MinutesState

_author, _presenter = aliased(Professional), aliased(Professional)


def list_minutes(session: Session, viewer: Viewer, meeting_id: int) -> list[Minutes]:
    """Every number, latest first, in two statements; drafts only for who runs the body.

    Each with the situations that the viewer may read today, whatever it holds.
    """
    rows = session.execute(_numbers(viewer, meeting_id)).all()
    cases = session.scalars(_cases(viewer, meeting_id).with_only_columns(CommissionCase.id))
    readable = frozenset(cases) if rows else frozenset()
    return [_minutes(row, readable) for row in rows]


def gather_content(session: Session, viewer: Viewer, meeting_id: int) -> Content:
    """What the minutes of this meeting say, from what was written during it, in seven statements."""
    meeting = get_meeting(session, viewer, meeting_id)
    names = {member.id: member.name or member.function for member in meeting.body.members}
    promised: dict[int, list[Promise]] = defaultdict(list)
    for held in list_commitments(session, viewer, meeting_id):
        day = held.line.deadline_on
        promise = Promise(held.line.title, held.line.owner, day.isoformat() if day else "")
        promised[held.line.case_id or 0].append(promise)
    rows = session.execute(_situations(viewer, meeting_id))
    return Content(
        body=meeting.body.name,
        starts_at=meeting.starts_at.isoformat(),
        place=meeting.place,
        sitters=tuple(_sitters(meeting, names)),
        situations=tuple(_situation(row, names, promised) for row in rows),
    )


def _numbers(viewer: Viewer, meeting_id: int) -> Select[*tuple[Any, ...]]:
    minutes = MeetingMinutes
    is_last = or_(runs(viewer, CommissionMeeting.body_id), minutes.state != MinutesState.DRAFT)
    return (
        visible_meetings(viewer)
        .join(
            minutes,
            same_consortium(minutes, CommissionMeeting) & (minutes.meeting_id == CommissionMeeting.id),
        )
        .outerjoin(_author, same_consortium(_author, minutes) & (_author.id == minutes.validated_by_id))
        .where(CommissionMeeting.id == meeting_id, is_last)
        .order_by(minutes.number.desc())
        .with_only_columns(
            minutes,
            (_author.first_name + " " + _author.last_name).label("author"),
            maintain_column_froms=True,
        )
    )


def _minutes(row: Any, readable: frozenset[int]) -> Minutes:
    stored = row.MeetingMinutes
    kept = ("id", "meeting_id", "number", "state", "reason", "validated_at", "version")
    return Minutes(
        **{name: getattr(stored, name) for name in kept},
        content=from_json(stored.content).readable(readable),
        validated_by=row.author or "",
    )


def _cases(viewer: Viewer, meeting_id: int) -> Select[Any]:
    same = and_(same_consortium(AgendaPoint, CommissionCase), AgendaPoint.case_id == CommissionCase.id)
    return visible_cases(viewer).join(AgendaPoint, same).where(AgendaPoint.meeting_id == meeting_id)


def _situations(viewer: Viewer, meeting_id: int) -> Select[*tuple[Any, ...]]:
    presenter = same_consortium(_presenter, CommissionCase) & (_presenter.id == CommissionCase.presenter_id)
    home = same_consortium(Structure, _presenter) & (Structure.id == _presenter.structure_id)
    return (
        _cases(viewer, meeting_id)
        .join(_presenter, presenter)
        .outerjoin(Structure, home)
        .order_by(AgendaPoint.rank, AgendaPoint.id)
        .with_only_columns(
            AgendaPoint,
            CommissionCase,
            person_name().label("person"),
            Structure.name.label("structure"),
            maintain_column_froms=True,
        )
    )


def _situation(row: Any, names: Mapping[int, str], promised: Mapping[int, list[Promise]]) -> Situation:
    point, case = row.AgendaPoint, row.CommissionCase
    votes = (point.votes_for, point.votes_against, point.votes_blank)
    return Situation(
        case_id=point.case_id,
        number=point.number or 0,
        person=row.person,
        structure=row.structure or "",
        state=point.state.value,
        question=case.question,
        conclusion=point.conclusion_words,
        comment=point.comment,
        aside=tuple(names[key] for key in point.aside if key in names),
        votes=tuple(vote or 0 for vote in votes) if any(vote is not None for vote in votes) else (),
        promises=tuple(promised.get(point.case_id, ())),
        hearing=hearing_words(case.hearing, case.heard_on, case.observations),
        decision=decision_words(point.decision, point.decided_by, point.decided_on, point.decision_reason),
        notified=notification_words(point.notified_means, point.notified_on, point.notification_note),
    )


def _sitters(meeting: Meeting, names: Mapping[int, str]) -> list[Sitter]:
    colleges = {member.id: member.college for member in meeting.body.members}
    return [
        Sitter(
            names[seat.member_id],
            colleges[seat.member_id],
            seat.attendance.value if seat.attendance else "",
            seat.replaced_by,
        )
        for seat in meeting.seats
        if seat.member_id in names
    ]
