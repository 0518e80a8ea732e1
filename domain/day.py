"""« Ma journée »: what a professional has to do today and soon, and how far that looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from domain.access import Viewer
from domain.alerts import Alert, AlertCode
from domain.audit import AuditEvent
from domain.clock import date_in
from domain.follow_up import AppointmentStatus

AHEAD_DAYS = 7  # rolling, not up to Sunday: on a Friday, one prepares Monday
AGENDA_DAYS = 30  # what goes into the professional's own calendar
# Without an earlier visit, or after a long absence: older changes are read in the files themselves.
CHANGES_DAYS = 30
SHOWN = 5  # people shown in each list: the screen is read in 20 seconds
MAX_APPOINTMENTS = 200  # far above what one person can keep in AGENDA_DAYS

T = TypeVar("T")


@dataclass(frozen=True)
class Listed(Generic[T]):
    """The first rows of a list, and how many there are in all."""

    rows: list[T]
    count: int


@dataclass(frozen=True)
class DayAppointment:
    """An appointment of the viewer; the words after `purpose` are only for the slip."""

    id: int
    beneficiary_id: int
    first_names: str
    last_name: str
    starts_at: datetime
    duration_minutes: int
    place: str
    purpose: str
    status: AppointmentStatus
    is_group_member: bool
    interpreter_language: str
    professional_name: str
    structure_name: str
    structure_phone: str
    structure_address: str


@dataclass(frozen=True)
class DayPerson:
    """Somebody whom the viewer follows as référent, and since or until when."""

    beneficiary_id: int
    first_names: str
    last_name: str
    phone: str
    review_due_on: date | None
    last_contact_on: date | None
    entered_on: date
    is_group_member: bool
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True)
class DayJobCheck:
    """A contact of the first months in a job, of somebody whom the viewer follows."""

    check_id: int
    first_names: str
    last_name: str
    months: int
    due_on: date


@dataclass(frozen=True)
class Agenda:
    """What goes into the professional's own calendar."""

    appointments: Sequence[DayAppointment]
    reviews: Sequence[DayPerson] = ()
    job_checks: Sequence[DayJobCheck] = ()

    @property
    def size(self) -> int:
        """How many lines leave."""
        return len(self.appointments) + len(self.reviews) + len(self.job_checks)


@dataclass(frozen=True)
class DayAlerts:
    """My people with an alert, the oldest first; how many each alert is about; how many I follow."""

    people: Listed[DayPerson]
    counts: dict[AlertCode, int]
    followed: int


@dataclass(frozen=True)
class FileChange:
    """Alike changes of one colleague in one file, told once with the latest moment."""

    beneficiary_id: int
    first_names: str
    last_name: str
    professional_name: str
    event: AuditEvent
    object_kind: str
    changed_at: datetime


def day_starts_at(viewer: Viewer, day: date) -> datetime:
    """The first instant of this day where the consortium is, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(viewer.time_zone)).astimezone(UTC)


def is_today(viewer: Viewer, appointment: DayAppointment) -> bool:
    """True when it takes place today where the consortium is."""
    return date_in(viewer.time_zone, appointment.starts_at) == viewer.today


def changes_since(viewer: Viewer, last_visit: datetime | None) -> datetime:
    """From when changes are told: the last visit, no further back than CHANGES_DAYS."""
    farthest = viewer.now - timedelta(days=CHANGES_DAYS)
    return max(last_visit, farthest) if last_visit else farthest


def next_appointment_problem(starts_at: datetime, now: datetime) -> str | None:
    """Why this cannot be a next appointment, in French; None when it can."""
    return None if starts_at > now else "Ce moment est déjà passé."


def initials(first_names: str, last_name: str) -> str:
    """« É. L. »: enough for the professional to know, not for whoever sees her calendar."""
    return " ".join(f"{name.strip()[0].upper()}." for name in (first_names, last_name) if name.strip())
