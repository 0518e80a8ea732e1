"""What entering, leaving or putting off a point does to the situation: examined, waiting, withdrawn."""

from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.commissions.held import case_of
from db.actions.commissions.opened import sign
from db.models.cases import AgendaPoint
from db.models.commissions import CommissionMeeting
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.day import state_when_left
from domain.commissions.words import CaseState, Conclusion, PointKind, PointState
from domain.errors import ForbiddenError

ELSEWHERE = "Cette situation est à l’ordre du jour d’une autre séance."


def enter_point(session: Session, viewer: Viewer, meeting: CommissionMeeting, point: AgendaPoint) -> None:
    """Its time starts; a situation that had been put off or withdrawn today is examined after all."""
    if point.kind == PointKind.SITUATION and point.state in (PointState.POSTPONED, PointState.WITHDRAWN):
        _take_back(session, viewer, point)
    point.state = PointState.CURRENT
    meeting.current_point_id, meeting.current_since = point.id, viewer.now
    if point.kind != PointKind.SITUATION:
        sign(session, viewer, AuditEvent.UPDATE, point)
        return
    case, stay = case_of(session, viewer, point)
    sign(session, viewer, AuditEvent.UPDATE, point, stay.beneficiary_id)
    sign(session, viewer, AuditEvent.READ, case, stay.beneficiary_id)  # who leads reads who she is


def leave_point(session: Session, viewer: Viewer, meeting: CommissionMeeting, point: AgendaPoint) -> None:
    """Its time stops, the first name is veiled again; a conclusion makes the situation an examined one."""
    if meeting.current_since is not None:
        point.spent_seconds += max(0, int((viewer.now - meeting.current_since).total_seconds()))
    point.is_revealed = False
    settle_point(session, viewer, meeting, point)
    meeting.current_point_id, meeting.current_since = None, None  # last: written once, with what comes next


def settle_point(session: Session, viewer: Viewer, meeting: CommissionMeeting, point: AgendaPoint) -> None:
    """Give a point that is not looked at the state that its conclusion gives it, and its situation too."""
    point.state = state_when_left(point.kind, point.conclusion)
    if point.kind != PointKind.SITUATION:
        sign(session, viewer, AuditEvent.UPDATE, point)
    elif point.state == PointState.POSTPONED:
        put_case_off(session, viewer, meeting, point)
    else:
        is_examined = point.state == PointState.TREATED
        case, stay = case_of(session, viewer, point)
        former = case.passed_on
        case.state = CaseState.EXAMINED if is_examined else CaseState.SCHEDULED
        case.passed_on = meeting.meets_on if is_examined else None
        sign(session, viewer, AuditEvent.UPDATE, point, stay.beneficiary_id)
        if case.passed_on != former:
            refresh_caseload_entry(session, viewer.consortium_id, stay.beneficiary_id)


def put_case_off(session: Session, viewer: Viewer, meeting: CommissionMeeting, point: AgendaPoint) -> None:
    """The situation waits again, on top of the basket."""
    case, stay = case_of(session, viewer, point)
    ending = Conclusion.POSTPONED
    point.state, point.conclusion, point.conclusion_words = PointState.POSTPONED, ending, ending.label
    case.state, case.passed_on, case.put_off_on = CaseState.WAITING, None, meeting.meets_on
    sign(session, viewer, AuditEvent.UPDATE, point, stay.beneficiary_id)
    refresh_caseload_entry(session, viewer.consortium_id, stay.beneficiary_id)


def withdraw_case(session: Session, viewer: Viewer, point: AgendaPoint, reason: str) -> None:
    """The situation leaves the basket too, with the reason."""
    case, stay = case_of(session, viewer, point)
    point.state, point.conclusion, point.conclusion_words = PointState.WITHDRAWN, None, ""
    case.state, case.passed_on, case.withdrawn_reason = CaseState.WITHDRAWN, None, reason
    sign(session, viewer, AuditEvent.UPDATE, point, stay.beneficiary_id)
    refresh_caseload_entry(session, viewer.consortium_id, stay.beneficiary_id)


def _take_back(session: Session, viewer: Viewer, point: AgendaPoint) -> None:
    case, _ = case_of(session, viewer, point)
    if case.state == CaseState.SCHEDULED:
        raise ForbiddenError(ELSEWHERE)
    case.state, case.put_off_on, case.withdrawn_reason = CaseState.SCHEDULED, None, ""
    point.conclusion, point.conclusion_words = None, ""
