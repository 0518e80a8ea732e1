"""Referrals of a file: each with its state and the next gesture, and the way to a new one."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.file.lists import show_line
from components.file.view import FileView
from components.markdown import md_escape
from components.offer.referral_dialog import Act, referral_dialog
from components.offer.referral_lines import next_gesture, referral_line
from components.offer.suggestions import solutions_by_need
from domain.files import SavedRecord
from domain.follow_up import Status
from domain.offer.referral_lists import ReferralLine
from domain.offer.suggestions import Solutions
from domain.path_drafts import StepDraft
from navigation import REFER


def made_by_referral(
    view: FileView,
    referrals: Sequence[ReferralLine],
    *,
    open_referral: Callable[[int], ReferralLine],
    act: Act,
) -> Callable[[SavedRecord[StepDraft]], None]:
    """What stands beside a step: the referral that made it, where its start and its end are noted."""
    made = {line.step_id: line for line in referrals if line.step_id}

    def beside(record: SavedRecord[StepDraft]) -> None:
        if line := made.get(record.id):
            about = f"Début et fin se notent dans l’orientation\u00a0: {md_escape(line.service)}"
            key = f"file_made_{line.id}"
            if st.button("Orientation", key=key, type="tertiary", icon=REFER.icon, help=about):
                referral_dialog(open_referral(line.id), view.today, act=act)

    return beside


def referrals_part(
    view: FileView,
    referrals: Sequence[ReferralLine],
    *,
    open_referral: Callable[[int], ReferralLine],
    act: Act,
    solve: Callable[[int], Solutions],
) -> None:
    """The latest first; a gesture opens the referral in full."""
    st.subheader("Orientations vers un service", anchor=False)
    if view.may_steer and view.header.status is not Status.EXITED:
        asked = {"personne": str(view.beneficiary_id)}
        if st.button("Orienter vers un service", key="file_refer", icon=REFER.icon):
            st.switch_page(REFER.path, query_params=asked)
        if st.toggle("Voir les solutions pour ses besoins sans réponse", key="file_solutions"):
            found = solve(view.beneficiary_id)
            solutions_by_need(found, beneficiary_id=view.beneficiary_id, today=view.today)
    if not referrals:
        st.caption("Aucune orientation vers un service.")
    for line in referrals:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show_line(referral_line(line, view.today))
            label = next_gesture(line, view.today)
            about = f"{label}\u00a0: {md_escape(line.service)}"
            if st.button(label, key=f"file_referral_{line.id}", type="tertiary", help=about):
                referral_dialog(open_referral(line.id), view.today, act=act)
