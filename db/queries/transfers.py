"""Who holds which caseload, and what handing it over would move: counts, never names."""

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.exchanges import Appointment
from db.queries.administration_scopes import countable_caseload
from db.queries.objections import refuses_share
from db.queries.scopes import visible_professionals
from domain.access import Role, Viewer
from domain.errors import NotFoundError
from domain.follow_up import AppointmentStatus
from domain.names import told_apart
from domain.transfers import CaseloadHolder, TransferCounts


def list_caseload_holders(session: Session, viewer: Viewer) -> list[CaseloadHolder]:
    """The référents whose caseload the viewer may hand over, by last name, those who have left included."""
    held = (
        countable_caseload(viewer)
        .where(CaseloadEntry.referent_id.is_not(None))
        .with_only_columns(CaseloadEntry.referent_id, func.count().label("people"))
        .group_by(CaseloadEntry.referent_id)
        .subquery()
    )
    statement = (
        visible_professionals(viewer)
        .join(held, held.c.referent_id == Professional.id)
        .outerjoin(Structure, _same_structure())
        .with_only_columns(Professional, Structure.name, held.c.people, maintain_column_froms=True)
        .order_by(Professional.last_name, Professional.first_name, Professional.id)
    )
    return [
        CaseloadHolder(who.id, who.display_name, who.structure_id, name or "", who.is_active, people)
        for who, name, people in session.execute(statement)
    ]


def list_successors(session: Session, viewer: Viewer) -> dict[int, str]:
    """Active professionals who may take over a caseload: « Prénom Nom — Structure », by last name."""
    statement = (
        _successors(viewer)
        .outerjoin(Structure, _same_structure())
        .with_only_columns(Professional, Structure.name, maintain_column_froms=True)
        .order_by(Professional.last_name, Professional.first_name, Professional.id)
    )
    rows = session.execute(statement).all()
    names = {who.id: f"{who.display_name} — {name}" for who, name in rows}
    return told_apart(names, {who.id: who.function or who.email for who, _ in rows})


def get_successor(session: Session, viewer: Viewer, successor_id: int) -> Professional:
    """An active professional to whom the viewer may hand a caseload over; NotFoundError otherwise."""
    found = session.scalars(_successors(viewer).where(Professional.id == successor_id)).first()
    if found is None:
        raise NotFoundError
    return found


def count_transfer(session: Session, viewer: Viewer, *, leaver_id: int, successor_id: int) -> TransferCounts:
    """What the transfer would move, in three statements."""
    successor = get_successor(session, viewer, successor_id)
    moved = movable_caseload(viewer, leaver_id, successor)
    all_of_hers = countable_caseload(viewer).where(CaseloadEntry.referent_id == leaver_id)
    counted = select(
        select(func.count()).select_from(moved.subquery()).scalar_subquery().label("people"),
        select(func.count()).select_from(all_of_hers.subquery()).scalar_subquery().label("held"),
        select(func.count(Appointment.id))
        .where(
            *is_future_appointment_of(viewer, leaver_id),
            Appointment.support_period_id.in_(moved.with_only_columns(CaseloadEntry.support_period_id)),
        )
        .scalar_subquery()
        .label("appointments"),
    )
    row = session.execute(counted).one()
    return TransferCounts(row.people, row.appointments, row.held - row.people)


def movable_caseload(viewer: Viewer, leaver_id: int, successor: Professional) -> Select[CaseloadEntry]:
    """The leaver's people, but for those who refuse that the successor or her structure reads it."""
    reserved = CaseloadEntry.reserved_structure_id
    objected = refuses_share(
        viewer,
        CaseloadEntry.beneficiary_id,
        professional_id=successor.id,
        structure_id=successor.structure_id,
    )
    return countable_caseload(viewer).where(
        CaseloadEntry.referent_id == leaver_id,
        or_(reserved.is_(None), reserved == successor.structure_id),
        ~objected,
    )


def is_future_appointment_of(viewer: Viewer, professional_id: int) -> list[ColumnElement[bool]]:
    """Planned, still to come, and held by this professional, alone or with another one."""
    return [
        Appointment.consortium_id == viewer.consortium_id,
        Appointment.status == AppointmentStatus.PLANNED,
        Appointment.starts_at >= viewer.now,
        or_(
            Appointment.professional_id == professional_id,
            Appointment.second_professional_id == professional_id,
        ),
    ]


def _successors(viewer: Viewer) -> Select[Professional]:
    """A manager hands over inside her structure; the coordination and the administration, to any other."""
    active = visible_professionals(viewer).where(
        Professional.is_active, Professional.structure_id.is_not(None)
    )
    if viewer.has(Role.ADMINISTRATOR, Role.COORDINATOR):
        return active
    is_manager = true() if viewer.has(Role.STRUCTURE_MANAGER) else false()
    return active.where(is_manager, Professional.structure_id == viewer.structure_id)


def _same_structure() -> ColumnElement[bool]:
    return and_(
        Structure.consortium_id == Professional.consortium_id, Structure.id == Professional.structure_id
    )
