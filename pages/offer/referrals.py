"""Orientations: what other structures ask of ours, and what we asked of others."""

from functools import partial

import streamlit as st

from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.offer.referral_dialog import referral_dialog
from components.offer.referral_filters import choose_box, choose_state, referral_filters
from components.offer.referral_lines import NOT_IN_GROUP
from components.offer.referral_table import (
    exported_referrals,
    nothing_there,
    referral_pages,
    referral_table,
)
from db.actions.offer.referral_answers import referral_gestures
from db.actions.offer.referral_lists import sign_referrals, take_referrals
from db.engine import read_as
from db.queries.directory import list_themes
from db.queries.offer_referrals import count_referrals, list_referrals
from db.queries.settings import get_thresholds
from domain.access import PEOPLE_ROLES, Role, require_role
from domain.errors import NotFoundError
from domain.offer.referral_lists import ReferralBox, ReferralFilters, ReferralLine
from domain.offer.referrals import REMINDER, Gesture, GestureDraft

viewer = current_viewer()
read = partial(read_as, viewer)
gestures = referral_gestures(current_viewer)


def show_referrals() -> None:
    """Which box, filters, how many in each state, one page of them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        box = choose_box(receives=receives, usual=usual_box)
        days = read(get_thresholds)[REMINDER]
        filters = referral_filters(box, read(list_themes), days, is_all=not receives)
    counts = read(count_referrals, filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        filters = choose_state(filters, counts)
        st.space("stretch")
        page = referral_pages(counts[filters.state], filters)
        if counts[filters.state]:
            offer_export(filters)
    if not counts[filters.state]:
        st.info(nothing_there(filters))
        return
    show_page(filters, page)


def usual_box() -> ReferralBox:
    """Those received, unless only those sent have something to show."""
    received, sent = (read(count_referrals, ReferralFilters(box=box)) for box in ReferralBox)
    return ReferralBox.SENT if any(sent.values()) and not any(received.values()) else ReferralBox.RECEIVED


def offer_export(filters: ReferralFilters) -> None:
    """The whole list as a file."""
    take, sign = partial(take_referrals, viewer, filters), partial(sign_referrals, viewer)
    name = f"orientations-{filters.box}"
    export_buttons(lambda: exported_referrals(take(), viewer.today), name=name, viewer=viewer, on_export=sign)


def show_page(filters: ReferralFilters, page: int) -> None:
    """The referrals of this page; a name opens one, « Relancer » reminds of it."""
    clicked = referral_table(read(list_referrals, filters, page=page), filters, viewer.today)
    if clicked.reminded:
        remind(clicked.reminded)
    if clicked.opened:
        show_one(clicked.opened)


def show_one(line: ReferralLine) -> None:
    """Opened by who receives it, it is received; a manager lists people whose file she may not open."""
    try:
        opened = gestures["open_referral"](line.id)
    except NotFoundError:
        st.info(NOT_IN_GROUP)
    else:
        referral_dialog(opened, viewer.today, act=gestures["act"])


def remind(line: ReferralLine) -> None:
    """One click, told at once."""
    gestures["act"](line.id, version=line.version, draft=GestureDraft(Gesture.REMIND))
    confirm_after_rerun(f"Relance notée pour {line.name}, auprès de {line.carrier}.")


receives = viewer.has(Role.CASEWORKER, Role.STRUCTURE_MANAGER)
st.title("Orientations reçues et envoyées" if receives else "Orientations envoyées", anchor=False)
with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_referrals()
