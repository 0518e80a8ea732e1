"""Loading a commitment in scope: its action, whose it is, who may own it, the objective that holds it."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.commissions.held import hold_meeting
from db.actions.commissions.opened import sign
from db.models.accounts import Professional
from db.models.beneficiaries import SupportPeriod
from db.models.cases import CommissionCase, Commitment
from db.models.commissions import CommissionMeeting
from db.models.consortia import Structure
from db.models.paths import Objective, PlanAction
from db.queries.commission_scopes import visible_cases
from db.queries.commissions.day import PERSON
from db.queries.scopes import visible_professionals, visible_structures
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.commitments import THE_PERSON, Owner, objective_title
from domain.errors import NotFoundError
from domain.follow_up import ObjectiveStatus
from domain.identifiers import new_id


class OpenedCommitment(NamedTuple):
    """A commitment with its action, whose it is, and the meeting that is held now."""

    meeting: CommissionMeeting
    commitment: Commitment
    action: PlanAction
    person_id: int


def open_commitment(
    session: Session, viewer: Viewer, meeting_id: int, commitment_id: int
) -> OpenedCommitment:
    """A commitment of the body whose meeting is open; NotFoundError otherwise."""
    meeting = hold_meeting(session, viewer, meeting_id)
    of_case = (Commitment.consortium_id == CommissionCase.consortium_id) & (
        Commitment.case_id == CommissionCase.id
    )
    of_action = (PlanAction.consortium_id == Commitment.consortium_id) & (
        PlanAction.id == Commitment.action_id
    )
    row = session.execute(
        visible_cases(viewer)
        .join(Commitment, of_case)
        .join(PlanAction, of_action)
        .where(Commitment.id == commitment_id, CommissionCase.body_id == meeting.body_id)
        .with_only_columns(Commitment, PlanAction, SupportPeriod.beneficiary_id, maintain_column_froms=True)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return OpenedCommitment(meeting, row.Commitment, row.PlanAction, row.beneficiary_id)


def require_owner(session: Session, viewer: Viewer, owner: Owner) -> None:
    """Who is to do something is in the directory: a forged identifier is answered like an absent one."""
    if owner != THE_PERSON:
        owner_name(session, viewer, owner)


def owner_name(session: Session, viewer: Viewer, owner: Owner) -> str:
    """A professional, a structure, or « La personne »; NotFoundError when it is not in the directory."""
    name: str | None = PERSON
    if owner.professional_id is not None and owner.structure_id is not None:
        raise NotFoundError
    if owner.professional_id is not None:
        known = visible_professionals(viewer).where(Professional.id == owner.professional_id)
        found = session.scalar(known)
        name = found.display_name if found else None
    elif owner.structure_id is not None:
        structures = visible_structures(viewer).where(Structure.id == owner.structure_id)
        name = session.scalar(structures.with_only_columns(Structure.name))
    if name is None:
        raise NotFoundError
    return name


def objective_of(
    session: Session,
    viewer: Viewer,
    meeting: CommissionMeeting,
    stay: SupportPeriod,
    objective_id: int | None,
) -> Objective:
    """The objective of this stay that was chosen, else the one of the meeting, made when it is missing."""
    title = objective_title(meeting.meets_on)
    is_it = Objective.title == title if objective_id is None else Objective.id == objective_id
    found = session.scalars(
        select(Objective)
        .where(Objective.consortium_id == viewer.consortium_id, Objective.support_period_id == stay.id, is_it)
        .order_by(Objective.id)
    ).first()
    if found is None and objective_id is not None:
        raise NotFoundError
    return found or _new_objective(session, viewer, meeting, stay, title)


def _new_objective(
    session: Session, viewer: Viewer, meeting: CommissionMeeting, stay: SupportPeriod, title: str
) -> Objective:
    objective = Objective(
        consortium_id=viewer.consortium_id,
        id=new_id(),
        support_period_id=stay.id,
        title=title,
        set_on=meeting.meets_on,
        status=ObjectiveStatus.OPEN,
    )
    session.add(objective)
    sign(session, viewer, AuditEvent.CREATE, objective, stay.beneficiary_id)
    return objective
