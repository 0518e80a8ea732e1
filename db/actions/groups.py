"""The follow-up group of a person: who shares her file, and who is her référent."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.files import open_file_to_steer
from db.actions.history import apply_changes
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, GroupMember, ReferentAssignment, SupportPeriod
from db.models.consortia import Structure
from db.queries.objections import REFUSED, refuses_share
from db.queries.scopes import visible_beneficiaries, visible_professionals, visible_structures
from domain.access import Role, Viewer
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, NotFoundError
from domain.follow_up import SharePurpose
from domain.identifiers import new_id


def add_group_member(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    structure_id: int,
    professional_id: int | None,
    purpose: SharePurpose,
) -> None:
    """Share the file with a structure or one of its professionals, from today."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if session.get(GroupMember, (viewer.consortium_id, record_id)):
        return
    if professional_id is not None:
        structure_id = _structure_of(session, viewer, professional_id)
    if session.scalars(visible_structures(viewer).where(Structure.id == structure_id)).first() is None:
        raise NotFoundError
    member = GroupMember(
        consortium_id=viewer.consortium_id,
        id=record_id,
        beneficiary_id=file.person.id,
        structure_id=structure_id,
        professional_id=professional_id,
        purpose=purpose,
        started_on=viewer.today,
    )
    session.add(member)
    session.flush()
    _audit(session, viewer, AuditEvent.CREATE, member, beneficiary_id)


def end_group_member(session: Session, viewer: Viewer, member_id: int) -> None:
    """End a share today: from now on this member no longer opens the file."""
    member = _load_member(session, viewer, member_id)
    if member.ended_on is None:
        values = {"ended_on": max(member.started_on, viewer.today)}
        apply_changes(session, viewer, member, values, beneficiary_id=member.beneficiary_id)
        session.flush()
        _audit(session, viewer, AuditEvent.UPDATE, member, member.beneficiary_id)


def record_objection(session: Session, viewer: Viewer, member_id: int) -> None:
    """The person objects to this member reading her file: effective at once."""
    member = _load_member(session, viewer, member_id)
    if member.objected_on is None:
        values = {"objected_on": viewer.today}
        apply_changes(session, viewer, member, values, beneficiary_id=member.beneficiary_id)
        session.flush()
        _audit(session, viewer, AuditEvent.UPDATE, member, member.beneficiary_id)


def assign_referent(
    session: Session, viewer: Viewer, beneficiary_id: int, *, record_id: int, professional_id: int
) -> None:
    """Make a professional the référent from today; she joins the group, the former one stays in it."""
    if hand_over(session, viewer, beneficiary_id, record_id=record_id, professional_id=professional_id):
        refresh_caseload_entry(session, viewer.consortium_id, beneficiary_id)


def hand_over(
    session: Session, viewer: Viewer, beneficiary_id: int, *, record_id: int, professional_id: int
) -> bool:
    """The same, True when the référent changes: the caller then refreshes the caseload's line."""
    period = _period_to_assign(session, viewer, beneficiary_id, professional_id)
    if session.get(ReferentAssignment, (viewer.consortium_id, record_id)):
        return False
    active = _active_assignment(session, viewer, period)
    if active is not None and active.professional_id == professional_id:
        return False
    if active is not None:
        active.ended_on = max(active.started_on, viewer.today)
        session.flush()
    values = {"support_period_id": period.id, "professional_id": professional_id}
    assignment = ReferentAssignment(
        consortium_id=viewer.consortium_id, id=record_id, started_on=viewer.today, **values
    )
    session.add(assignment)
    ensure_in_group(session, viewer, beneficiary_id, professional_id)
    session.flush()
    _audit(session, viewer, AuditEvent.UPDATE, assignment, beneficiary_id)
    return True


def ensure_in_group(session: Session, viewer: Viewer, beneficiary_id: int, professional_id: int) -> None:
    """Name a professional in the group unless a live share already does."""
    named = session.scalar(
        select(GroupMember.id).where(
            GroupMember.consortium_id == viewer.consortium_id,
            GroupMember.beneficiary_id == beneficiary_id,
            GroupMember.professional_id == professional_id,
            GroupMember.ended_on.is_(None),
            GroupMember.objected_on.is_(None),
        )
    )
    if named is None:
        session.add(
            GroupMember(
                consortium_id=viewer.consortium_id,
                id=new_id(),
                beneficiary_id=beneficiary_id,
                structure_id=_structure_of(session, viewer, professional_id),
                professional_id=professional_id,
                started_on=viewer.today,
            )
        )


def _period_to_assign(
    session: Session, viewer: Viewer, beneficiary_id: int, professional_id: int
) -> SupportPeriod:
    """A manager assigns inside her structure people she lists; others steer the files they may open."""
    structure_id = _structure_of(session, viewer, professional_id)
    if viewer.has(Role.STRUCTURE_MANAGER) and structure_id == viewer.structure_id:
        person = session.scalars(
            visible_beneficiaries(viewer).where(Beneficiary.id == beneficiary_id)
        ).first()
        if person is None:
            raise NotFoundError
        period = _latest_period(session, viewer, beneficiary_id)
    else:
        period = open_file_to_steer(session, viewer, beneficiary_id).period
    if period.exited_on is not None:
        raise ForbiddenError("Le suivi est terminé : enregistrez d’abord son retour.")
    share = {"professional_id": professional_id, "structure_id": structure_id}
    if session.scalar(select(refuses_share(viewer, beneficiary_id, **share))):
        raise ForbiddenError(REFUSED)
    return period


def _latest_period(session: Session, viewer: Viewer, beneficiary_id: int) -> SupportPeriod:
    """The caller has checked that the viewer may list this person."""
    return session.scalars(
        select(SupportPeriod)
        .where(
            SupportPeriod.consortium_id == viewer.consortium_id,
            SupportPeriod.beneficiary_id == beneficiary_id,
        )
        .order_by(SupportPeriod.entered_on.desc(), SupportPeriod.id.desc())
        .limit(1)
        .with_for_update()
    ).one()


def _active_assignment(session: Session, viewer: Viewer, period: SupportPeriod) -> ReferentAssignment | None:
    return session.scalars(
        select(ReferentAssignment).where(
            ReferentAssignment.consortium_id == viewer.consortium_id,
            ReferentAssignment.support_period_id == period.id,
            ReferentAssignment.ended_on.is_(None),
        )
    ).first()


def _structure_of(session: Session, viewer: Viewer, professional_id: int) -> int:
    statement = visible_professionals(viewer).where(Professional.id == professional_id)
    structure_id = session.scalar(statement.with_only_columns(Professional.structure_id))
    if structure_id is None:
        raise NotFoundError
    return int(structure_id)


def _load_member(session: Session, viewer: Viewer, member_id: int) -> GroupMember:
    member = session.get(GroupMember, (viewer.consortium_id, member_id))
    if member is None:
        raise NotFoundError
    open_file_to_steer(session, viewer, member.beneficiary_id)
    return member


def _audit(session: Session, viewer: Viewer, event: AuditEvent, record: Any, beneficiary_id: int) -> None:
    kind = record.__tablename__
    write_audit(session, viewer, event, object_kind=kind, object_id=record.id, beneficiary_id=beneficiary_id)
