"""A referral in full, and what can be done of it now."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.file.forms.fields import Fields, options_of
from components.offer.referral_lines import outside_words, referral_details
from domain.follow_up import StepOutcome
from domain.offer.referral_lists import ReferralLine
from domain.offer.referrals import ANSWER_LENGTH, ANSWERS, Gesture, GestureDraft
from domain.offer.words import RefusalReason

Act = Callable[..., None]
_DAYS = {
    Gesture.ACCEPT: "Début convenu le",
    Gesture.START: "Commencée le",
    Gesture.END: "Terminée le",
}
_DONE = {
    Gesture.ACCEPT: "Orientation acceptée\u00a0: l’étape est dans le parcours de la personne.",
    Gesture.WAIT: "Orientation mise sur liste d’attente.",
    Gesture.REFUSE: "Refus enregistré.",
    Gesture.START: "Début noté.",
    Gesture.END: "Fin notée.",
    Gesture.REMIND: "Relance notée\u00a0: elle se voit dans les orientations reçues du service.",
    Gesture.WITHDRAW: "Orientation retirée.",
}
_OUTCOMES = (StepOutcome.COMPLETED, StepOutcome.INTERRUPTED)


@st.dialog("Orientation vers un service", width="medium")
def referral_dialog(line: ReferralLine, today: date, *, act: Act) -> None:
    """Show it; `act(referral_id, version=…, draft=…)` raises DomainError to refuse."""
    referral_details(line, today)
    gestures = line.gestures
    if not gestures:
        return
    if Gesture.ACCEPT in gestures and (words := outside_words(line)):
        st.info(words)
    key = f"referral_{line.id}_{line.version}"
    gesture = _choose(gestures, key)
    if gesture is None:
        return
    with st.form(f"{key}_{gesture}", border=False, enter_to_submit=False):
        draft = _fields(gesture, line, today, f"{key}_{gesture}")
        is_asked = st.form_submit_button("Enregistrer", type="primary")
    if is_asked:
        with domain_errors_shown():
            act(line.id, version=line.version, draft=draft)
            confirm_after_rerun(_DONE[gesture])


def _choose(gestures: tuple[Gesture, ...], key: str) -> Gesture | None:
    if len(gestures) == 1:
        st.markdown(f"**{gestures[0].label}**")
        return gestures[0]
    chosen: Gesture | None = st.segmented_control(
        "Que faites-vous\u00a0?", list(gestures), format_func=attrgetter("label"), key=f"{key}_gesture"
    )
    return chosen


def _fields(gesture: Gesture, line: ReferralLine, today: date, key: str) -> GestureDraft:
    """What this gesture asks for, and nothing else."""
    labels = GestureDraft.field_labels | {"day": _DAYS.get(gesture, "")}
    words = "Un mot pour qui a orienté la personne" if line.sides.is_receiver else labels["words"]
    labels |= {"words": f"{words} (facultatif)"}
    fields = Fields(key, labels)
    typed: dict[str, Any] = {}
    if gesture in _DAYS:
        typed["day"] = fields.day("day", None if gesture is Gesture.ACCEPT else today)
    if gesture is Gesture.REFUSE:
        reasons = options_of(RefusalReason)
        typed["refusal"] = fields.choice_or_none("refusal", None, reasons, nobody="Choisir un motif")
    if gesture is Gesture.END:
        outcomes = {outcome: outcome.label for outcome in _OUTCOMES}
        typed["outcome"] = fields.choice_or_none("outcome", None, outcomes, nobody="Choisir")
    if gesture in ANSWERS and line.sides.is_outside:
        typed["answered_on"] = fields.day("answered_on", today)
    if gesture is Gesture.REMIND:
        st.caption(
            "La date de la relance est gardée\u00a0; le délai avant la prochaine repart d’aujourd’hui."
        )
    else:
        typed["words"] = fields.paragraph("words", "", length=ANSWER_LENGTH, height=90)
    return GestureDraft(gesture, **typed)
