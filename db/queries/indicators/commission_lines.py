"""What is behind a figure of commissions: situations, commitments or seats, one a line."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import case, func
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember, MeetingSeat
from db.models.consortia import Structure
from db.models.paths import PlanAction
from db.queries.commission_scopes import person_name
from db.queries.commissions.day import PERSON
from db.queries.indicators.commissions import examined, promised, same, seated
from db.queries.scopes import may_open
from domain.access import Viewer
from domain.errors import ForbiddenError
from domain.indicators.commissions import ATTENDANCE, DELAY, EXAMINED, FOUND, ON_TIME
from domain.indicators.model import Indicator, Perimeter
from domain.indicators.told_commissions import (
    CommissionLine,
    Sitting,
    is_found,
    is_held,
    is_on_time,
    lists_commissions,
)

_owner, _member = aliased(Professional), aliased(Professional)


def list_commission_lines(
    session: Session, viewer: Viewer, perimeter: Perimeter, sitting: Sitting, indicator: Indicator
) -> list[CommissionLine]:
    """Exactly what the figure counts, the latest meeting first; ForbiddenError to who runs no body."""
    if not lists_commissions(viewer):
        raise ForbiddenError("Ce chiffre est donné sans la liste des situations.")
    read: Callable[..., list[CommissionLine]] = _READS[indicator]
    return read(session, viewer, perimeter, sitting, indicator)


def _situations(
    session: Session, viewer: Viewer, perimeter: Perimeter, sitting: Sitting, indicator: Indicator
) -> list[CommissionLine]:
    found = examined(viewer, perimeter, sitting)
    columns = (*_person(viewer), CommissionCase.submitted_on, CommissionCase.passed_on)
    point = (AgendaPoint.id, AgendaPoint.conclusion, AgendaPoint.conclusion_words)
    lines = []
    for row in _rows(session, found, *columns, *point):
        is_counted = is_found(row.conclusion) if indicator == FOUND else True
        days = (row.passed_on - row.submitted_on).days if row.passed_on else None
        if is_counted is None or (indicator == DELAY and days is None):
            continue
        lines.append(_line(row, words=row.conclusion_words, is_counted=is_counted, days=days))
    return lines


def _promises(
    session: Session, viewer: Viewer, perimeter: Perimeter, sitting: Sitting, _indicator: Indicator
) -> list[CommissionLine]:
    found = promised(viewer, perimeter, sitting)
    found = found.outerjoin(_owner, same(_owner, PlanAction.owner_id))
    found = found.outerjoin(Structure, same(Structure, PlanAction.structure_id))
    name = func.coalesce(_owner.first_name + " " + _owner.last_name, Structure.name, PERSON).label("owner")
    action = (PlanAction.id, PlanAction.title, PlanAction.done_on, PlanAction.deadline_on)
    day = perimeter.reference_on
    return [
        _line(
            row,
            words=f"{row.title} ({row.owner})",
            is_counted=is_on_time(row.done_on, row.deadline_on, day),
            deadline_on=row.deadline_on,
            done_on=row.done_on,
        )
        for row in _rows(session, found, *_person(viewer), *action, name)
    ]


def _seats(
    session: Session, viewer: Viewer, perimeter: Perimeter, sitting: Sitting, _indicator: Indicator
) -> list[CommissionLine]:
    found = seated(viewer, perimeter, sitting)
    found = found.outerjoin(_member, same(_member, CommissionMember.professional_id))
    name = func.coalesce(_member.first_name + " " + _member.last_name, CommissionMember.name).label("person")
    rows = _rows(
        session, found, MeetingSeat.id, name, CommissionMember.college, MeetingSeat.attendance,
        MeetingSeat.replaced_by,
    )  # fmt: skip
    return [
        _line(row, words=row.college, is_counted=is_held(row.attendance), replaced_by=row.replaced_by)
        for row in rows
    ]


_READS = {
    EXAMINED: _situations,
    FOUND: _situations,
    DELAY: _situations,
    ON_TIME: _promises,
    ATTENDANCE: _seats,
}


def _person(viewer: Viewer) -> tuple[Any, ...]:
    opened = case((may_open(viewer), Beneficiary.id)).label("beneficiary_id")
    return person_name().label("person"), opened


def _rows(session: Session, statement: Any, *columns: Any) -> list[Any]:
    meeting = (CommissionBody.name.label("body"), CommissionMeeting.meets_on)
    told = statement.with_only_columns(*meeting, *columns, maintain_column_froms=True)
    return list(session.execute(told.order_by(CommissionMeeting.meets_on.desc(), columns[0])).all())


def _line(row: Any, **values: Any) -> CommissionLine:
    opened = getattr(row, "beneficiary_id", None)
    return CommissionLine(row.id, row.body, row.meets_on, row.person, beneficiary_id=opened, **values)
