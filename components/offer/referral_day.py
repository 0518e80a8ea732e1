"""« Ma journée »: referrals that wait for an answer, one click from their list."""

import streamlit as st

from components.formats import count_of
from components.offer.referral_filters import ask_referrals
from domain.offer.referral_lists import ReferralBox, ReferralCounts
from navigation import REFERRALS


def referrals_waiting(counts: ReferralCounts) -> None:
    """Received to answer, sent without an answer; nothing when none waits."""
    to_answer, unanswered, to_remind = counts
    if not (to_answer or unanswered):
        return
    st.subheader(f"Orientations vers un service :gray-badge[{to_answer + unanswered}]", anchor=False)
    if to_answer:
        told = count_of(to_answer, "orientation reçue attend", "orientations reçues attendent")
        _link(f"{told} votre réponse", ReferralBox.RECEIVED)
    if unanswered:
        told = count_of(unanswered, "orientation envoyée", "orientations envoyées")
        late = f", dont {to_remind} à relancer" if to_remind else ""
        _link(f"{told} sans réponse{late}", ReferralBox.SENT)


def _link(label: str, box: ReferralBox) -> None:
    if st.button(label, key=f"day_referrals_{box}", type="tertiary", icon=REFERRALS.icon):
        ask_referrals(box)
        st.switch_page(REFERRALS.path)
