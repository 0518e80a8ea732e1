"""After a regulatory body: the hearing, the decision of the authority, its notification."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions.held import case_of, hold_point
from db.actions.commissions.opened import sign
from db.actions.history import apply_changes, cleaned, differences
from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.models.cases import AgendaPoint
from db.models.commissions import CommissionBody, CommissionMeeting
from db.queries.commissions.decisions import list_decisions
from db.queries.settings import get_thresholds
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import DecisionDraft, DecisionLine, HearingDraft, NotificationDraft
from domain.commissions.words import CommissionFamily, Conclusion, MeetingState
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError

_ENDED = (MeetingState.TO_VALIDATE, MeetingState.CLOSED)
_LABELS = {
    "decision": "Décision",
    "decided_by": "Décidée par",
    "decided_on": "Décidée le",
    "decision_reason": "Pourquoi elle n’est pas l’avis",
    "notified_on": "Notifiée le",
    "notified_means": "Moyen de notification",
    "hearing": "Audition",
    "heard_on": "Entendue le",
    "observations": "Observations écrites",
}


def record_hearing(
    session: Session, viewer: Viewer, point_id: int, *, version: int, draft: HearingDraft
) -> None:
    """Whether she was heard; `version`: of the point that was shown."""
    _meeting, point = _hold(session, viewer, point_id, version, MeetingState.OPEN, *_ENDED)
    _refuse(draft.problems(viewer.today))
    case, stay = case_of(session, viewer, point)
    values = {
        "hearing": draft.hearing.value if draft.hearing else "",
        "heard_on": draft.heard_on,
        "observations": cleaned(draft.observations),
    }
    _keep(session, viewer, case, values, stay.beneficiary_id)


def record_decision(
    session: Session, viewer: Viewer, point_id: int, *, version: int, draft: DecisionDraft
) -> None:
    """What the authority decided after the opinion; its reason when it is not the opinion."""
    meeting, point = _hold(session, viewer, point_id, version)
    if point.conclusion is not Conclusion.OPINION:
        raise ForbiddenError("Pas d’avis sur cette situation\u00a0: il n’y a rien à décider.")
    if point.notified_on is not None:
        raise ForbiddenError("Cette décision est déjà notifiée\u00a0: elle ne change plus.")
    values: dict[str, Any] = {name: cleaned(value) for name, value in vars(draft).items()}
    draft = DecisionDraft(**values)
    _refuse(draft.problems(point.conclusion_words, meeting.meets_on, viewer.today))
    _keep(session, viewer, point, values, case_of(session, viewer, point)[1].beneficiary_id)


def record_notification(
    session: Session, viewer: Viewer, point_id: int, *, version: int, draft: NotificationDraft
) -> None:
    """When and how the person was told of the decision."""
    _meeting, point = _hold(session, viewer, point_id, version)
    _refuse(draft.problems(point.decided_on, viewer.today))
    means = draft.means.value if draft.means else ""
    values = {"notified_on": draft.notified_on, "notified_means": means}
    _keep(session, viewer, point, values, case_of(session, viewer, point)[1].beneficiary_id)


def take_decisions(viewer: Viewer) -> list[DecisionLine]:
    """The list that leaves as a file, as it may be read now."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_decisions(session, asking)


def sign_decisions(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="commission_decisions", count=rows, detail=detail)


def _hold(
    session: Session, viewer: Viewer, point_id: int, version: int, *states: MeetingState
) -> tuple[CommissionMeeting, AgendaPoint]:
    """The point of a regulatory body, while the consortium wants such bodies."""
    meeting, point = hold_point(session, viewer, point_id, *(states or _ENDED))
    body = session.get_one(CommissionBody, (viewer.consortium_id, meeting.body_id))
    is_on = get_thresholds(session, viewer)[REGULATORY_ON]
    if point.case_id is None or not is_on or body.family is not CommissionFamily.REGULATORY:
        raise NotFoundError
    if point.version != version:
        raise EditConflictError([], point.version)
    return meeting, point


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise InvalidInputError(problems)


def _keep(session: Session, viewer: Viewer, record: Any, values: dict[str, Any], person_id: int) -> None:
    if differences(viewer, record, values, _LABELS):
        apply_changes(session, viewer, record, values, beneficiary_id=person_id)
        sign(session, viewer, AuditEvent.UPDATE, record, person_id)
