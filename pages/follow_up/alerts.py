"""Parcours à reprendre ensemble: whom alerts are about, why, what is proposed; no order of merit."""

from functools import partial
from typing import Any

import streamlit as st

from components.alert_filters import (
    alert_chips,
    alert_pages,
    clear_filters_button,
    page_asked,
    people_counted,
    people_filters,
)
from components.alerts import alerted_people, exported_alerts
from components.exports import export_buttons
from components.feedback import confirm_next_run, domain_errors_shown
from components.file.forms.drawer import form_drawer
from components.file.forms.known import Known
from components.file.forms.opened import PUT_OFF, OpenForm, close_form, opened_in_list
from components.file.view import FileView
from components.identity import current_viewer
from db.actions.alert_exports import sign_alerts, take_alerts
from db.actions.alerts import take_up_again
from db.actions.file_forms import save_form
from db.engine import read_session, write_session
from db.queries.alert_counts import count_alerts
from db.queries.alerts import list_alerted_people
from db.queries.directory import list_filter_options
from db.queries.file_headers import get_header
from domain.access import FILE_WRITER_ROLES, PEOPLE_ROLES, require_role
from domain.alert_lists import AlertedPeople, AlertFilters, is_beyond_count
from domain.alerts import AlertCode
from domain.errors import NotFoundError

viewer = current_viewer()


def show_alerts() -> None:
    """Filters, how many people by alert, then a page of them."""
    with read_session(viewer) as session:
        options = list_filter_options(session, viewer)
        people = people_filters(
            viewer.professional_id, structures=options.structures, referents=options.referents
        )
        counts = count_alerts(session, viewer, people)
        filters = alert_chips(people, counts)
        found = list_alerted_people(
            session,
            viewer,
            filters,
            page=page_asked(filters),
            is_beyond_count=not filters.is_put_off and is_beyond_count(filters, counts),
        )
    if found.count:
        show_people(filters, found)
    else:
        st.info(
            "Aucune alerte ici\u00a0: chaque parcours a une suite. Les alertes reportées se retrouvent avec "
            "«\u00a0Reportées\u00a0»."
        )
        clear_filters_button()


def show_people(filters: AlertFilters, found: AlertedPeople) -> None:
    """How many, the exports, then the people, the oldest alert first."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{people_counted(found.count)}**", width="content")
        clear_filters_button()
        st.space("stretch")
        alert_pages(found.count, filters)
        export_buttons(
            lambda: exported_alerts(take_alerts(viewer, filters), viewer.today),
            name="parcours-a-reprendre",
            viewer=viewer,
            on_export=partial(sign_alerts, viewer),
        )
    may_submit = viewer.has(*FILE_WRITER_ROLES)
    alerted_people(found.people, viewer.today, take_up=take_up, may_submit=may_submit)


def take_up(beneficiary_id: int, code: AlertCode) -> None:
    """The alert is shown again; a button's callback: who asks is read again."""
    viewer = current_viewer()
    with domain_errors_shown():
        with write_session(viewer) as session:
            take_up_again(session, viewer, beneficiary_id, code=code)
        confirm_next_run("L’alerte est de nouveau affichée.")


def show_open_form(form: OpenForm) -> None:
    """The drawer of « Reporter »; closed when the file is no longer hers."""
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
    about: dict[str, Any] = {"name": form.name, "record_id": form.record_id, "version": form.version}
    with write_session(viewer) as session:
        save_form(session, viewer, form.beneficiary_id, **about, values=values)


st.title("Parcours à reprendre ensemble", anchor=False)
with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_alerts()
    if form := opened_in_list(PUT_OFF):
        show_open_form(form)
