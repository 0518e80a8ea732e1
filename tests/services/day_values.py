"""Values of « Ma journée » that need no database."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.access import Role, Viewer
from domain.day import DayAppointment, DayPerson
from domain.follow_up import AppointmentStatus
from tests.factories import NOW

VIEWER = Viewer(
    professional_id=1,
    consortium_id=1,
    structure_id=1,
    roles=frozenset({Role.CASEWORKER}),
    field=None,
    session_id=1,
    display_name="Camille Exemple",
    structure_name="Maison des solidarités",
    consortium_name="Consortium d’essai",
    time_zone="Europe/Paris",
    now=NOW,
)
_APPOINTMENT = DayAppointment(
    id=7,
    beneficiary_id=3,
    first_names="Élise",
    last_name="Lefèvre",
    starts_at=NOW + timedelta(days=4),
    duration_minutes=45,
    place="Maison des solidarités",
    purpose="Suivi du traitement",
    status=AppointmentStatus.PLANNED,
    is_group_member=True,
    interpreter_language="",
    professional_name="Camille Exemple",
    structure_name="Maison des solidarités",
    structure_phone="04 68 00 00 00",
    structure_address="1 rue de l’Exemple, 66000 Perpignan",
)
_PERSON = DayPerson(
    beneficiary_id=3,
    first_names="Élise",
    last_name="Lefèvre",
    phone="06 39 98 00 00",
    review_due_on=date(2026, 11, 24),
    last_contact_on=date(2026, 9, 1),
    entered_on=date(2026, 1, 5),
    is_group_member=True,
)


def appointment(**values: Any) -> DayAppointment:
    """In four days at the office, unless told otherwise."""
    return replace(_APPOINTMENT, **values)


def person(**values: Any) -> DayPerson:
    """Silent since September, her review due in four days, unless told otherwise."""
    return replace(_PERSON, **values)
