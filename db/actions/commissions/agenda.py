"""The agenda while a meeting is prepared: situations from the basket, breaks, order, durations."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy import case as case_of_value
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.commissions.held import case_of, hold_meeting, hold_point
from db.actions.commissions.opened import sign
from db.models.beneficiaries import SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionMeeting
from db.queries.commission_scopes import visible_cases
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.cases import passage_obstacles
from domain.commissions.preparing import (
    BREAK_MINUTES,
    FIRST_POINT_MINUTES,
    POINT_LABELS,
    PREPARED,
    PointDraft,
    moved,
)
from domain.commissions.words import CaseState, PointKind, PointState
from domain.errors import EditConflictError, FieldDifference, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from domain.wording import in_words


def open_agenda(session: Session, viewer: Viewer, meeting: CommissionMeeting) -> None:
    """Its first point: what was promised in former meetings of the body."""
    _add(session, viewer, meeting, PointKind.COMMITMENTS, FIRST_POINT_MINUTES)


def add_situation(session: Session, viewer: Viewer, meeting_id: int, case_id: int) -> None:
    """Put a situation of the basket at the end, once; ForbiddenError says why it may not pass."""
    meeting = hold_meeting(session, viewer, meeting_id, *PREPARED)
    if session.scalar(select(AgendaPoint.id).where(*_of(meeting), AgendaPoint.case_id == case_id)):
        return  # a double click
    case, person_id = _waiting(session, viewer, meeting, case_id)
    if reasons := passage_obstacles(case.informed_on, case.objection):
        raise ForbiddenError(f"Cette situation ne peut pas passer\u00a0: {' ; '.join(reasons)}.")
    case.state = CaseState.SCHEDULED
    _add(session, viewer, meeting, PointKind.SITUATION, meeting.minutes, case.id, person_id)
    refresh_caseload_entry(session, viewer.consortium_id, person_id)


def add_break(session: Session, viewer: Viewer, meeting_id: int) -> None:
    """A break at the end, to be moved up."""
    meeting = hold_meeting(session, viewer, meeting_id, *PREPARED)
    _add(session, viewer, meeting, PointKind.BREAK, BREAK_MINUTES)


def remove_point(session: Session, viewer: Viewer, point_id: int) -> None:
    """Take it off the agenda; its situation waits again, with the age that it had."""
    meeting, point = hold_point(session, viewer, point_id, *PREPARED)
    if point.kind == PointKind.COMMITMENTS:
        raise ForbiddenError("Le premier point reste\u00a0: il reprend les engagements déjà pris.")
    if point.kind == PointKind.SITUATION:
        case, stay = case_of(session, viewer, point)
        case.state = CaseState.WAITING
        sign(session, viewer, AuditEvent.UPDATE, case, stay.beneficiary_id)
        refresh_caseload_entry(session, viewer.consortium_id, stay.beneficiary_id)
    sign(session, viewer, AuditEvent.UPDATE, point)
    session.delete(point)
    session.flush()
    _arrange(session, meeting, _list_ids(session, meeting))


def move_point(session: Session, viewer: Viewer, point_id: int, step: int) -> None:
    """One place earlier (-1) or later (1); the first point of all keeps its place."""
    meeting, point = hold_point(session, viewer, point_id, *PREPARED)
    if point.kind == PointKind.COMMITMENTS:
        raise ForbiddenError("Les engagements des séances précédentes ouvrent chaque séance.")
    _arrange(session, meeting, moved(_list_ids(session, meeting), point.id, step))
    sign(session, viewer, AuditEvent.UPDATE, point)


def change_point(session: Session, viewer: Viewer, point_id: int, *, version: int, draft: PointDraft) -> None:
    """How long it lasts and its hour; EditConflictError when somebody changed them since `version`."""
    if problems := draft.problems():
        raise InvalidInputError(problems)
    _, point = hold_point(session, viewer, point_id, *PREPARED)
    values = {"minutes": draft.minutes, "fixed_at": draft.fixed_at}
    changed = {field: typed for field, typed in values.items() if getattr(point, field) != typed}
    if changed and point.version != version:
        raise EditConflictError(
            [
                FieldDifference(POINT_LABELS[field], in_words(getattr(point, field)), in_words(typed))
                for field, typed in changed.items()
            ],
            point.version,
        )
    for field, typed in changed.items():
        setattr(point, field, typed)
    sign(session, viewer, AuditEvent.UPDATE, point)


def release_situations(session: Session, viewer: Viewer, meeting: CommissionMeeting) -> list[int]:
    """The meeting is not held: its situations go back on top of the basket. The people, to refresh."""
    rows = session.execute(
        select(CommissionCase.id, SupportPeriod.beneficiary_id)
        .join(AgendaPoint, _same(CommissionCase, AgendaPoint.case_id))
        .join(SupportPeriod, _same(SupportPeriod, CommissionCase.support_period_id))
        .where(*_of(meeting))
    ).all()
    case, point = CommissionCase, AgendaPoint
    released = (case.consortium_id == meeting.consortium_id, case.id.in_([row.id for row in rows]))
    waiting = {"state": CaseState.WAITING, "put_off_on": viewer.today, "version": case.version + 1}
    session.execute(update(case).where(*released).values(waiting))
    given_up = (*_of(meeting), point.kind == PointKind.SITUATION)
    session.execute(update(point).where(*given_up).values(state=PointState.POSTPONED))
    return [row.beneficiary_id for row in rows]


def _waiting(
    session: Session, viewer: Viewer, meeting: CommissionMeeting, case_id: int
) -> tuple[CommissionCase, int]:
    """A situation of this body, with its person; ForbiddenError once it waits no more."""
    row = session.execute(
        visible_cases(viewer)
        .where(CommissionCase.id == case_id, CommissionCase.body_id == meeting.body_id)
        .with_only_columns(CommissionCase, SupportPeriod.beneficiary_id, maintain_column_froms=True)
        .with_for_update(of=CommissionCase)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    if row.CommissionCase.state != CaseState.WAITING:
        raise ForbiddenError("Cette situation n’est plus dans le panier.")
    return row.CommissionCase, row.beneficiary_id


def _add(
    session: Session,
    viewer: Viewer,
    meeting: CommissionMeeting,
    kind: PointKind,
    minutes: int,
    case_id: int | None = None,
    about: int | None = None,
) -> None:
    ids = _list_ids(session, meeting)
    key = {"consortium_id": meeting.consortium_id, "id": new_id(), "meeting_id": meeting.id}
    point = AgendaPoint(**key, kind=kind, minutes=minutes, case_id=case_id, rank=len(ids))
    session.add(point)
    session.flush()
    _arrange(session, meeting, [*ids, point.id])
    sign(session, viewer, AuditEvent.CREATE, point, about)


def _arrange(session: Session, meeting: CommissionMeeting, ids: Sequence[int]) -> None:
    """Ranks in this order, in one statement; situations are numbered in it."""
    point = AgendaPoint
    number = func.row_number().over(order_by=_rank(ids))
    numbered = select(point.id, number.label("number")).where(*_of(meeting), point.case_id.is_not(None))
    numbers = numbered.subquery()
    of_point = select(numbers.c.number).where(numbers.c.id == point.id).scalar_subquery()
    values = {"rank": _rank(ids), "number": of_point}
    session.execute(
        update(point).where(*_of(meeting)).values(values).execution_options(synchronize_session=False)
    )


def _rank(ids: Sequence[int]) -> Any:
    return case_of_value({one: rank for rank, one in enumerate(ids)}, value=AgendaPoint.id)


def _list_ids(session: Session, meeting: CommissionMeeting) -> list[int]:
    """Points in their order."""
    session.flush()
    statement = select(AgendaPoint.id).where(*_of(meeting)).order_by(AgendaPoint.rank, AgendaPoint.id)
    return list(session.scalars(statement))


def _of(meeting: CommissionMeeting) -> tuple[Any, Any]:
    return AgendaPoint.consortium_id == meeting.consortium_id, AgendaPoint.meeting_id == meeting.id


def _same(table: Any, key: Any) -> Any:
    return and_(table.consortium_id == AgendaPoint.consortium_id, table.id == key)
