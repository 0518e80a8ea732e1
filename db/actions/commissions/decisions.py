"""Around a regulatory body: the hearing, the decision of the authority, its notification."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions.held import case_of, hold_point
from db.actions.commissions.opened import sign
from db.actions.history import apply_changes, cleaned, differences
from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting
from db.queries.commissions.decisions import list_decisions
from db.queries.settings import get_thresholds
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.cases import passage_obstacles
from domain.commissions.decision_words import CODES, SEQUEL_LABELS, corrected_note, notification_words
from domain.commissions.decisions import (
    INFORMATION_DAYS,
    DecisionDraft,
    DecisionLine,
    HearingDraft,
    NotificationDraft,
    information_obstacles,
)
from domain.commissions.words import CommissionFamily, Conclusion, MeetingState
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError

_ENDED = (MeetingState.TO_VALIDATE, MeetingState.CLOSED)
_HEARD = (*(state for state in MeetingState if state.is_to_come), MeetingState.OPEN, *_ENDED)
_AGAIN = "La situation doit repasser devant la commission."


def record_hearing(
    session: Session, viewer: Viewer, point_id: int, *, version: int, draft: HearingDraft
) -> None:
    """Whether she is heard, from the day her situation is on an agenda.

    `version`: of the situation that was shown; EditConflictError when somebody wrote something else since.
    """
    meeting, point = _hold(session, viewer, point_id, *_HEARD)
    _refuse(draft.problems(meeting.meets_on, viewer.today))
    case, stay = case_of(session, viewer, point)
    values = {
        "hearing": draft.hearing.value if draft.hearing else "",
        "heard_on": draft.heard_on,
        "observations": cleaned(draft.observations),
    }
    _keep(session, viewer, case, values, version=version, about=stay.beneficiary_id)


def record_decision(
    session: Session, viewer: Viewer, point_id: int, *, version: int, draft: DecisionDraft
) -> None:
    """What the authority decided after the opinion; its reason when it is not the opinion.

    ForbiddenError when the person was not informed in time: her situation has to pass again.
    """
    meeting, point = _hold(session, viewer, point_id)
    if point.conclusion is not Conclusion.OPINION:
        raise ForbiddenError("Pas d’avis sur cette situation\u00a0: il n’y a rien à décider.")
    if point.notified_on is not None:
        raise ForbiddenError("Cette décision est déjà notifiée\u00a0: elle ne change plus.")
    values: dict[str, Any] = {name: cleaned(value) for name, value in vars(draft).items()}
    draft = DecisionDraft(**values)
    _refuse(draft.problems(point.conclusion_words, meeting.meets_on, viewer.today))
    case, stay = case_of(session, viewer, point)
    _require_informed(session, viewer, meeting, case)
    _keep(session, viewer, point, values, version=version, about=stay.beneficiary_id)


def record_notification(
    session: Session, viewer: Viewer, point_id: int, *, version: int, draft: NotificationDraft
) -> None:
    """When and how the person was told of the decision; once noted, only a dated correction changes it."""
    _meeting, point = _hold(session, viewer, point_id)
    former = notification_words(point.notified_means, point.notified_on)
    draft = NotificationDraft(draft.notified_on, draft.means, cleaned(draft.reason))
    is_again = bool(former) and point.version == version
    _refuse(draft.problems(point.decided_on, viewer.today, is_again=is_again))
    means = draft.means.value if draft.means else ""
    values = {"notified_on": draft.notified_on, "notified_means": means}
    if is_again:
        note = corrected_note(point.notification_note, former, draft.reason, viewer.today)
        values["notification_note"] = note
    stay = case_of(session, viewer, point)[1]
    _keep(session, viewer, point, values, version=version, about=stay.beneficiary_id)


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
    session: Session, viewer: Viewer, point_id: int, *states: MeetingState
) -> tuple[CommissionMeeting, AgendaPoint]:
    """The point of a regulatory body, while the consortium wants such bodies."""
    meeting, point = hold_point(session, viewer, point_id, *(states or _ENDED))
    body = session.get_one(CommissionBody, (viewer.consortium_id, meeting.body_id))
    is_on = get_thresholds(session, viewer)[REGULATORY_ON]
    if point.case_id is None or not is_on or body.family is not CommissionFamily.REGULATORY:
        raise NotFoundError
    return meeting, point


def _require_informed(
    session: Session, viewer: Viewer, meeting: CommissionMeeting, case: CommissionCase
) -> None:
    days = get_thresholds(session, viewer)[INFORMATION_DAYS]
    reasons = passage_obstacles(case.informed_on, "")
    if reasons := reasons + information_obstacles(case.informed_on, meeting.meets_on, days):
        told = " ; ".join(reasons)
        raise ForbiddenError(f"La décision ne peut pas être prise sur cet avis\u00a0: {told}. {_AGAIN}")


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise InvalidInputError(problems)


def _keep(
    session: Session, viewer: Viewer, record: Any, values: dict[str, Any], *, version: int, about: int
) -> None:
    found = differences(viewer, record, values, SEQUEL_LABELS, CODES)
    if found and record.version != version:
        raise EditConflictError(found, record.version)
    if found:
        apply_changes(session, viewer, record, values, beneficiary_id=about)
        sign(session, viewer, AuditEvent.UPDATE, record, about)
