"""The head of a file: who, since when, with whom, what next, in one glance."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from components.alerts import TakeUp, alert_buttons, alert_line
from components.file import words
from components.file.plain_text import copy_button
from components.file.view import FileView
from components.formats import format_date, format_elapsed, format_moment
from components.markdown import md_escape
from domain.access import Viewer
from domain.alerts import Alert
from domain.clock import local_time
from domain.files import FileHeader
from domain.follow_up import Status

_STATUS_COLOURS = {Status.ACTIVE: "green", Status.PAUSED: "orange", Status.EXITED: "gray"}
_STATUS_ICONS = {
    Status.ACTIVE: ":material/play_circle:",
    Status.PAUSED: ":material/pause_circle:",
    Status.EXITED: ":material/logout:",
}


def file_header(
    view: FileView, *, take_text: Callable[[], str], alerts: Sequence[Alert], take_up: TakeUp
) -> None:
    """Name, badges, how to reach her, five facts side by side, her alerts; and the whole as text."""
    header, viewer = view.header, view.viewer
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(md_escape(words.person_name(header)), anchor=False)
        copy_button("file", take_text)
    _badges(header, viewer.today)
    st.markdown(
        f"{md_escape(words.identity_line(header, viewer.today))}  \n"
        f":material/call: {md_escape(words.reach_line(header))}"
    )
    if found := words.constraints(header):
        st.warning(f"**{md_escape(' · '.join(found))}**", icon=":material/warning:")
    _facts(header, viewer)
    if alerts:
        _alerts(view, alerts, take_up)


def _badges(header: FileHeader, today: date) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(
            md_escape(words.status_words(header, today)),
            icon=_STATUS_ICONS[header.status],
            color=_STATUS_COLOURS[header.status],  # type: ignore[arg-type]
        )
        st.badge(
            f"Parcours {header.period.track.label.lower()}" if header.period.track else "Sans orientation"
        )
        if header.running_diagnosis:
            told = f"Diagnostic {header.running_diagnosis.label.lower()}"
            st.badge(told, icon=":material/diagnosis:", color="orange")
        for public in header.publics:
            st.badge(md_escape(public.label), color="gray")


def _facts(header: FileHeader, viewer: Viewer) -> None:
    today = viewer.today
    last = header.last_contact_on
    upcoming = header.next_appointment_at
    day = local_time(viewer.time_zone, upcoming).date() if upcoming else None
    when = format_moment(upcoming, viewer.time_zone, today)
    with_whom = f"{format_elapsed(day, today)}, avec {header.next_appointment_with}" if day else ""
    facts = {
        "Référent·e": (header.referent_name or "À désigner", header.referent_structure),
        "Dernier contact": (format_date(last) or "Aucun", format_elapsed(last, today)),
        "Prochain rendez-vous": (when or "Aucun", with_whom),
        "Point de situation": words.review_words(header, today),
        "Contrat": words.contract_words(header, today),
    }
    for column, (label, (value, detail)) in zip(
        st.columns(len(facts), gap="small"), facts.items(), strict=True
    ):
        column.markdown(f":small[{label}]  \n**{md_escape(value)}**  \n:small[{md_escape(detail)}]")


def _alerts(view: FileView, alerts: Sequence[Alert], take_up: TakeUp) -> None:
    """What to take up again, one line each, with what is proposed."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        told = (f":material/notifications: {alert_line(alert, view.today)}" for alert in alerts)
        st.markdown("  \n".join(told))
        if view.may_steer:
            alert_buttons(view.beneficiary_id, alerts, take_up=take_up)
