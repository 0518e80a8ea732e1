"""Commitments: actions of the person's plan, taken in a meeting, changed and removed while it lasts."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.commissions.committed import (
    OpenedCommitment,
    objective_of,
    open_commitment,
    owner_name,
    require_owner,
)
from db.actions.commissions.held import case_of, hold_point
from db.actions.commissions.opened import sign
from db.actions.commissions.screen import tell_screen
from db.actions.history import apply_changes, cleaned
from db.models.cases import Commitment
from db.models.commissions import CommissionMeeting
from db.models.paths import PlanAction
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.commitments import CommitmentDraft, Owner, deadline_problem, title_problem
from domain.commissions.day import differs
from domain.dates import problems_of
from domain.errors import InvalidInputError, NotFoundError
from domain.follow_up import ActionOrigin, ActionStatus
from domain.identifiers import new_id


def add_commitment(
    session: Session, viewer: Viewer, point_id: int, *, record_id: int, draft: CommitmentDraft
) -> None:
    """Somebody promises something about the situation of this point; it joins her plan at once."""
    meeting, point = hold_point(session, viewer, point_id)
    case, stay = case_of(session, viewer, point)
    if session.get(Commitment, (viewer.consortium_id, record_id)):
        return
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    require_owner(session, viewer, draft.owner)
    objective = objective_of(session, viewer, meeting, stay, draft.objective_id)
    action = _action(viewer, objective.id, draft)
    session.add(action)
    sign(session, viewer, AuditEvent.CREATE, action, stay.beneficiary_id)
    session.add(
        Commitment(
            consortium_id=viewer.consortium_id,
            id=record_id,
            meeting_id=meeting.id,
            point_id=point.id,
            case_id=case.id,
            action_id=action.id,
            taken_on=meeting.meets_on,
        )
    )
    _finish(session, viewer, meeting, stay.beneficiary_id)


def change_commitment(
    session: Session,
    viewer: Viewer,
    meeting_id: int,
    commitment_id: int,
    field: str,
    *,
    shown: Any,
    typed: Any,
) -> None:
    """Keep its `title`, `owner` or `deadline_on`; EditConflictError when it is not `shown` any more.

    `meeting_id`: the one that is open, where it was taken or that looks at it again.
    """
    opened = open_commitment(session, viewer, meeting_id, commitment_id)
    stored = _stored(opened.action, field)
    if field == "owner":
        shown, typed = Owner(*shown), Owner(*typed)
        require_owner(session, viewer, typed)
    else:
        typed = cleaned(typed)
        _require_valid(field, typed, viewer.today)
    told = [owner_name(session, viewer, one) for one in (stored, typed)] if field == "owner" else None
    if differs(field, stored, shown=shown, typed=typed, told=told):
        _apply(session, viewer, opened, _columns(field, typed))


def mark_commitment(
    session: Session, viewer: Viewer, meeting_id: int, commitment_id: int, *, is_done: bool
) -> None:
    """It is done today, or not after all: from the first point of the agenda as from its situation."""
    opened = open_commitment(session, viewer, meeting_id, commitment_id)
    if (opened.action.status == ActionStatus.DONE) == is_done:
        return
    status = ActionStatus.DONE if is_done else ActionStatus.TO_DO
    _apply(session, viewer, opened, {"status": status, "done_on": viewer.today if is_done else None})


def remove_commitment(session: Session, viewer: Viewer, meeting_id: int, commitment_id: int) -> None:
    """Typed by mistake in this meeting: it leaves the plan too. An older one is only marked."""
    opened = open_commitment(session, viewer, meeting_id, commitment_id)
    if opened.commitment.meeting_id != meeting_id:
        raise NotFoundError
    sign(session, viewer, AuditEvent.UPDATE, opened.action, opened.person_id)
    session.delete(opened.commitment)
    session.flush()
    session.delete(opened.action)
    _finish(session, viewer, opened.meeting, opened.person_id)


def _apply(session: Session, viewer: Viewer, opened: OpenedCommitment, values: dict[str, Any]) -> None:
    apply_changes(session, viewer, opened.action, values, beneficiary_id=opened.person_id)
    sign(session, viewer, AuditEvent.UPDATE, opened.action, opened.person_id)
    _finish(session, viewer, opened.meeting, opened.person_id)


def _finish(session: Session, viewer: Viewer, meeting: CommissionMeeting, person_id: int) -> None:
    """Her alerts follow, and the room reads it."""
    refresh_caseload_entry(session, viewer.consortium_id, person_id)
    tell_screen(session, viewer, meeting)


def _stored(action: PlanAction, field: str) -> Any:
    match field:
        case "owner":
            return Owner(action.owner_id, action.structure_id)
        case "title":
            return action.title
        case "deadline_on":
            return action.deadline_on
    raise NotFoundError


def _columns(field: str, typed: Any) -> dict[str, Any]:
    if field != "owner":
        return {field: typed}
    return {"owner_id": typed.professional_id, "structure_id": typed.structure_id}


def _require_valid(field: str, typed: Any, today: date) -> None:
    problem = title_problem(typed) if field == "title" else deadline_problem(typed, today)
    if problems := problems_of(**{field: problem}):
        raise InvalidInputError(problems)


def _action(viewer: Viewer, objective_id: int, draft: CommitmentDraft) -> PlanAction:
    return PlanAction(
        consortium_id=viewer.consortium_id,
        id=new_id(),
        objective_id=objective_id,
        title=cleaned(draft.title),
        owner_id=draft.owner.professional_id,
        structure_id=draft.owner.structure_id,
        deadline_on=draft.deadline_on,
        origin=ActionOrigin.COMMISSION,
    )
