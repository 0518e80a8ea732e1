"""What commissions add to the timeline of a file: passages, and each step of what is decided after."""

from datetime import date
from typing import Any

from sqlalchemy import CTE, Select, and_, literal, select

from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody
from db.queries.timeline_rows import in_file, row_of
from domain.commissions.words import CaseState, CommissionFamily

_CASE, _POINT, _BODY = CommissionCase, AgendaPoint, CommissionBody


def _cases(periods: CTE, _today: date) -> Select[Any]:
    return _of_cases(periods, "case", _CASE.submitted_on).where(_CASE.state != CaseState.WITHDRAWN)


def _passages(periods: CTE, _today: date) -> Select[Any]:
    return _of_cases(periods, "passage", _CASE.passed_on).where(_CASE.passed_on.is_not(None))


def _informed(periods: CTE, _today: date) -> Select[Any]:
    told = _of_cases(periods, "informed", _CASE.informed_on, is_regulatory=True)
    return told.where(_CASE.informed_on.is_not(None), _CASE.state != CaseState.WITHDRAWN)


def _hearings(periods: CTE, _today: date) -> Select[Any]:
    told = _of_cases(periods, "hearing", _CASE.heard_on, code=_CASE.hearing, is_regulatory=True)
    return told.where(_CASE.heard_on.is_not(None), _CASE.hearing != "")


def _decisions(periods: CTE, _today: date) -> Select[Any]:
    told = _of_points(periods, "decision", _POINT.decided_on, detail=_POINT.decision)
    return told.where(_POINT.decided_on.is_not(None))


def _notifications(periods: CTE, _today: date) -> Select[Any]:
    told = _of_points(periods, "notification", _POINT.notified_on, code=_POINT.notified_means)
    return told.where(_POINT.notified_on.is_not(None), _POINT.notified_means != "")


def _of_points(periods: CTE, lane: str, day: Any, **told: Any) -> Select[Any]:
    here = and_(_POINT.consortium_id == _CASE.consortium_id, _POINT.case_id == _CASE.id)
    return _of_cases(periods, lane, day, **told).join(_POINT, here)


def _of_cases(
    periods: CTE, lane: str, day: Any, *, code: Any = "", detail: Any = None, is_regulatory: bool = False
) -> Select[Any]:
    here = and_(_BODY.consortium_id == _CASE.consortium_id, _BODY.id == _CASE.body_id)
    code, detail = literal("") if code == "" else code, _BODY.name if detail is None else detail
    told = select(*row_of(lane, code, day, detail=detail)).select_from(_CASE).join(_BODY, here)
    if is_regulatory:
        told = told.where(_BODY.family == CommissionFamily.REGULATORY)
    return told.where(in_file(_CASE, periods))


CASE_PARTS = (_cases, _passages, _informed, _hearings, _decisions, _notifications)
