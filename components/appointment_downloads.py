"""An appointment taken away: on a slip for the person, in the professional's own calendar."""

from collections.abc import Callable
from typing import Protocol

import streamlit as st

from components.calendar_files import CALENDAR_TYPE, calendar_file
from components.documents.slip import appointment_slip
from components.formats import NO_BREAK, format_time, format_weekday_date
from domain import clock
from domain.access import Viewer
from domain.day import AGENDA_DAYS, Agenda, DayAppointment
from domain.slips import SlipWords


class TakeAppointment(Protocol):
    """Reads the appointment when the download is clicked, checks again who asks, and signs it."""

    def __call__(self, appointment_id: int, *, kind: str) -> DayAppointment:
        """Raises NotFoundError when it may no longer be taken."""


def slip_button(appointment_id: int, viewer: Viewer, take: TakeAppointment) -> None:
    """The slip in large type that the person takes home."""

    def make() -> bytes:
        appointment = take(appointment_id, kind="appointment_slip")
        return appointment_slip(slip_words(appointment, viewer.time_zone))

    st.download_button(
        "Carton",
        make,
        "carton-de-rendez-vous.pdf",
        "application/pdf",
        key=f"slip_{appointment_id}",
        help="Carton de rendez-vous en gros caractères, à remettre à la personne",
        icon=":material/print:",
        type="tertiary",
        on_click="ignore",
    )


def calendar_button(appointment_id: int, viewer: Viewer, take: TakeAppointment) -> None:
    """The same appointment for the professional's own calendar."""

    def make() -> bytes:
        appointment = take(appointment_id, kind="appointment_ics")
        return calendar_file(Agenda([appointment]), now=clock.now(), today=viewer.today)

    st.download_button(
        "Agenda",
        make,
        "rendez-vous.ics",
        CALENDAR_TYPE,
        key=f"ics_{appointment_id}",
        help="Ajouter ce rendez-vous à mon agenda (fichier .ics)",
        icon=":material/event_available:",
        type="tertiary",
        on_click="ignore",
    )


def agenda_button(viewer: Viewer, take: Callable[[], Agenda]) -> None:
    """Appointments, reviews and contacts about a job of the coming weeks, as one file."""

    def make() -> bytes:
        return calendar_file(take(), now=clock.now(), today=viewer.today)

    st.download_button(
        "Ajouter à mon agenda",
        make,
        "ma-journee.ics",
        CALENDAR_TYPE,
        key="day_agenda",
        help=f"Vos rendez-vous des {AGENDA_DAYS} prochains jours, les points de situation et les contacts de "
        "maintien dans l’emploi à faire (.ics)",
        icon=":material/event_available:",
        on_click="ignore",
    )


def slip_words(appointment: DayAppointment, time_zone: str) -> SlipWords:
    """The address goes with the structure: another place says itself where it is."""
    local = clock.local_time(time_zone, appointment.starts_at)
    is_at_structure = appointment.place in ("", appointment.structure_name)
    language = appointment.interpreter_language
    return SlipWords(
        person_name=f"{appointment.first_names} {appointment.last_name}",
        day=format_weekday_date(local.date()),
        time=format_time(local),
        place=appointment.place or appointment.structure_name,
        address=appointment.structure_address if is_at_structure else "",
        professional_name=appointment.professional_name,
        structure_name=appointment.structure_name,
        structure_phone=appointment.structure_phone,
        purpose=appointment.purpose,
        interpreter_note=f"Interprète{NO_BREAK}: {language}" if language else "",
    )
