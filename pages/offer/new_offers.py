"""Nouvelles offres: what partners create together where a need finds no answer, on a board."""

from functools import partial

import streamlit as st

from components.administration.drawer import OpenLine, line_drawer, open_line, opened_line
from components.exports import export_buttons
from components.feedback import domain_errors_shown
from components.formats import count_of
from components.identity import current_viewer
from components.offer.new_offer_board import (
    board,
    exported_new_offers,
    late_count,
    new_offer_filters,
    nothing_there,
)
from components.offer.new_offer_forms import empty_draft, new_offer_form
from db.actions.offer.new_offer_exports import sign_new_offers, take_new_offers
from db.actions.offer.new_offers import create_new_offer
from db.engine import read_as, write_session
from db.queries.new_offer_choices import list_new_offer_choices
from db.queries.new_offers import list_new_offers
from domain.access import require_role
from domain.offer.new_offer_views import NewOfferCard, NewOfferChoices, NewOfferFilters
from domain.offer.new_offers import READERS, WRITERS, NewOfferDraft

viewer = current_viewer()
read = partial(read_as, viewer)
NEW = "new_offer"
may_write = viewer.has(*WRITERS)


def show_new_offers(choices: NewOfferChoices) -> None:
    """Filters, then the board; the page says what it is for when there is nothing yet."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Nouvelles offres", anchor=False)
        if may_write:
            first = empty_draft(viewer)
            st.button("Noter une idée", icon=":material/add:", on_click=open_line, args=(NEW, first))
    filters = new_offer_filters(choices.themes)
    cards: list[NewOfferCard] = read(list_new_offers, filters)
    if not cards:
        st.info(nothing_there(filters), icon=":material/lightbulb:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        count = count_of(len(cards), "nouvelle offre", "nouvelles offres")
        st.markdown(f"**{count}**{late_count(cards, viewer.today)}", width="content")
        st.space("stretch")
        export(filters, choices)
    board(cards, choices, viewer.today)


def export(filters: NewOfferFilters, choices: NewOfferChoices) -> None:
    """What the filters keep, as a file."""
    take, sign = partial(take_new_offers, viewer, filters), partial(sign_new_offers, viewer)
    export_buttons(
        lambda: exported_new_offers(take(), choices, viewer.today),
        name="nouvelles-offres",
        viewer=viewer,
        on_export=sign,
    )


def open_asked(choices: NewOfferChoices) -> None:
    """« Besoins et offre » comes with a need and an area: the form opens with them, once."""
    told = st.query_params.to_dict()
    if not {"theme", "secteur"} & told.keys():
        return
    st.query_params.clear()
    theme, area = told.get("theme", ""), told.get("secteur", "")
    known = theme if theme in choices.themes else None
    if may_write:
        open_line(NEW, empty_draft(viewer, known, choices.area_of(area)))


def save(line: OpenLine, draft: NewOfferDraft) -> None:
    """The drawer runs on its own: who asks is read again."""
    asking = current_viewer()
    with write_session(asking) as session:
        create_new_offer(session, asking, record_id=line.record_id, draft=draft)


with domain_errors_shown():
    require_role(viewer, *READERS)
    choices: NewOfferChoices = read(list_new_offer_choices)
    open_asked(choices)
    show_new_offers(choices)
    if may_write and (line := opened_line(NEW)):
        line_drawer(line, new_offer_form(choices, is_new=True), save=save)
