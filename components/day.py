"""« Ma journée », list by list: each line opens a file, and says there that the person was reached."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby

import streamlit as st

from components.alert_filters import ask_alerts
from components.caseload_state import NOBODY, ask_words
from components.day_words import (
    appointment_words,
    change_words,
    full_name,
    local_start,
    review_words,
)
from components.file.forms.opened import REACHED, open_form
from components.file.lines import joined
from components.formats import (
    NO_BREAK,
    count_of,
    format_count,
    format_date,
    format_moment,
    format_time,
    format_weekday_date,
)
from components.markdown import md_escape
from components.reviews.filters import ask_late_reviews
from domain.access import Role, Viewer
from domain.day import SHOWN, DayAlerts, DayAppointment, DayPerson, FileChange, Listed
from domain.diagnosis.records import DiagnosisLine
from domain.diagnosis.words import DiagnosisStatus
from domain.follow_up import AppointmentStatus
from navigation import ALERTS, CASELOAD, DIAGNOSES, DIAGNOSIS, FILE, NEW_PERSON, REVIEWS

_LINK_PADDING = 8  # pixels that Streamlit puts before a link: what is under it is aligned with its words
_REASONS = 1  # told of each person; her file tells them all
Beside = Callable[[int], None]


def appointment_list(
    title: str, appointments: Sequence[DayAppointment], viewer: Viewer, *, empty: str, beside: Beside
) -> None:
    """Appointments day by day; `beside` adds what is useful before one, by its identifier."""
    _heading(title, len(appointments))
    if not appointments:
        st.caption(empty)
    shown = _first_ones(appointments, key=title)
    for day, of_day in groupby(shown, lambda one: local_start(one, viewer).date()):
        if day != viewer.today:
            st.markdown(f"**{format_weekday_date(day).removesuffix(f'{NO_BREAK}{day.year}')}**")
        for appointment in of_day:
            _appointment_line(appointment, viewer, beside)


def review_list(reviews: Listed[DayPerson], viewer: Viewer) -> None:
    """Reviews late or soon due."""
    _heading("Points de situation à faire", reviews.count)
    if not reviews.rows:
        st.caption("Aucun point en retard ni à faire d’ici sept jours : vous êtes à jour.")
    for person in reviews.rows:
        _person_line(person, review_words(person.review_due_on, viewer.today), "review")
    late = "Voir tous mes points en retard"
    if reviews.count > SHOWN and st.button(late, type="tertiary", icon=REVIEWS.icon):
        ask_late_reviews(referent_id=viewer.professional_id)
        st.switch_page(REVIEWS.path)


def my_alerts(alerts: DayAlerts, viewer: Viewer) -> None:
    """My people with an alert, the oldest first; then how many by alert, each opening its list."""
    _heading("Parcours à reprendre", alerts.people.count)
    if not alerts.people.rows:
        st.caption("Aucune alerte parmi les personnes que vous suivez.")
    for person in alerts.people.rows:
        told = " · ".join(alert.words(viewer.today) for alert in person.alerts[:_REASONS])
        others = len(person.alerts) - _REASONS
        _person_line(person, f"{told} · et {others} de plus" if others > 0 else told, "alert")
    with st.container(horizontal=True, gap="xsmall"):
        for code, count in alerts.counts.items():
            if st.button(f"{code.label} · {format_count(count)}", key=f"day_alert_{code}", type="tertiary"):
                ask_alerts(code, referent_id=viewer.professional_id)
                st.switch_page(ALERTS.path)


def diagnosis_list(waiting: Sequence[DiagnosisLine]) -> None:
    """Diagnoses begun that wait for the viewer's answers or signature; nothing when none does."""
    if not waiting:
        return
    _heading("Diagnostics à terminer ou à valider", len(waiting))
    for line in waiting[:SHOWN]:
        name, asked = md_escape(line.person_name), {"diagnostic": str(line.id)}
        st.page_link(DIAGNOSIS.path, label=name, query_params=asked)
        with st.container(horizontal=True, gap=None, wrap=False):
            st.space(_LINK_PADDING)
            is_written = line.status is DiagnosisStatus.COMPLETED
            status = "votre validation est attendue" if is_written else "à terminer"
            st.caption(f"Entretien du {format_date(line.held_on)}{NO_BREAK}: {status}")
    if len(waiting) > SHOWN:
        st.page_link(DIAGNOSES.path, label="Voir tous ces diagnostics", icon=DIAGNOSES.icon)


def change_list(changes: Listed[FileChange], viewer: Viewer, since: datetime) -> None:
    """What others wrote meanwhile; their words stay in the file."""
    _heading("Ce qui a changé sur mes dossiers", changes.count)
    moment = format_moment(since, viewer.time_zone, viewer.today)
    st.caption(
        f"Depuis votre dernière visite, {moment}." if changes.rows else f"Rien de nouveau depuis {moment}."
    )
    for change in changes.rows:
        with _line(change.beneficiary_id, full_name(change), change_words(change, viewer)):
            pass
    if changes.count > SHOWN:
        more = count_of(changes.count - SHOWN, "autre changement", "autres changements")
        st.caption(f"Et {more}, dans l’historique de chaque dossier.")


def nobody_followed(viewer: Viewer) -> None:
    """For who is the référent of nobody: what this page will show, and where to go meanwhile."""
    st.info(
        "Vous n’êtes référent·e de personne pour l’instant. Vos rendez-vous, les points de situation à faire "
        "et les nouvelles de vos dossiers s’afficheront ici."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(CASELOAD.path, label="Ouvrir la file active", icon=CASELOAD.icon)
        if viewer.has(Role.COORDINATOR, Role.STRUCTURE_MANAGER):
            _caseload_button("Personnes sans référent·e", {"referent": [NOBODY]})
        st.page_link(NEW_PERSON.path, label="Ajouter une personne", icon=NEW_PERSON.icon)


def _heading(title: str, count: int) -> None:
    st.subheader(f"{title} :gray-badge[{format_count(count)}]" if count else title, anchor=False)


def _appointment_line(appointment: DayAppointment, viewer: Viewer, beside: Beside) -> None:
    time = format_time(local_start(appointment, viewer))
    words = appointment_words(appointment, viewer)
    with _line(appointment.beneficiary_id, full_name(appointment), words, time=time):
        if appointment.status is AppointmentStatus.PLANNED and appointment.starts_at > viewer.now:
            beside(appointment.id)
        if appointment.is_group_member:
            _reached_button(appointment.beneficiary_id, f"appointment_{appointment.id}")


def _person_line(person: DayPerson, words: str, place: str) -> None:
    with _line(person.beneficiary_id, full_name(person), joined(words, person.phone.replace(" ", NO_BREAK))):
        if person.is_group_member:
            _reached_button(person.beneficiary_id, place)


@contextmanager
def _line(beneficiary_id: int, name: str, detail: str, *, time: str = "") -> Iterator[None]:
    """The name opens the file; the block adds its buttons at the end of the line."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        with st.container(gap=None):
            label = f"**{time}** · {md_escape(name)}" if time else md_escape(name)
            st.page_link(FILE.path, label=label, query_params={"personne": str(beneficiary_id)})
            with st.container(horizontal=True, gap=None, wrap=False):
                st.space(_LINK_PADDING)
                st.caption(md_escape(detail))
        yield


def _reached_button(beneficiary_id: int, place: str) -> None:
    st.button(
        "J’ai eu la personne",
        key=f"day_reached_{place}_{beneficiary_id}",
        type="tertiary",
        icon=":material/call:",
        on_click=open_form,
        args=(REACHED, beneficiary_id),
    )


def _caseload_button(label: str, asked: dict[str, list[str]]) -> None:
    if st.button(label, type="tertiary", icon=CASELOAD.icon):
        ask_words(asked)
        st.switch_page(CASELOAD.path)


def _first_ones(appointments: Sequence[DayAppointment], *, key: str) -> Sequence[DayAppointment]:
    more = len(appointments) - 2 * SHOWN
    if more <= 0:
        return appointments
    label = f"Afficher aussi {count_of(more, 'rendez-vous suivant', 'rendez-vous suivants')}"
    return appointments if st.toggle(label, key=f"day_all_{key}") else appointments[: 2 * SHOWN]
