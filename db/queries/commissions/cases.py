"""Situations brought to bodies: one to correct, the basket, those to prepare, a person's passages."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting
from db.queries.commission_scopes import person_name, visible_cases
from db.queries.commissions.agenda import PRESENTED, last_passage, presented
from domain.access import Viewer
from domain.clock import local_time
from domain.commissions.basket import (
    PAGE_SIZE,
    BasketFilters,
    StoredCase,
    ToPrepare,
    missing_parts,
)
from domain.commissions.cases import CaseDraft, CaseLine
from domain.commissions.preparing import TO_COME
from domain.commissions.words import CaseState, SheetPart
from domain.errors import NotFoundError

_submitter = aliased(Professional)


def get_case(session: Session, viewer: Viewer, case_id: int) -> StoredCase:
    """One situation as it is corrected, in one statement; NotFoundError out of scope."""
    row = session.execute(
        visible_cases(viewer)
        .where(CommissionCase.id == case_id)
        .with_only_columns(
            CommissionCase,
            Beneficiary.id.label("person_id"),
            person_name().label("person"),
            maintain_column_froms=True,
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError
    case = row.CommissionCase
    return StoredCase(case.id, case.version, row.person_id, row.person, case.state, draft_of(case))


def draft_of(case: CommissionCase) -> CaseDraft:
    """What was typed."""
    kept = {name: getattr(case, name) for name in CaseDraft.__dataclass_fields__}
    return CaseDraft(**kept | {"hidden": tuple(SheetPart(part) for part in case.hidden)})


def list_basket(
    session: Session, viewer: Viewer, filters: BasketFilters, page: int | None = 1
) -> list[CaseLine]:
    """Situations that wait, in one statement: put off first, then the oldest; `page` None: all of them."""
    case = CommissionCase
    statement = _told(_basket(viewer, filters), last_passage().label("last_passed_on")).order_by(
        case.put_off_on.is_(None), case.submitted_on, case.id
    )
    if page is not None:
        statement = statement.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return [_line(row) for row in session.execute(statement)]


def count_basket(session: Session, viewer: Viewer, filters: BasketFilters) -> int:
    """How many there are in all."""
    counted = _basket(viewer, filters).with_only_columns(func.count(), maintain_column_froms=True)
    return session.scalar(counted) or 0


def list_basket_choices(session: Session, viewer: Viewer) -> Mapping[str, Mapping[Any, str]]:
    """Bodies, structures and motives found in the basket, to filter by."""
    rows = session.execute(
        _basket(viewer, BasketFilters())
        .with_only_columns(
            CommissionBody.id,
            CommissionBody.name,
            CommissionCase.motive,
            PRESENTED[1],
            maintain_column_froms=True,
        )
        .distinct()
    ).all()
    return {
        "body_id": {row.id: row.name for row in sorted(rows, key=lambda row: row.name)},
        "structure": {name: name for name in sorted({row.structure for row in rows} - {None})},
        "motive": {name: name for name in sorted({row.motive for row in rows})},
    }


def list_to_prepare(session: Session, viewer: Viewer) -> list[ToPrepare]:
    """Situations on an agenda to come, that she or her structure presents: by meeting, in its order."""
    meeting = CommissionMeeting
    statement = (
        _told(_scheduled(viewer), last_passage().label("last_passed_on"), meeting.id.label("meeting_id"))
        .add_columns(meeting.starts_at)
        .order_by(meeting.starts_at, AgendaPoint.rank)
    )
    return [_to_prepare(viewer, row) for row in session.execute(statement)]


def _basket(viewer: Viewer, filters: BasketFilters) -> Select[Any]:
    asked = {
        CommissionCase.body_id: filters.body_id,
        CommissionCase.motive: filters.motive,
        PRESENTED[1].element: filters.structure,
    }
    return presented(viewer).where(
        CommissionCase.state == CaseState.WAITING,
        *(column == value for column, value in asked.items() if value is not None),
    )


def _scheduled(viewer: Viewer) -> Select[Any]:
    point, meeting, mine = AgendaPoint, CommissionMeeting, aliased(Professional)
    hers = select(mine.id).where(
        mine.consortium_id == viewer.consortium_id,
        (mine.id == viewer.professional_id) | (mine.structure_id == viewer.structure_id),
    )
    return (
        presented(viewer)
        .join(point, _same(point, CommissionCase) & (point.case_id == CommissionCase.id))
        .join(meeting, _same(meeting, point) & (meeting.id == point.meeting_id))
        .where(
            CommissionCase.state == CaseState.SCHEDULED,
            meeting.state.in_(TO_COME),
            CommissionCase.presenter_id.in_(hers),
        )
    )


def _told(cases: Select[Any], *columns: Any) -> Select[Any]:
    who = and_(_same(_submitter, CommissionCase), _submitter.id == CommissionCase.submitted_by_id)
    return cases.join(_submitter, who).with_only_columns(
        CommissionCase,
        person_name().label("person"),
        SupportPeriod.beneficiary_id,
        CommissionBody.name.label("body"),
        (_submitter.first_name + " " + _submitter.last_name).label("submitted_by"),
        *PRESENTED,
        *columns,
        maintain_column_froms=True,
    )


def _to_prepare(viewer: Viewer, row: Any) -> ToPrepare:
    case, line = row.CommissionCase, _line(row)
    missing = tuple(missing_parts(draft_of(case)))
    is_ready = case.ready_on is not None and not missing
    return ToPrepare(line, local_time(viewer.time_zone, row.starts_at), missing, is_ready)


def _line(row: Any) -> CaseLine:
    case = row.CommissionCase
    told = ("person", "beneficiary_id", "body", "submitted_by", "presenter", "last_passed_on")
    return CaseLine(
        **{name: getattr(case, name) for name in _OF_CASE},
        **{name: getattr(row, name) for name in told},
        structure=row.structure or "",
        is_put_off=case.put_off_on is not None,
        meeting_id=getattr(row, "meeting_id", None),
        is_complete=not any(missing_parts(draft_of(case))),
    )


def _same(table: Any, other: Any) -> Any:
    return table.consortium_id == other.consortium_id


_OF_CASE = (
    *("id", "version", "body_id", "motive", "question", "state", "origin", "submitted_on"),
    *("informed_on", "objection", "attendance", "is_urgent"),
)
