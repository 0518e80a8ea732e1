"""Dossier: everything about one person, and the forms that add to it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.feedback import confirm_next_run, domain_errors_shown
from components.file import diagnoses, header, missing, overview, person, sections
from components.file.buttons import quick_buttons
from components.file.forms.drawer import form_drawer
from components.file.forms.known import Known
from components.file.forms.opened import OpenForm, opened_form
from components.file.urgent import urgent_access
from components.file.view import FileView
from components.identity import current_viewer
from db.actions import appointment_exports, diagnosis_exports, logbooks
from db.actions.alerts import take_up_again
from db.actions.diagnoses.life import start_correction, start_diagnosis
from db.actions.file_forms import save_form
from db.actions.offer.referral_answers import referral_gestures
from db.actions.plain_texts import take_text
from db.actions.privacy.urgent import ask_urgently
from db.actions.reads import record_file_read
from db.engine import read_session, write_session
from db.queries import directory, file_headers, files
from db.queries.alerts import list_file_alerts
from db.queries.file_parts import read_part
from domain.alerts import AlertCode
from domain.errors import NotFoundError
from domain.file_parts import FileSection
from domain.identifiers import new_id
from domain.path_drafts import ContractDraft, ObjectiveDraft
from navigation import DIAGNOSIS

viewer = current_viewer()


def what_shows(section: FileSection) -> Callable[..., None]:
    """What puts a part of the file on the screen; what leaves is read again when it is asked for."""
    take_slip = partial(appointment_exports.export_appointment, viewer)
    shows: dict[FileSection, Callable[..., None]] = {
        FileSection.OVERVIEW: overview.overview,
        FileSection.PATH: partial(sections.path_section, **referral_gestures(current_viewer)),
        FileSection.DIAGNOSES: partial(
            diagnoses.diagnoses_section,
            start=partial(open_diagnosis, start_diagnosis),
            correct=partial(open_diagnosis, start_correction),
            take_sheet=partial(diagnosis_exports.take_diagnosis_sheet, viewer),
            take_text=partial(diagnosis_exports.take_diagnosis_text, viewer),
        ),
        FileSection.EXCHANGES: partial(
            sections.exchanges_section, take=take_slip, take_text=partial(take_text, viewer)
        ),
        FileSection.PLAN: sections.plan_section,
        FileSection.NOTES: sections.notes_section,
        FileSection.PERSON: person.person_section,
        FileSection.HISTORY: person.history_section,
    }
    return shows[section]


def show_file(beneficiary_id: int) -> None:
    """The header, the part that is asked for, and the form that is open."""
    record_file_read(viewer, beneficiary_id)
    with read_session(viewer) as session:
        head = file_headers.get_header(session, viewer, beneficiary_id)
        view = FileView(viewer, head, directory.list_professionals(session, viewer))
        alerts = list_file_alerts(session, viewer, beneficiary_id)
    text, ask = partial(take_text, viewer, beneficiary_id), partial(ask_urgently, viewer)
    header.file_header(view, take_text=text, alerts=alerts, take_up=take_up)
    quick_buttons(view, take_logbook=partial(logbooks.take_logbook, viewer, beneficiary_id))
    urgent_access(view, ask=ask)
    section = sections.choose_section()
    with read_session(viewer) as session:
        found = read_part(session, viewer, beneficiary_id, section)
    what_shows(section)(view, **found)
    if form := opened_form(beneficiary_id):
        form_drawer(form, what_is_known(view), save=save)


def what_is_known(view: FileView) -> Known:
    """Everything that a form may be filled with."""
    with read_session(viewer) as session:
        return Known(
            view,
            **directory.list_form_choices(session, viewer),
            contracts=files.list_records(session, viewer, view.beneficiary_id, ContractDraft),
            objectives=files.list_records(session, viewer, view.beneficiary_id, ObjectiveDraft),
        )


def save(form: OpenForm, values: Any) -> None:
    """One user action, one transaction; who asks is checked again, since the drawer runs on its own."""
    about: dict[str, Any] = {"name": form.name, "record_id": form.record_id, "version": form.version}
    with write_session(viewer := current_viewer()) as session:
        save_form(session, viewer, form.beneficiary_id, **about, values=values)


def take_up(beneficiary_id: int, code: AlertCode) -> None:
    """The alert is shown again; a button's callback: who asks is read again."""
    with domain_errors_shown():
        with write_session(viewer := current_viewer()) as session:
            take_up_again(session, viewer, beneficiary_id, code=code)
        confirm_next_run("L’alerte est de nouveau affichée.")


def open_diagnosis(action: Callable[..., int], about: int, **values: Any) -> None:
    """Start a diagnosis or its correction, and go to it."""
    with domain_errors_shown():
        with write_session(viewer) as session:
            diagnosis_id = action(session, viewer, about, record_id=new_id(), **values)
        st.switch_page(DIAGNOSIS.path, query_params={"diagnostic": str(diagnosis_id)})


try:
    show_file(missing.asked_person())
except NotFoundError:
    missing.show_missing_file(viewer, ask=partial(ask_urgently, viewer))
