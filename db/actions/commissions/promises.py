"""After a meeting: a commitment is done, or its deadline changes; alerts follow in the same transaction."""

from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.commissions.opened import sign
from db.actions.commissions.screen import tell_kept
from db.actions.history import apply_changes, cleaned, differences
from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.models.audit import ChangeHistory
from db.models.beneficiaries import SupportPeriod
from db.models.cases import CommissionCase, Commitment
from db.models.paths import PlanAction
from db.queries.commissions.commitments import list_commitments, visible_commitments
from db.queries.viewers import ask_again
from domain import clock
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.promises import PROMISE_LABELS, NewDeadline, Promise, PromiseFilters
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.follow_up import ActionStatus


class _Opened(NamedTuple):
    action: PlanAction
    person_id: int
    commitment: Commitment
    body_id: int


def keep_commitment(session: Session, viewer: Viewer, commitment_id: int, *, is_done: bool) -> None:
    """It is done today, or not after all; saying it twice says it once."""
    opened = _open(session, viewer, commitment_id)
    if (opened.action.status == ActionStatus.DONE) == is_done:
        return
    status = ActionStatus.DONE if is_done else ActionStatus.TO_DO
    _apply(session, viewer, opened, {"status": status, "done_on": viewer.today if is_done else None})


def put_off_commitment(
    session: Session, viewer: Viewer, commitment_id: int, *, version: int, draft: NewDeadline
) -> None:
    """Another deadline, with the reason in the history of the action; EditConflictError if it moved."""
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    opened = _open(session, viewer, commitment_id)
    action, values = opened.action, {"deadline_on": draft.deadline_on}
    if action.status == ActionStatus.DONE:
        raise ForbiddenError("Cet engagement est fait\u00a0: son échéance ne change plus.")
    found = differences(viewer, action, values, PROMISE_LABELS)
    if action.version != version and found:
        raise EditConflictError(found, action.version)
    if found:
        _keep_reason(session, viewer, opened, cleaned(draft.reason))
        _apply(session, viewer, opened, values)


def take_commitments(viewer: Viewer, filters: PromiseFilters) -> list[Promise]:
    """Every line of the list, as it may be read now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_commitments(session, asking, filters, page=None)


def sign_commitments(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="commission_commitments", count=rows, detail=detail)


def _open(session: Session, viewer: Viewer, commitment_id: int) -> _Opened:
    """The stay is locked before its action, as everywhere: no two wait for each other."""
    row = session.execute(
        visible_commitments(viewer)
        .where(Commitment.id == commitment_id)
        .with_only_columns(
            PlanAction, SupportPeriod, Commitment, CommissionCase.body_id, maintain_column_froms=True
        )
        .with_for_update(of=SupportPeriod)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    session.refresh(row.PlanAction, with_for_update=True)
    return _Opened(row.PlanAction, row.SupportPeriod.beneficiary_id, row.Commitment, row.body_id)


def _apply(session: Session, viewer: Viewer, opened: _Opened, values: dict[str, Any]) -> None:
    apply_changes(session, viewer, opened.action, values, beneficiary_id=opened.person_id)
    sign(session, viewer, AuditEvent.UPDATE, opened.action, opened.person_id)
    refresh_caseload_entry(session, viewer.consortium_id, opened.person_id)
    tell_kept(session, opened.commitment, opened.action, opened.body_id)


def _keep_reason(session: Session, viewer: Viewer, opened: _Opened, reason: str) -> None:
    session.add(
        ChangeHistory(
            consortium_id=viewer.consortium_id,
            beneficiary_id=opened.person_id,
            object_kind=opened.action.__tablename__,
            object_id=opened.action.id,
            field="deadline_reason",
            old_value="",
            new_value=reason,
            changed_at=clock.now(),
            changed_by=viewer.professional_id,
        )
    )
