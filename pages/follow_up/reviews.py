"""Points de situation: who is due or late, across structures; a quick entry; a campaign of appointments."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components.caseload_choice import people_chosen
from components.caseload_table import people_counted
from components.exports import export_buttons
from components.feedback import domain_errors_shown
from components.identity import current_viewer
from components.referent_dialog import NOT_IN_GROUP
from components.reviews import opened
from components.reviews.campaign import campaign_dialog
from components.reviews.choice import choice_bar, choose_everybody
from components.reviews.entry import review_dialog
from components.reviews.filters import clear_filters_button, nobody_due, review_filters
from components.reviews.table import PLACE, exported_reviews, review_pages, review_table, writable_from
from db.actions.reads import record_file_read
from db.actions.records import add_record
from db.actions.review_campaigns import confirm_campaign
from db.actions.review_lists import sign_reviews, take_reviews
from db.engine import read_session, write_session
from db.queries.directory import list_filter_options
from db.queries.review_campaigns import preview_campaign
from db.queries.review_grounds import get_review_ground
from db.queries.reviews import count_reviews, list_reviews
from domain.access import PEOPLE_ROLES, require_role
from domain.caseload import MAX_BULK
from domain.errors import NotFoundError
from domain.reviews import ReviewFilters, ReviewsShown
from navigation import FILE

viewer = current_viewer()


def show_reviews() -> None:
    """Filters, then one page of the people due; the exports hold them all."""
    options = read(list_filter_options)
    st.title("Points de situation", anchor=False)
    filters = review_filters(options.structures, options.referents, me=viewer.professional_id)
    if count := read(count_reviews, filters):
        show_people(filters, count)
    else:
        nobody_due()


def show_people(filters: ReviewFilters, count: int) -> None:
    """The list, what is ticked, what is clicked."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{people_counted(count)}**", width="content")
        clear_filters_button()
        st.space("stretch")
        page = review_pages(count, filters)
        take, sign = partial(take_reviews, viewer, filters), partial(sign_reviews, viewer)
        export_buttons(
            lambda: exported_reviews(take()), name="points-de-situation", viewer=viewer, on_export=sign
        )
    people = read(list_reviews, filters, page=page)
    chosen = people_chosen(people, place=PLACE)
    asked = choice_bar(chosen)
    clicked = review_table(people, chosen)
    if asked == "choose_late":
        late = replace(filters, shown=ReviewsShown.LATE, has_referent=True)
        choose_everybody(read(list_reviews, late, size=MAX_BULK))
    elif asked == "plan":
        opened.open_campaign(list(chosen))
    elif clicked and clicked.does == "open":
        open_file(int(people["beneficiary_id"].iloc[clicked.row]))
    elif clicked:
        opened.open_review(writable_from(people, clicked.row))


def open_file(beneficiary_id: int) -> None:
    """Go to the file; a manager lists people whose file she may not open."""
    try:
        record_file_read(viewer, beneficiary_id)
    except NotFoundError:
        st.info(NOT_IN_GROUP)
    else:
        st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})


def show_entry(entry: opened.OpenReview) -> None:
    """The quick entry reads the file: it is signed like an opening."""
    try:
        record_file_read(viewer, entry.beneficiary_id)
        ground = read(get_review_ground, entry.beneficiary_id)
    except NotFoundError:
        opened.close_all()
        raise
    review_dialog(entry, ground, viewer, save=partial(act, add_record))


def read(query: Callable[..., Any], *about: Any, **values: Any) -> Any:
    """What this query gives her, as she is now."""
    asking = current_viewer()
    with read_session(asking) as session:
        return query(session, asking, *about, **values)


def act(action: Callable[..., Any], *about: Any, **values: Any) -> Any:
    """One user action, one transaction."""
    asking = current_viewer()
    with write_session(asking) as session:
        return action(session, asking, *about, **values)


with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_reviews()
    if entry := opened.opened_review():
        show_entry(entry)
    if campaign := opened.opened_campaign():
        preview, confirm = partial(read, preview_campaign), partial(act, confirm_campaign)
        campaign_dialog(campaign, viewer, preview=preview, confirm=confirm)
