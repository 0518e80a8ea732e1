"""Appointments and reviews as one .ics file for the professional's own calendar.

A professional's calendar is often shared with her team, projected, or kept on a telephone: an event says
« Rendez-vous » and initials, so that she knows whom it is about and nobody else does. Neither the purpose,
nor the scheme, nor a link to the file.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event
from icalendar.enums import CLASS, TRANSP

from domain.day import DayAppointment, DayPerson, initials

CALENDAR_TYPE = "text/calendar"
_PRODUCT = "-//Jalons//Agenda//FR"


def calendar_file(
    appointments: Sequence[DayAppointment], reviews: Sequence[DayPerson], *, now: datetime, today: date
) -> bytes:
    """The whole file; imported twice, an event replaces itself, since its identifier stays the same."""
    events = [_appointment(appointment, now) for appointment in appointments]
    events += [_review(person, now, today) for person in reviews if person.review_due_on]
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
    """A whole day, which does not make the professional busy; a late one stands today, not in the past."""
    assert person.review_due_on is not None
    day = max(person.review_due_on, today)
    return Event.new(
        uid=f"point-{person.beneficiary_id}@jalons",
        stamp=now,
        start=day,
        end=day + timedelta(days=1),
        summary=f"Point de situation {initials(person.first_names, person.last_name)}",
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
    )
