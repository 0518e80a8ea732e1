"""Loading a file to write in it: in scope, with what the viewer may do there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import Beneficiary, ReferentAssignment, SupportPeriod
from db.queries.scopes import is_named_in_group, visible_files, visible_support_periods
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.dates import order_problem, problems_of
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.file_rights import may_edit_identity, may_steer_follow_up
from domain.privacy import LIMITED


@dataclass(frozen=True)
class OpenedFile:
    """A person's file as an action holds it; `period` is the latest stay in the caseload."""

    person: Beneficiary
    period: SupportPeriod
    is_group_member: bool
    is_referent: bool


def open_file(session: Session, viewer: Viewer, beneficiary_id: int) -> OpenedFile:
    """The file and its latest support period, locked until the transaction ends; NotFoundError otherwise."""
    statement = (
        visible_support_periods(viewer)
        .where(SupportPeriod.beneficiary_id == beneficiary_id)
        .order_by(SupportPeriod.entered_on.desc(), SupportPeriod.id.desc())
        .limit(1)
        .with_for_update(of=SupportPeriod, key_share=True)  # what points to it may be added meanwhile
    )
    period = session.scalars(statement).first()
    if period is None:
        raise NotFoundError
    person, is_group_member = session.execute(
        visible_files(viewer)
        .where(Beneficiary.id == beneficiary_id)
        .with_only_columns(Beneficiary, is_named_in_group(viewer, Beneficiary.id))
    ).one()
    if person.limited_on is not None:
        raise ForbiddenError(LIMITED)
    return OpenedFile(person, period, is_group_member, _is_referent(session, viewer, period))


def open_file_to_steer(session: Session, viewer: Viewer, beneficiary_id: int) -> OpenedFile:
    """The file of somebody whose follow-up the viewer may steer; ForbiddenError otherwise."""
    file = open_file(session, viewer, beneficiary_id)
    if not may_steer_follow_up(viewer, is_group_member=file.is_group_member):
        raise ForbiddenError
    return file


def open_file_to_edit_identity(session: Session, viewer: Viewer, beneficiary_id: int) -> OpenedFile:
    """The file of somebody whose identity the viewer may change; ForbiddenError otherwise."""
    file = open_file(session, viewer, beneficiary_id)
    if not may_edit_identity(viewer, is_referent=file.is_referent):
        raise ForbiddenError("Seuls le référent et la coordination modifient l’identité.")
    return file


def open_running_file(session: Session, viewer: Viewer, beneficiary_id: int) -> OpenedFile:
    """The file of somebody still followed; ForbiddenError when her support period has ended."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if file.period.exited_on is not None:
        raise ForbiddenError("Le suivi est terminé : enregistrez d’abord son retour.")
    return file


def entry_problem(day: date | None, file: OpenedFile) -> str | None:
    """Why nothing of this stay can bear that date."""
    entered_on = file.period.entered_on
    return order_problem(entered_on, day, f"Cette date précède l’entrée ({entered_on:%d/%m/%Y}).")


def raise_problems(**checks: str | None) -> None:
    """InvalidInputError when a check found something: field name → French message."""
    if problems := problems_of(**checks):
        raise InvalidInputError(problems)


def sign_change(
    session: Session, viewer: Viewer, file: OpenedFile, record: Any, event: AuditEvent = AuditEvent.CREATE
) -> None:
    """Copy the facts to the caseload line, then sign the change."""
    refresh_caseload_entry(session, viewer.consortium_id, file.person.id)
    write_audit(
        session,
        viewer,
        event,
        object_kind=record.__tablename__,
        object_id=record.id,
        beneficiary_id=file.person.id,
    )


def _is_referent(session: Session, viewer: Viewer, period: SupportPeriod) -> bool:
    return (
        session.scalar(
            select(ReferentAssignment.id).where(
                ReferentAssignment.consortium_id == viewer.consortium_id,
                ReferentAssignment.support_period_id == period.id,
                ReferentAssignment.professional_id == viewer.professional_id,
                ReferentAssignment.ended_on.is_(None),
            )
        )
        is not None
    )
