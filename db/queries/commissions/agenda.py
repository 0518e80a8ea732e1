"""The agenda of a meeting with its hours, the situations that wait for one, what prevents the next state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody
from db.models.consortia import Structure
from db.queries.commission_scopes import person_name, runs, visible_bodies, visible_cases
from db.queries.commissions.bodies import list_bodies
from db.queries.commissions.meetings import get_meeting
from db.queries.indicators.kept import thresholds_in_force
from domain.access import Viewer
from domain.commissions.bodies import RECENT_PASSAGE, Body
from domain.commissions.cases import passage_obstacles
from domain.commissions.day import facts_of_day
from domain.commissions.decisions import INFORMATION_DAYS, information_obstacles
from domain.commissions.meetings import Meeting, Point, obstacles, slots
from domain.commissions.preparing import AgendaLine, blocked_lines
from domain.commissions.words import CommissionFamily, MeetingState

_presenter, _home = aliased(Professional), aliased(Structure)


@dataclass(frozen=True)
class Prepared:
    """A meeting with its whole agenda, and what prevents its next state while it is prepared."""

    meeting: Meeting
    lines: tuple[AgendaLine, ...]
    missing: tuple[str, ...]


def read_prepared(session: Session, viewer: Viewer, meeting_id: int) -> Prepared:
    """The meeting as its page shows it, in seven statements; NotFoundError out of scope.

    A participant has every point at its hour, and says who it is about only when she may open the file.
    """
    meeting = get_meeting(session, viewer, meeting_id)
    lines = _lines(session, viewer, meeting)
    missing = obstacles(facts_of_day(meeting)) if meeting.state.is_to_come else []
    if meeting.state is MeetingState.CONVENED:
        missing += blocked_lines(lines)
    return Prepared(meeting, lines, tuple(missing))


def list_bodies_run(session: Session, viewer: Viewer, *, is_active: bool | None = True) -> list[Body]:
    """Bodies whose meetings she prepares, by name, without their members; None: closed ones too."""
    mine = visible_bodies(viewer).where(runs(viewer, CommissionBody.id))
    run = set(session.scalars(mine.with_only_columns(CommissionBody.id)))
    return [body for body in list_bodies(session, viewer, is_active=is_active) if body.id in run]


def read_recent_days(session: Session, viewer: Viewer) -> int:
    """Since how many days a passage is still recent: the setting of the consortium."""
    return thresholds_in_force(session, viewer)[RECENT_PASSAGE]


def _lines(session: Session, viewer: Viewer, meeting: Meeting) -> tuple[AgendaLine, ...]:
    rows = session.execute(_points(viewer, meeting.id)).all()
    starts = slots(meeting.starts_at, [_timed(row.AgendaPoint) for row in rows])
    days = _information_days(session, viewer, meeting)
    return tuple(_line(row, start, days) for row, start in zip(rows, starts, strict=True))


def _information_days(session: Session, viewer: Viewer, meeting: Meeting) -> int:
    """How long before the meeting a regulatory body informs the person; nothing is asked of the others."""
    is_regulatory = meeting.body.family is CommissionFamily.REGULATORY
    return thresholds_in_force(session, viewer)[INFORMATION_DAYS] if is_regulatory else 0


def _line(row: Any, start: datetime, information_days: int) -> AgendaLine:
    point = row.AgendaPoint
    kept = ("id", "version", "kind", "state", "number", "minutes", "fixed_at")
    line: dict[str, Any] = {name: getattr(point, name) for name in kept} | {"starts_at": start}
    if row.readable_id is None:
        return AgendaLine(**line)
    told = ("person", "motive", "presenter", "attendance", "is_urgent")
    late = information_obstacles(row.informed_on, start.date(), information_days)
    return AgendaLine(
        **line,
        case_id=row.readable_id,
        **{name: getattr(row, name) for name in told},
        structure=row.structure or "",
        reasons=(*passage_obstacles(row.informed_on, row.objection), *late),
    )


def _timed(point: AgendaPoint) -> Point:
    kept = ("id", "version", "kind", "state", "rank", "minutes", "fixed_at")
    return Point(**{name: getattr(point, name) for name in kept})


def _points(viewer: Viewer, meeting_id: int) -> Select[Any]:
    case = CommissionCase
    readable = (
        presented(viewer)
        .with_only_columns(
            case.id.label("readable_id"),
            person_name().label("person"),
            *(case.motive, case.attendance, case.is_urgent, case.informed_on, case.objection),
            *PRESENTED,
            maintain_column_froms=True,
        )
        .subquery()
    )
    return (
        select(AgendaPoint, *readable.c)
        .outerjoin(readable, readable.c.readable_id == AgendaPoint.case_id)
        .where(AgendaPoint.consortium_id == viewer.consortium_id, AgendaPoint.meeting_id == meeting_id)
        .order_by(AgendaPoint.rank, AgendaPoint.id)
    )


def presented(viewer: Viewer) -> Select[Any]:
    """Situations she may read, with who presents them and from which structure."""
    same = _presenter.consortium_id == CommissionCase.consortium_id
    home = and_(_home.consortium_id == _presenter.consortium_id, _home.id == _presenter.structure_id)
    return (
        visible_cases(viewer)
        .join(_presenter, same & (_presenter.id == CommissionCase.presenter_id))
        .outerjoin(_home, home)
    )


def last_passage() -> Any:
    """When a situation of the same person was last examined, whatever the stay and the body."""
    other, stay = aliased(CommissionCase), aliased(SupportPeriod)
    return (
        select(func.max(other.passed_on))
        .join(stay, (stay.consortium_id == other.consortium_id) & (stay.id == other.support_period_id))
        .where(
            stay.consortium_id == SupportPeriod.consortium_id,
            stay.beneficiary_id == SupportPeriod.beneficiary_id,
        )
        .correlate(SupportPeriod)
        .scalar_subquery()
    )


PRESENTED: Sequence[Any] = (
    (_presenter.first_name + " " + _presenter.last_name).label("presenter"),
    _home.name.label("structure"),
)
