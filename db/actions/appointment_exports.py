"""What leaves with a professional: her agenda, an appointment for a calendar or on a slip.

Called when the download is clicked, possibly long after the page was shown: who asks is read again, in
transactions of their own. NotFoundError when the session is over or the file is no longer shared.
"""

from db.actions.reads import record_export
from db.engine import write_session
from db.queries.appointments import get_appointment, list_my_appointments
from db.queries.followed_people import list_reviews_due
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.day import AGENDA_DAYS, MAX_APPOINTMENTS, DayAppointment, DayPerson


def export_appointment(viewer: Viewer, appointment_id: int, *, kind: str) -> DayAppointment:
    """One appointment of a file that she may open; the export is signed under its `kind`."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        appointment = get_appointment(session, asking, appointment_id)
        person_id = appointment.beneficiary_id
        record_export(session, asking, kind=kind, count=1, detail="rendez-vous", beneficiary_id=person_id)
    return appointment


def export_agenda(viewer: Viewer) -> tuple[list[DayAppointment], list[DayPerson]]:
    """Her appointments of the next AGENDA_DAYS, and the reviews that she has to do."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        appointments = list_my_appointments(session, asking, days=AGENDA_DAYS)
        reviews = list_reviews_due(session, asking, limit=MAX_APPOINTMENTS).rows
        count = len(appointments) + len(reviews)
        record_export(session, asking, kind="agenda", count=count, detail="ics")
    return appointments, reviews
