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
from components.offer.campaign import campaign_form, campaign_notice, new_campaign
from components.offer.checks import (
    CheckClick,
    check_pages,
    check_shares,
    check_table,
    choose_holder,
    exported_checks,
)
from db.actions.offer.campaigns import end_campaign, open_campaign
from db.actions.offer.selections import sign_services_to_check, take_services_to_check
from db.actions.offer.services import confirm_service
from db.engine import read_as, write_session
from db.queries.service_checks import (
    count_services_to_check,
    get_open_campaign,
    list_check_shares,
    list_holders,
    list_services_to_check,
)
from db.queries.settings import get_thresholds
from domain.access import PEOPLE_ROLES, Role, require_role
from domain.offer.checks import Campaign, CampaignDraft
from navigation import SERVICE

viewer = current_viewer()
read = partial(read_as, viewer)
CAMPAIGN = "check_campaign"


def show_checks() -> None:
    """What is asked, whose services, one page of them; then where everybody stands."""
    months = read(get_thresholds)["service_check_months"]
    campaign: Campaign | None = read(get_open_campaign)
    show_heading(campaign)
    if campaign:
        campaign_notice(campaign, viewer)
    holder = choose_holder(viewer, read(list_holders))
    count = read(count_services_to_check, months=months, holder=holder)
    if count:
        show_list(count, holder, months)
    else:
        st.success("Toutes ces offres sont à jour. Bravo\u00a0!", icon=":material/check_circle:")
    if viewer.has(Role.COORDINATOR):
        check_shares(read(list_check_shares, months=months), months)


def show_heading(campaign: Campaign | None) -> None:
    """The title; the coordination opens and ends campaigns."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("À vérifier", anchor=False)
        if not viewer.has(Role.COORDINATOR):
            return
        if campaign is None:
            st.button("Ouvrir une campagne", icon=":material/campaign:", on_click=open_line,
                      args=(CAMPAIGN, new_campaign(viewer)))  # fmt: skip
        elif st.button("Terminer la campagne", icon=":material/done_all:"):
            act(end_campaign, campaign.id)
            confirm_after_rerun("Campagne terminée.")


def show_list(count: int, holder: int | None, months: int) -> None:
    """One page of the services to check; the exports hold them all."""
    with st.container(horizontal=True, vertical_alignment="center"):
        old = f"pas vérifiée{'s' if count > 1 else ''} depuis {count_of(months, 'mois', 'mois')}"
        st.markdown(f"**{count_of(count, 'offre')}** {old}", width="content")
        st.space("stretch")
        page = check_pages(count, holder)
        take = partial(take_services_to_check, viewer, months=months, holder=holder)
        sign = partial(sign_services_to_check, viewer)
        name = "offres-a-verifier"
        export_buttons(lambda: exported_checks(take()), name=name, viewer=viewer, on_export=sign)
    lines = read(list_services_to_check, months=months, holder=holder, page=page)
    if clicked := check_table(lines, viewer):
        follow(clicked)


def follow(clicked: CheckClick) -> None:
    """« C’est à jour » writes at once; « Corriger » opens the service."""
    if not clicked.is_confirmed:
        st.switch_page(SERVICE.path, query_params={"service": str(clicked.service_id)})
    act(confirm_service, clicked.service_id)
    confirm_after_rerun("Merci\u00a0! Cette offre est vérifiée aujourd’hui.")


def save(line: OpenLine, draft: CampaignDraft) -> None:
    """Open the campaign that was typed."""
    act(open_campaign, record_id=line.record_id, draft=draft)


def act(action: Callable[..., Any], *about: Any, **values: Any) -> None:
    """One user action, one transaction, by who she is now."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, *about, **values)


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_checks()
    if line := opened_line(CAMPAIGN):
        line_drawer(line, campaign_form(), save=save)
