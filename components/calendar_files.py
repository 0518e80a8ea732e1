"""Appointments, reviews and contacts about a job as one .ics file for the professional's own calendar.

A professional's calendar is often shared with her team, projected, or kept on a telephone: an event says
« Rendez-vous » and initials, so that she knows whom it is about and nobody else does. Neither the purpose,
nor the scheme, nor a link to the file.
"""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event
from icalendar.enums import CLASS, TRANSP

from domain.day import Agenda, DayAppointment, DayJobCheck, DayPerson, initials

CALENDAR_TYPE = "text/calendar"
_PRODUCT = "-//Jalons//Agenda//FR"


def calendar_file(agenda: Agenda, *, now: datetime, today: date) -> bytes:
    """The whole file; imported twice, an event replaces itself, since its identifier stays the same."""
    events = [_appointment(appointment, now) for appointment in agenda.appointments]
    events += [_review(person, now, today) for person in agenda.reviews if person.review_due_on]
    events += [_job_check(check, now, today) for check in agenda.job_checks]
    calendar = Calendar.new(prodid=_PRODUCT, method="PUBLISH", uid="agenda@jalons", subcomponents=events)
    content: bytes = calendar.to_ical()
    return content


def _appointment(appointment: DayAppointment, now: datetime) -> Event:
    return Event.new(
        uid=f"rendez-vous-{appointment.id}@jalons",
        stamp=now,
        start=appointment.starts_at,
        end=appointment.starts_at + timedelta(minutes=appointment.duration_minutes),
        summary=f"Rendez-vous {initials(appointment.first_names, appointment.last_name)}",
        location=appointment.place or None,
        classification=CLASS.PRIVATE,
    )


def _review(person: DayPerson, now: datetime, today: date) -> Event:
    assert person.review_due_on is not None
    about = f"Point de situation {initials(person.first_names, person.last_name)}"
    return _to_do(f"point-{person.beneficiary_id}@jalons", about, max(person.review_due_on, today), now)


def _job_check(check: DayJobCheck, now: datetime, today: date) -> Event:
    """« Contact à 3 mois »: of what, only she knows."""
    about = f"Contact à {check.months}\u00a0mois {initials(check.first_names, check.last_name)}"
    return _to_do(f"contact-{check.check_id}@jalons", about, max(check.due_on, today), now)


def _to_do(uid: str, summary: str, day: date, now: datetime) -> Event:
    """A whole day, which does not make the professional busy; a late one stands today, not in the past."""
    return Event.new(
        uid=uid,
        stamp=now,
        start=day,
        end=day + timedelta(days=1),
        summary=summary,
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
    )
