"""A campaign of « points de situation »: when people may be seen, then who, when and with whom."""

from collections.abc import Callable, Sequence
from datetime import time, timedelta

import pandas as pd
import streamlit as st

from components.caseload_choice import choose
from components.feedback import confirm_after_rerun
from components.file.forms.fields import Fields
from components.formats import NO_BREAK, count_of, format_moment, format_time
from components.markdown import md_escape
from components.reviews.opened import OpenCampaign, close_all
from components.reviews.table import PLACE
from domain.access import Viewer
from domain.campaign_slots import DURATIONS, WEEKDAYS, CampaignDraft
from domain.errors import DomainError, InvalidInputError
from domain.review_campaigns import CampaignPlan, LeftOut, PlanChangedError

Preview = Callable[[CampaignDraft, list[int]], CampaignPlan]
Confirm = Callable[..., int]  # as db.actions.review_campaigns.confirm_campaign
_HOURS = {hour: format_time(hour) for hour in (time(half // 2, half % 2 * 30) for half in range(14, 41))}
_MINUTES = {minutes: count_of(minutes, "minute") for minutes in DURATIONS}


@st.dialog("Planifier une campagne de points de situation", width="large", dismissible=False)
def campaign_dialog(campaign: OpenCampaign, viewer: Viewer, *, preview: Preview, confirm: Confirm) -> None:
    """Ask, show, then create everything at once; nothing typed is lost when it is refused."""
    if campaign.initial is None:
        campaign.initial = _usual(viewer)
    st.markdown(
        f"{count_of(len(campaign.people), 'personne')}. Chaque référent·e reçoit ses personnes sur ses"
        " créneaux libres, les plus en retard d’abord."
    )
    _ask(campaign, campaign.initial, preview)
    if campaign.notice:
        st.warning(md_escape(campaign.notice))
    if campaign.plan:
        _show(campaign.plan, viewer)
    buttons = st.container(horizontal=True)
    if campaign.plan:
        _show_left_out(campaign.plan)
    with buttons:
        if campaign.plan and campaign.plan.meetings:
            _confirm_button(campaign, campaign.plan, preview, confirm)
        if st.button("Fermer", key=f"{PLACE}_campaign_close"):
            close_all()
            st.rerun()


def _usual(viewer: Viewer) -> CampaignDraft:
    """The two weeks to come, in the morning."""
    monday = viewer.today + timedelta(days=7 - viewer.today.weekday())
    return CampaignDraft(
        first_on=monday,
        last_on=monday + timedelta(days=11),
        weekdays=frozenset(WEEKDAYS),
        opens_at=time(9),
        closes_at=time(12),
        duration_minutes=30,
    )


def _ask(campaign: OpenCampaign, initial: CampaignDraft, preview: Preview) -> None:
    fields = Fields(f"{PLACE}_campaign_{campaign.key}", CampaignDraft.field_labels)
    with st.form(fields.key, border=False, enter_to_submit=False):
        draft = _fields(fields, initial)
        notice = st.container()
        is_asked = st.form_submit_button("Voir l’aperçu", type="secondary" if campaign.plan else "primary")
    if is_asked:
        with notice:
            try:
                campaign.show(draft, preview(draft, campaign.people))
            except InvalidInputError as error:
                campaign.plan = None
                fields.show_problems(error.problems)
            except DomainError as error:
                st.error(md_escape(str(error)))


def _fields(fields: Fields, draft: CampaignDraft) -> CampaignDraft:
    first, last, opens, closes, length = st.columns([3, 3, 3, 3, 3])
    with first:
        first_on = fields.day("first_on", draft.first_on)
    with last:
        last_on = fields.day("last_on", draft.last_on)
    with opens:
        opens_at = fields.choice("opens_at", draft.opens_at, _HOURS)
    with closes:
        closes_at = fields.choice("closes_at", draft.closes_at, _HOURS)
    with length:
        minutes = fields.choice("duration_minutes", draft.duration_minutes, _MINUTES)
    days, place = st.columns([9, 6])
    with days:
        weekdays = fields.several("weekdays", draft.weekdays, WEEKDAYS)
    with place:
        where = fields.text("place", draft.place, example="La structure de chaque référent·e")
    return CampaignDraft(first_on, last_on, weekdays, opens_at, closes_at, minutes, where)


def _show(plan: CampaignPlan, viewer: Viewer) -> None:
    if plan.meetings:
        lines = [
            (
                format_moment(meeting.starts_at, viewer.time_zone, viewer.today),
                meeting.person.name,
                meeting.person.referent_name,
            )
            for meeting in plan.meetings
        ]
        _table(lines, ["Quand", "Personne", "Avec"], "Rendez-vous de la campagne")


def _show_left_out(plan: CampaignPlan) -> None:
    if plan.left_out:
        st.warning(f"Sans rendez-vous{NO_BREAK}— {plan.told_left_out}.")
        left_out = [(person.name, reason.label.capitalize()) for person, reason in plan.left_out]
        with st.expander("Qui est laissé de côté"):
            _table(left_out, ["Personne", "Pourquoi"], "Personnes sans rendez-vous")


def _table(lines: Sequence[tuple[str, ...]], columns: list[str], alt: str) -> None:
    height = min(38 + 35 * len(lines), 216)
    st.dataframe(pd.DataFrame(lines, columns=columns), hide_index=True, height=height, alt=alt)


def _confirm_button(campaign: OpenCampaign, plan: CampaignPlan, preview: Preview, confirm: Confirm) -> None:
    counted = count_of(len(plan.meetings), "rendez-vous", "rendez-vous")
    if not st.button(f"Créer {counted}", type="primary", key=f"{PLACE}_campaign_confirm"):
        return
    try:
        confirm(campaign.draft, shown=plan, record_ids=campaign.record_ids)
    except PlanChangedError as error:
        if campaign.draft:
            plan = preview(campaign.draft, campaign.people)
            campaign.show(campaign.draft, plan, notice=str(error))
        st.rerun()
    except DomainError as error:
        st.error(md_escape(str(error)))
    else:
        close_all()
        choose({}, place=PLACE)
        confirm_after_rerun(f"{counted} créés.{_told_skipped(plan)}")


def _told_skipped(plan: CampaignPlan) -> str:
    count = sum(reason is LeftOut.PLANNED for _, reason in plan.left_out)
    words = count_of(count, "personne en avait déjà un", "personnes en avaient déjà un")
    return f" {words}, rien n’a été ajouté pour {'elle' if count == 1 else 'elles'}." if count else ""
