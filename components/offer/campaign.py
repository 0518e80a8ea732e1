"""The campaign of checks: what is asked, and its form."""

from datetime import timedelta

import streamlit as st

from components.administration.drawer import LineForm, open_line
from components.file.forms.fields import Fields
from components.formats import format_elapsed, format_weekday_date
from components.markdown import md_escape
from domain.access import Role, Viewer
from domain.offer.checks import Campaign, CampaignDraft

_LABELS = {"closes_on": "À faire avant le", "message": "Message aux structures"}
_USUAL_DAYS = 30
_USUAL_MESSAGE = "Merci de vérifier vos offres\u00a0: un clic suffit quand rien n’a changé."


def checks_heading(viewer: Viewer, campaign: Campaign | None, kind: str) -> bool:
    """The title and what is asked; the coordination opens campaigns. True when she ends this one."""
    is_ended = False
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("À vérifier", anchor=False)
        if not viewer.has(Role.COORDINATOR):
            pass
        elif campaign is None:
            draft, icon = new_campaign(viewer), ":material/campaign:"
            st.button("Ouvrir une campagne", icon=icon, on_click=open_line, args=(kind, draft))
        else:
            is_ended = st.button("Terminer la campagne", icon=":material/done_all:")
    if campaign:
        campaign_notice(campaign, viewer)
    return is_ended


def campaign_notice(campaign: Campaign, viewer: Viewer) -> None:
    """What the coordination asks, until when."""
    closes = f"{format_weekday_date(campaign.closes_on)}, {format_elapsed(campaign.closes_on, viewer.today)}"
    over = " (date passée)" if campaign.closes_on < viewer.today else ""
    with st.container(border=True):
        st.markdown(f":material/campaign: **Campagne de vérification, à finir avant le {closes}{over}**")
        if campaign.message:
            st.text(campaign.message)
        if campaign.asked_by:
            st.caption(f"Demandé par {md_escape(campaign.asked_by)}")


def campaign_form() -> LineForm:
    """When it closes, and what is said to every structure."""

    def draw(fields: Fields, draft: CampaignDraft) -> CampaignDraft:
        closes_on = fields.day("closes_on", draft.closes_on)
        return CampaignDraft(closes_on, fields.paragraph("message", draft.message, length=1000))

    title = "Ouvrir une campagne de vérification"
    return LineForm(title, _LABELS, draw, "Campagne ouverte\u00a0: les structures la voient ici.", "Ouvrir")


def new_campaign(viewer: Viewer) -> CampaignDraft:
    """What the form opens with: a month."""
    return CampaignDraft(viewer.today + timedelta(days=_USUAL_DAYS), _USUAL_MESSAGE)
