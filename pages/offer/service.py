"""Offre: a service in full; confirmed or corrected by those who carry it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.address import asked_id
from components.administration.drawer import OpenLine, line_drawer, open_line, opened_line
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.offer.service_form import correction_form, local_form
from components.offer.sheet import service_facts, service_history, service_title
from components.offer.structure_link import structure_link
from db.actions.offer.new_services import link_structure
from db.actions.offer.services import confirm_service, correct_service
from db.engine import read_as, write_session
from db.queries.service_choices import list_service_choices
from db.queries.services import get_service, list_service_changes
from db.queries.settings import get_thresholds
from domain.access import OFFER_ROLES, Role, require_role
from domain.errors import NotFoundError
from domain.offer.rights import NOT_YOURS, may_change_offer
from domain.offer.sheets import ServiceDraft, ServiceSheet
from navigation import CATALOGUE

viewer = current_viewer()
read = partial(read_as, viewer)
CORRECTION, LOCAL = "service", "service_local"


def show_service(service_id: int) -> None:
    """Everything, what may be done, what was corrected."""
    sheet: ServiceSheet = read(get_service, service_id)
    months = read(get_thresholds)["service_check_months"]
    service_title(sheet, viewer.today, months)
    may_change = may_change_offer(viewer, sheet.carrier_id)
    offer_changes(sheet) if may_change else st.caption(NOT_YOURS)
    service_facts(sheet, viewer.today)
    service_history(read(list_service_changes, service_id), sheet, viewer)
    line = opened_line(CORRECTION, LOCAL)
    is_here = line is not None and line.record_id == service_id
    choices = read(list_service_choices) if is_here or viewer.has(Role.COORDINATOR) else None
    if choices and viewer.has(Role.COORDINATOR):
        structure_link(sheet, choices.structures, save=partial(act, link_structure, sheet.structure_id))
    if line and choices and is_here and may_change:
        form = local_form(choices) if line.kind == LOCAL else correction_form(choices, sheet.names)
        line_drawer(line, form, save=save)


def offer_changes(sheet: ServiceSheet) -> None:
    """One click when nothing changed; else the two forms."""
    with st.container(horizontal=True):
        if st.button("C’est à jour", icon=":material/verified:", type="primary", key="service_confirm"):
            act(confirm_service, sheet.id)
            confirm_after_rerun("Merci\u00a0! Cette offre est vérifiée aujourd’hui.")
        shown = (sheet.draft, sheet.id, sheet.version)
        st.button("Corriger", icon=":material/edit:", on_click=open_line, args=(CORRECTION, *shown))
        icon = ":material/event_seat:"
        st.button("Places et état", icon=icon, on_click=open_line, args=(LOCAL, *shown))


def save(line: OpenLine, draft: ServiceDraft) -> None:
    """What differs from what was shown; the drawer runs on its own: who asks is read again."""
    act(correct_service, line.record_id, version=line.version, shown=line.initial, draft=draft)


def act(action: Callable[..., Any], *about: Any, **values: Any) -> None:
    """One user action, one transaction, by who she is now."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, *about, **values)


st.page_link(CATALOGUE.path, label="Retour au catalogue", icon=":material/arrow_back:")
with domain_errors_shown():
    require_role(viewer, *OFFER_ROLES)
    try:
        show_service(asked_id("service"))
    except NotFoundError:
        st.title("Offre", anchor=False)
        raise
