"""What leaves with a professional: her agenda, an appointment for a calendar or on a slip.

Called when the download is clicked, possibly long after the page was shown: who asks is read again, in
transactions of their own. NotFoundError when the session is over or the file is no longer shared.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from db.actions.reads import record_export
from db.engine import write_session
from db.queries.appointments import get_appointment, list_my_appointments
from db.queries.followed_people import list_reviews_due
from db.queries.job_checks import list_job_checks
from db.queries.settings import get_thresholds
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.day import AGENDA_DAYS, MAX_APPOINTMENTS, Agenda, DayAppointment, DayJobCheck
from domain.job_checks import JobCheckFilters, JobCheckState


def export_appointment(viewer: Viewer, appointment_id: int, *, kind: str) -> DayAppointment:
    """One appointment of a file that she may open; the export is signed under its `kind`."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        appointment = get_appointment(session, asking, appointment_id)
        person_id = appointment.beneficiary_id
        record_export(session, asking, kind=kind, count=1, detail="rendez-vous", beneficiary_id=person_id)
    return appointment


def export_agenda(viewer: Viewer) -> Agenda:
    """Her appointments of the next AGENDA_DAYS, the reviews and contacts about a job that she has to do."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        appointments = list_my_appointments(session, asking, days=AGENDA_DAYS)
        reviews = list_reviews_due(session, asking, limit=MAX_APPOINTMENTS).rows
        agenda = Agenda(appointments, reviews, _job_checks(session, asking))
        record_export(session, asking, kind="agenda", count=agenda.size, detail="ics")
    return agenda


def _job_checks(session: Session, viewer: Viewer) -> list[DayJobCheck]:
    """To make now, or within AHEAD_DAYS."""
    around_days = get_thresholds(session, viewer)["in_job_days"]
    asked = JobCheckFilters(referent_id=viewer.professional_id, around_days=around_days)
    states = (JobCheckState.NOW, JobCheckState.COMING)
    found = [list_job_checks(session, viewer, replace(asked, state=state), page=None) for state in states]
    return [
        DayJobCheck(line["check_id"], line["first_names"], line["last_name"], line["months"], line["due_on"])
        for frame in found
        for line in frame.to_dict("records")
    ]
