"""My appointments, and one appointment with all that its slip says."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Structure
from db.models.exchanges import Appointment
from db.models.reference import Commune
from db.queries.scopes import is_named_in_group, visible_files
from domain.access import Viewer
from domain.day import AHEAD_DAYS, MAX_APPOINTMENTS, DayAppointment, day_starts_at
from domain.errors import NotFoundError
from domain.follow_up import AppointmentStatus


def list_my_appointments(session: Session, viewer: Viewer, *, days: int = AHEAD_DAYS) -> list[DayAppointment]:
    """Mine from this morning on, as first or second professional, cancelled ones left out, in order."""
    mine = or_(
        Appointment.professional_id == viewer.professional_id,
        Appointment.second_professional_id == viewer.professional_id,
    )
    statement = _appointments(viewer).where(
        mine,
        Appointment.starts_at >= day_starts_at(viewer, viewer.today),
        Appointment.starts_at < day_starts_at(viewer, viewer.today + timedelta(days=days + 1)),
        Appointment.status != AppointmentStatus.CANCELLED,
    )
    rows = session.execute(statement.order_by(Appointment.starts_at, Appointment.id).limit(MAX_APPOINTMENTS))
    return [_appointment(row) for row in rows]


def get_appointment(session: Session, viewer: Viewer, appointment_id: int) -> DayAppointment:
    """An appointment of a file that the viewer may open, whoever holds it; NotFoundError otherwise."""
    row = session.execute(_appointments(viewer).where(Appointment.id == appointment_id)).first()
    if row is None:
        raise NotFoundError
    return _appointment(row)


def _appointments(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        visible_files(viewer)
        .join(SupportPeriod, _here(SupportPeriod, SupportPeriod.beneficiary_id == Beneficiary.id))
        .join(Appointment, _here(Appointment, Appointment.support_period_id == SupportPeriod.id))
        .join(Professional, _here(Professional, Professional.id == Appointment.professional_id))
        .outerjoin(Structure, _here(Structure, Structure.id == Professional.structure_id))
        .outerjoin(Commune, Commune.code == Structure.commune_code)
        .with_only_columns(
            Beneficiary,
            Appointment,
            Professional,
            Structure,
            Commune.name.label("commune"),
            is_named_in_group(viewer, Beneficiary.id).label("is_group_member"),
            maintain_column_froms=True,
        )
    )


def _here(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.consortium_id == Beneficiary.consortium_id, condition)


def _appointment(row: Any) -> DayAppointment:
    person, meeting, structure = row.Beneficiary, row.Appointment, row.Structure
    town = " ".join(part for part in (structure.postal_code, row.commune) if part) if structure else ""
    return DayAppointment(
        **{field: getattr(meeting, field) for field in _MEETING_FIELDS},
        beneficiary_id=person.id,
        first_names=person.first_names,
        last_name=person.last_name,
        is_group_member=bool(row.is_group_member),
        interpreter_language=person.interpreter_language,
        professional_name=row.Professional.display_name,
        structure_name=structure.name if structure else "",
        structure_phone=structure.phone if structure else "",
        structure_address=", ".join(part for part in (structure.address, town) if part) if structure else "",
    )


_MEETING_FIELDS = ("id", "starts_at", "duration_minutes", "place", "purpose", "status")
