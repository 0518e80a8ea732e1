"""Loading a file to write in it: in scope, with what the viewer may do there."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary, ReferentAssignment, SupportPeriod
from db.queries.scopes import is_named_in_group, visible_files, visible_support_periods
from domain.access import Viewer
from domain.errors import ForbiddenError, NotFoundError
from domain.file_rights import may_edit_identity, may_steer_follow_up


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
        .with_for_update(of=SupportPeriod)
    )
    period = session.scalars(statement).first()
    if period is None:
        raise NotFoundError
    person, is_group_member = session.execute(
        visible_files(viewer)
        .where(Beneficiary.id == beneficiary_id)
        .with_only_columns(Beneficiary, is_named_in_group(viewer, Beneficiary.id))
    ).one()
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
