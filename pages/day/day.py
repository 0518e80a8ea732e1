"""Ma journée: what the signed-in professional has to do today and soon, and what changed meanwhile."""

from datetime import timedelta
from functools import partial
from typing import Any

import streamlit as st

from components.appointment_downloads import agenda_button, slip_button
from components.day import (
    appointment_list,
    change_list,
    diagnosis_list,
    my_alerts,
    nobody_followed,
    review_list,
)
from components.feedback import domain_errors_shown
from components.file.forms.drawer import form_drawer
from components.file.forms.known import Known
from components.file.forms.opened import REACHED, OpenForm, close_form, opened_in_list
from components.file.view import FileView
from components.formats import format_weekday_date
from components.identity import current_viewer
from components.offer.referral_day import referrals_waiting
from db.actions.appointment_exports import export_agenda, export_appointment
from db.actions.reached import record_reached
from db.engine import read_session, write_session
from db.queries.appointments import list_my_appointments
from db.queries.changes import list_changes_since
from db.queries.day_starts import read_day_start
from db.queries.diagnosis_lists import list_waiting_today
from db.queries.file_headers import get_header
from db.queries.followed_people import list_my_alerts, list_reviews_due
from domain.access import PEOPLE_ROLES, require_role
from domain.day import AHEAD_DAYS, DayAppointment, changes_since, is_today
from domain.errors import NotFoundError

viewer = current_viewer()


def show_day() -> None:
    """On the left what is planned; on the right whom to see or call, then what others did."""
    with read_session(viewer) as session:
        appointments = list_my_appointments(session, viewer)
        reviews = list_reviews_due(session, viewer)
        alerts = list_my_alerts(session, viewer)
        visited_at, referrals = read_day_start(session, viewer)
        since = changes_since(viewer, visited_at)
        changes = list_changes_since(session, viewer, since)
        waiting = list_waiting_today(session, viewer)
    show_title(can_export=bool(appointments or reviews.rows))
    if not (alerts.followed or appointments or changes.rows or waiting or any(referrals)):
        nobody_followed(viewer)
        return
    left, right = st.columns(2, gap="large")
    with left.container(gap="xsmall"):
        show_appointments(appointments)
        diagnosis_list(waiting)
        referrals_waiting(referrals)
    with right.container(gap="xsmall"):
        review_list(reviews, viewer)
        my_alerts(alerts, viewer)
        change_list(changes, viewer, since)


def show_title(*, can_export: bool) -> None:
    """The date, since a tired reader may wonder; the agenda beside it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Ma journée", anchor=False, width="content")
        st.markdown(format_weekday_date(viewer.today), width="content")
        st.space("stretch")
        if can_export:
            agenda_button(viewer, partial(export_agenda, viewer))


def show_appointments(appointments: list[DayAppointment]) -> None:
    """Today, then the days ahead."""
    slip = partial(slip_button, viewer=viewer, take=partial(export_appointment, viewer))
    today = [appointment for appointment in appointments if is_today(viewer, appointment)]
    later = appointments[len(today) :]
    last_day = format_weekday_date(viewer.today + timedelta(days=AHEAD_DAYS))
    appointment_list("Aujourd’hui", today, viewer, empty="Aucun rendez-vous aujourd’hui.", beside=slip)
    nothing = f"Rien de prévu d’ici au {last_day}."
    appointment_list("Les 7 prochains jours", later, viewer, empty=nothing, beside=slip)


def show_open_form(form: OpenForm) -> None:
    """The drawer of « J’ai eu la personne »; closed when the file is no longer hers."""
    try:
        with read_session(viewer) as session:
            header = get_header(session, viewer, form.beneficiary_id)
    except NotFoundError:
        close_form()
        raise
    form_drawer(form, Known(FileView(viewer, header)), save=save)


def save(form: OpenForm, values: Any) -> None:
    """One transaction; the drawer runs on its own: who asks is read again."""
    viewer = current_viewer()
    with write_session(viewer) as session:
        record_reached(session, viewer, form.beneficiary_id, record_id=form.record_id, **values)


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_day()
    if form := opened_in_list(REACHED):
        show_open_form(form)
