"""The meeting day: commitments taken now and before, points with what they conclude."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.cases import AgendaPoint, CommissionCase, Commitment
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember, SharedScreen
from db.models.consortia import Structure
from db.models.paths import PlanAction
from db.queries.commission_scopes import person_name, runs, visible_bodies, visible_cases, visible_meetings
from db.queries.commissions.case_rows import identity_of, same_consortium, with_identity
from domain.access import Viewer
from domain.commissions.day import PointDay
from domain.commissions.screens import from_json
from domain.commissions.sheets import CommitmentLine, Screen
from domain.commissions.veil import Identity
from domain.commissions.words import SheetPart
from domain.errors import NotFoundError
from domain.follow_up import ActionStatus

PERSON = "La personne"
_owner = aliased(Professional)


class HeldCommitment(NamedTuple):
    """A commitment, whose situation it is, and what must be veiled in its words before a shared screen."""

    line: CommitmentLine
    person: str
    identity: Identity


def read_point(session: Session, viewer: Viewer, point_id: int) -> PointDay:
    """A situation on the agenda with what is said of it; NotFoundError out of scope."""
    of_case = same_consortium(AgendaPoint, CommissionCase) & (AgendaPoint.case_id == CommissionCase.id)
    row = session.execute(
        visible_cases(viewer)
        .join(AgendaPoint, of_case)
        .where(AgendaPoint.id == point_id)
        .with_only_columns(AgendaPoint, CommissionCase.hidden, maintain_column_froms=True)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    point = row.AgendaPoint
    kept = ("id", "number", "state", "conclusion_words", "comment", "is_revealed", "is_person_present")
    return PointDay(
        **{name: getattr(point, name) for name in (*kept, "votes_for", "votes_against", "votes_blank")},
        case_id=point.case_id,
        aside=tuple(point.aside),
        hidden=tuple(SheetPart(part) for part in row.hidden),
    )


def read_screen(session: Session, viewer: Viewer, meeting_id: int) -> Screen | None:
    """What the shared screen shows now; None before the meeting opens and once it has ended."""
    stored = session.scalar(_screens(viewer, meeting_id).with_only_columns(SharedScreen))
    return from_json(stored.content) if stored and stored.content else None


def read_changes(session: Session, viewer: Viewer, meeting_id: int) -> int:
    """How many times the meeting changed since it was made: one more, and what is drawn is out of date."""
    return session.scalar(_screens(viewer, meeting_id).with_only_columns(SharedScreen.changes)) or 0


def list_commitments(session: Session, viewer: Viewer, meeting_id: int) -> list[HeldCommitment]:
    """Those taken in this meeting, in the order they were."""
    statement = _lines(viewer).where(Commitment.meeting_id == meeting_id)
    return _held(session, statement.order_by(Commitment.id))


def list_former_commitments(session: Session, viewer: Viewer, meeting_id: int) -> list[HeldCommitment]:
    """Those of earlier meetings of the same body, not done or done today; the oldest deadline first."""
    mine, former = aliased(CommissionMeeting), aliased(CommissionMeeting)
    here = (mine.consortium_id == viewer.consortium_id, mine.id == meeting_id)
    same_body = (same_consortium(former, mine), former.body_id == mine.body_id, former.id != mine.id)
    earlier = select(former.id).join(mine, former.starts_at < mine.starts_at).where(*here, *same_body)
    action = PlanAction
    is_due = action.status.in_([ActionStatus.TO_DO, ActionStatus.IN_PROGRESS])
    statement = _lines(viewer).where(
        Commitment.meeting_id.in_(earlier), is_due | (action.done_on == viewer.today)
    )
    order = (action.deadline_on.is_(None), action.deadline_on, Commitment.id)
    return _held(session, statement.order_by(*order))


def list_case_commitments(session: Session, viewer: Viewer, cases: Sequence[int]) -> list[CommitmentLine]:
    """Those taken about these situations, in any meeting; the nearest deadline first."""
    order = (PlanAction.deadline_on.is_(None), PlanAction.deadline_on, Commitment.id)
    statement = _lines(viewer).where(Commitment.case_id.in_(cases)).order_by(*order)
    return [held.line for held in _held(session, statement)]


def count_loose_commitments(session: Session, viewer: Viewer, meeting_id: int) -> int:
    """Those taken in this meeting that have no deadline yet."""
    return sum(held.line.deadline_on is None for held in list_commitments(session, viewer, meeting_id))


def list_member_names(session: Session, viewer: Viewer, ids: Sequence[int]) -> list[str]:
    """Members of the bodies of the consortium by their names, in the order of the alphabet."""
    member = CommissionMember
    name = func.coalesce(_owner.first_name + " " + _owner.last_name, member.name)
    statement = (
        select(name)
        .outerjoin(_owner, same_consortium(_owner, member) & (_owner.id == member.professional_id))
        .where(member.consortium_id == viewer.consortium_id, member.id.in_(ids))
        .where(member.body_id.in_(visible_bodies(viewer).with_only_columns(CommissionBody.id)))
    )
    return sorted(session.scalars(statement))


def _screens(viewer: Viewer, meeting_id: int) -> Select[Any]:
    return (
        visible_meetings(viewer)
        .where(CommissionMeeting.id == meeting_id, runs(viewer, CommissionMeeting.body_id))
        .join(
            SharedScreen,
            same_consortium(SharedScreen, CommissionMeeting)
            & (SharedScreen.meeting_id == CommissionMeeting.id),
        )
    )


def _lines(viewer: Viewer) -> Select[Any]:
    """Commitments about the situations she may read, those given up excepted."""
    commitment, action = Commitment, PlanAction
    cases = (
        visible_cases(viewer)
        .join(
            commitment,
            same_consortium(commitment, CommissionCase) & (commitment.case_id == CommissionCase.id),
        )
        .join(action, same_consortium(action, commitment) & (action.id == commitment.action_id))
        .join(AgendaPoint, same_consortium(AgendaPoint, commitment) & (AgendaPoint.id == commitment.point_id))
        .outerjoin(_owner, same_consortium(_owner, action) & (_owner.id == action.owner_id))
        .outerjoin(Structure, same_consortium(Structure, action) & (Structure.id == action.structure_id))
        .where(action.status != ActionStatus.DROPPED)
    )
    name = (_owner.first_name + " " + _owner.last_name).label("owner")
    told = (commitment, action, AgendaPoint.number, name, Structure.name.label("structure"))
    return with_identity(cases, *told, person_name().label("person"))


def _held(session: Session, statement: Select[Any]) -> list[HeldCommitment]:
    rows: Sequence[Any] = session.execute(statement).all()
    return [HeldCommitment(_line(row), row.person, identity_of(row)) for row in rows]


def _line(row: Any) -> CommitmentLine:
    commitment, action = row.Commitment, row.PlanAction
    kept = ("version", "title", "owner_id", "structure_id", "deadline_on", "done_on")
    return CommitmentLine(
        id=commitment.id,
        **{name: getattr(action, name) for name in kept},
        owner=row.owner or row.structure or PERSON,
        is_done=action.status == ActionStatus.DONE,
        case_id=commitment.case_id,
        number=row.number,
        decided_on=commitment.taken_on,
    )
