"""Nouvelle offre: one in full, and what makes it go on."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.address import asked_id
from components.administration.drawer import LineForm, OpenLine, line_drawer, open_line, opened_line
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.offer.new_offer_board import PARAMETER
from components.offer.new_offer_forms import new_offer_form, stage_form
from components.offer.new_offer_sheet import (
    new_offer_facts,
    new_offer_history,
    new_offer_title,
    next_step,
    stages_reached,
)
from components.offer.new_offer_words import move_words
from db.actions.offer.new_offer_stages import move_new_offer
from db.actions.offer.new_offers import change_new_offer, read_figures_again
from db.engine import read_as, write_session
from db.queries.new_offer_choices import list_new_offer_choices, list_services_of_theme
from db.queries.new_offers import get_new_offer
from db.queries.service_choices import list_possible_carriers, list_service_choices
from domain.access import require_role
from domain.errors import NotFoundError
from domain.offer.new_offer_views import NewOfferChoices, NewOfferSheet
from domain.offer.new_offers import READERS, WRITERS, StageDraft, stages_after
from domain.offer.words import NewOfferStage
from navigation import NEW_OFFERS

viewer = current_viewer()
read = partial(read_as, viewer)
CHANGE, MOVE = "new_offer_change", "new_offer_move"
may_write = viewer.has(*WRITERS)


def show_new_offer(new_offer_id: int) -> None:
    """Where it is and what comes next; then the need and the idea beside the stages."""
    sheet: NewOfferSheet = read(get_new_offer, new_offer_id)
    choices: NewOfferChoices = read(list_new_offer_choices)
    new_offer_title(sheet, choices)
    next_step(sheet, viewer.today)
    if may_write:
        offer_gestures(sheet)
    left, right = st.columns([3, 2], gap="large")
    with right:
        stages_reached(sheet, viewer.today)
    with left:
        if new_offer_facts(sheet, choices, viewer):
            act(read_figures_again, sheet.id)
            confirm_after_rerun("Chiffres du besoin lus aujourd’hui.")
        new_offer_history(sheet, viewer)
    line = opened_line(CHANGE, MOVE)
    if may_write and line and line.record_id == new_offer_id:
        line_drawer(line, form_of(line, sheet, choices), save=save)


def offer_gestures(sheet: NewOfferSheet) -> None:
    """The next stage as one button; the others beside."""
    with st.container(horizontal=True):
        for rank, stage in enumerate(stages_after(sheet.stage)):
            st.button(
                move_words(sheet.stage, stage),
                type="secondary" if rank else "primary",
                on_click=open_line,
                args=(MOVE, StageDraft(stage, viewer.today), sheet.id, sheet.version),
            )
        shown = (CHANGE, sheet.draft, sheet.id, sheet.version)
        st.button("Modifier la fiche", icon=":material/edit:", on_click=open_line, args=shown)


def form_of(line: OpenLine, sheet: NewOfferSheet, choices: NewOfferChoices) -> LineForm:
    """The form that is open; what an opening chooses from is read only then."""
    if line.kind == CHANGE:
        is_evaluated = sheet.stage == NewOfferStage.EVALUATED
        return new_offer_form(choices, is_new=False, is_evaluated=is_evaluated)
    stage: NewOfferStage = line.initial.stage
    if stage != NewOfferStage.OPEN:
        return stage_form(sheet, stage, {}, {}, {})
    services = read(list_services_of_theme, sheet.draft.theme)
    return stage_form(sheet, stage, services, read(list_possible_carriers), read(list_service_choices).themes)


def save(line: OpenLine, draft: Any) -> None:
    """What differs from what was shown, or the stage that it reaches."""
    if line.kind == MOVE:
        act(move_new_offer, line.record_id, draft=draft)
    else:
        shown = {"version": line.version, "shown": line.initial}
        act(change_new_offer, line.record_id, draft=draft, **shown)


def act(action: Callable[..., Any], *about: Any, **values: Any) -> None:
    """One user action, one transaction, by who she is now."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, *about, **values)


st.page_link(NEW_OFFERS.path, label="Retour aux nouvelles offres", icon=":material/arrow_back:")
with domain_errors_shown():
    require_role(viewer, *READERS)
    try:
        show_new_offer(asked_id(PARAMETER))
    except NotFoundError:
        st.title("Nouvelle offre", anchor=False)
        raise
