"""The rights matrix for « Ma journée »: whose day it is, and who takes what out of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from db.actions import appointment_exports, pauses, reached
from db.engine import read_session, write_session
from db.queries import appointments, changes, followed_people
from domain.access import Viewer
from domain.clock import set_clock
from domain.exchange_drafts import AppointmentDraft, ContactDraft
from domain.identifiers import new_id
from tests.db.world import Side
from tests.factories import NOW

MORNING = datetime(2026, 10, 1, 6, tzinfo=UTC)  # of the appointment
LATER = datetime(2026, 12, 15, tzinfo=UTC)  # nobody has called, the review is late


def of_my_day(session: Session, viewer: Viewer, here: Side) -> list[Any]:
    """My appointments with the person."""
    found = appointments.list_my_appointments(session, replace(viewer, now=MORNING))
    return [one for one in found if one.beneficiary_id == here.person.id]


def get_appointment(session: Session, viewer: Viewer, here: Side) -> Any:
    """The appointment of the file."""
    return appointments.get_appointment(session, viewer, here.records[AppointmentDraft][0])


def once_resumed(read: Callable[[Session, Viewer], Any]) -> Callable[[Session, Viewer, Side], Any]:
    """Read as somebody whose person is no longer on pause."""

    def call(_session: Session, viewer: Viewer, here: Side) -> Any:
        referent, later = here.viewers["referent"], replace(viewer, now=LATER)
        with write_session(referent) as session:
            pauses.resume(session, referent, here.person.id, ended_on=date(2026, 10, 2))
        with read_session(later) as session:
            found = read(session, later)
        return found.rows

    return call


def my_alerts(session: Session, viewer: Viewer) -> Any:
    """The people whose référent one is, and who have an alert."""
    return followed_people.list_my_alerts(session, viewer).people


def changed_for_me(session: Session, viewer: Viewer, here: Side) -> list[Any]:
    """What others wrote in the file."""
    found = changes.list_changes_since(session, viewer, datetime(2026, 1, 1, tzinfo=UTC))
    return [change for change in found.rows if change.beneficiary_id == here.person.id]


def record_reached(session: Session, viewer: Viewer, here: Side) -> None:
    """A contact in the file."""
    contact = here.records[ContactDraft][1]
    reached.record_reached(session, viewer, here.person.id, record_id=new_id(), contact=contact)


def export_appointment(_session: Session, viewer: Viewer, here: Side) -> None:
    """The slip of the appointment of the file."""
    set_clock(lambda: NOW)
    appointment_exports.export_appointment(viewer, here.records[AppointmentDraft][0], kind="slip")


def export_agenda(_session: Session, viewer: Viewer, _here: Side) -> None:
    """One's own agenda, empty or not."""
    set_clock(lambda: NOW)
    appointment_exports.export_agenda(viewer)


DAY_READS = {
    "appointments.list_my_appointments": of_my_day,
    "followed_people.list_reviews_due": once_resumed(followed_people.list_reviews_due),
    "followed_people.list_my_alerts": once_resumed(my_alerts),
}
