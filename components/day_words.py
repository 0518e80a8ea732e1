"""« Ma journée » in French sentences: plain text, made harmless by whoever shows it."""

from datetime import date, datetime

from components.file.lines import joined
from components.formats import NO_BREAK, count_of, format_date, format_elapsed, format_moment
from domain.access import Viewer
from domain.clock import local_time
from domain.day import DayAppointment, DayPerson, FileChange
from domain.file_words import OBJECT_LABELS
from domain.follow_up import AppointmentStatus


def full_name(row: DayAppointment | DayPerson | FileChange) -> str:
    """« Élise Lefèvre »."""
    return f"{row.first_names} {row.last_name}"


def local_start(appointment: DayAppointment, viewer: Viewer) -> datetime:
    """When it starts, where the consortium is."""
    return local_time(viewer.time_zone, appointment.starts_at)


def appointment_words(appointment: DayAppointment, viewer: Viewer) -> str:
    """Why, where, and what became of it; « prévu » and one's own office go without saying."""
    is_past = appointment.status is AppointmentStatus.PLANNED and appointment.starts_at < viewer.now
    state = "" if appointment.status is AppointmentStatus.PLANNED else appointment.status.label.lower()
    place = "" if appointment.place == viewer.structure_name else appointment.place
    return joined(appointment.purpose, place, f"passé{NO_BREAK}: présence à noter" if is_past else state)


def review_words(due_on: date | None, today: date) -> str:
    """« En retard de 12 jours », « À faire le 24/11/2026, dans 2 jours »."""
    if due_on is None:
        return ""
    if due_on < today:
        return f"En retard de {count_of((today - due_on).days, 'jour')}"
    return f"À faire le {format_date(due_on)}, {format_elapsed(due_on, today)}"


def change_words(change: FileChange, viewer: Viewer) -> str:
    """« Contact : ajout · Camille Exemple · mar. 3 mars à 14 h 30 »."""
    what = f"{OBJECT_LABELS[change.object_kind]}{NO_BREAK}: {change.event.label.lower()}"
    when = format_moment(change.changed_at, viewer.time_zone, viewer.today)
    return joined(what, change.professional_name, when)
