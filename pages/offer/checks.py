"""À vérifier: the services whose last check is too old, confirmed in one click; campaigns of checks."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.administration.drawer import OpenLine, line_drawer, open_line, opened_line
from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.formats import count_of
from components.identity import current_viewer
from components.offer.campaign import campaign_form, checks_heading
from components.offer.checks import (
    CheckClick,
    check_pages,
    check_shares,
    check_table,
    choose_holder,
    exported_checks,
    share_up_to_date,
)
from components.offer.service_form import correction_form
from db.actions.offer.campaigns import end_campaign, open_campaign
from db.actions.offer.selections import sign_services_to_check, take_services_to_check
from db.actions.offer.services import confirm_service, correct_service
from db.engine import read_as, write_session
from db.queries.service_checks import (
    count_services_to_check,
    get_open_campaign,
    list_check_shares,
    list_holders,
    list_services_to_check,
)
from db.queries.service_choices import list_service_choices
from db.queries.services import get_service
from db.queries.settings import get_thresholds
from domain.access import PEOPLE_ROLES, Role, require_role
from domain.offer.checks import Campaign, CheckShare
from domain.offer.rights import may_change_offer
from navigation import SERVICE

viewer = current_viewer()
read = partial(read_as, viewer)
CAMPAIGN, CORRECTION, FILE = "check_campaign", "check_correction", "offres-a-verifier"


def show_checks() -> None:
    """What is asked, whose services, one page of them; then where everybody stands."""
    months = read(get_thresholds)["service_check_months"]
    campaign: Campaign | None = read(get_open_campaign)
    if checks_heading(viewer, campaign, CAMPAIGN) and campaign:
        act(end_campaign, campaign.id)
        confirm_after_rerun("Campagne terminée.")
    shares: list[CheckShare] = read(list_check_shares, months=months) if viewer.has(Role.COORDINATOR) else []
    share_up_to_date(shares)
    holder = choose_holder(viewer, read(list_holders))
    count = read(count_services_to_check, months=months, holder=holder)
    if count:
        show_list(count, holder, months)
    else:
        st.success("Toutes ces offres sont à jour. Bravo\u00a0!", icon=":material/check_circle:")
    if shares:
        check_shares(shares, months)


def show_list(count: int, holder: int | None, months: int) -> None:
    """One page of the services to check; the exports hold them all."""
    with st.container(horizontal=True, vertical_alignment="center"):
        old = f"pas vérifiée{'s' if count > 1 else ''} depuis {count_of(months, 'mois', 'mois')}"
        st.markdown(f"**{count_of(count, 'offre')}** {old}", width="content")
        st.space("stretch")
        page = check_pages(count, holder)
        take = partial(take_services_to_check, viewer, months=months, holder=holder)
        sign = partial(sign_services_to_check, viewer)
        export_buttons(lambda: exported_checks(take()), name=FILE, viewer=viewer, on_export=sign)
    lines = read(list_services_to_check, months=months, holder=holder, page=page)
    if clicked := check_table(lines, viewer, is_of_one=bool(holder)):
        follow(clicked)


def follow(clicked: CheckClick) -> None:
    """« C’est à jour » writes at once; « Corriger » opens the form here, « Ouvrir » the service."""
    if clicked.is_confirmed:
        act(confirm_service, clicked.service_id)
        confirm_after_rerun("Merci\u00a0! Cette offre est vérifiée aujourd’hui.")
    sheet = read(get_service, clicked.service_id)
    if not may_change_offer(viewer, sheet.carrier_id):
        st.switch_page(SERVICE.path, query_params={"service": str(sheet.id)})
    open_line(CORRECTION, sheet.draft, sheet.id, sheet.version)


def show_drawer(line: OpenLine) -> None:
    """The campaign, or the service to correct."""
    if line.kind == CAMPAIGN:
        return line_drawer(line, campaign_form(), save=save)
    names = read(get_service, line.record_id).names
    return line_drawer(line, correction_form(read(list_service_choices), names), save=save)


def save(line: OpenLine, draft: Any) -> None:
    """What was typed: the campaign that opens, or what differs from what was shown of a service."""
    if line.kind == CAMPAIGN:
        return act(open_campaign, record_id=line.record_id, draft=draft)
    return act(correct_service, line.record_id, version=line.version, shown=line.initial, draft=draft)


def act(action: Callable[..., Any], *about: Any, **values: Any) -> None:
    """One user action, one transaction, by who she is now."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, *about, **values)


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_checks()
    if line := opened_line(CAMPAIGN, CORRECTION):
        show_drawer(line)
