"""« J’ai eu la personne »: a contact and, if one was agreed, the next appointment."""

from sqlalchemy.orm import Session

from db.actions.files import raise_problems
from db.actions.records import add_record
from domain.access import Viewer
from domain.day import next_appointment_problem
from domain.exchange_drafts import AppointmentDraft, ContactDraft


def record_reached(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    contact: ContactDraft,
    appointment: AppointmentDraft | None = None,
) -> None:
    """Add both, or neither; one `record_id`, each in its own table: a double click adds once."""
    add_record(session, viewer, beneficiary_id, record_id=record_id, draft=contact)
    if appointment is not None:
        raise_problems(starts_at=next_appointment_problem(appointment.starts_at, viewer.now))
        add_record(session, viewer, beneficiary_id, record_id=record_id, draft=appointment)
