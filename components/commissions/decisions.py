"""Decisions after opinions, on screen: the list, and what is written of one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.formats import format_date
from components.markdown import md_escape
from domain.commissions.decisions import (
    DecisionDraft,
    DecisionLine,
    DecisionStep,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
    decision_words,
    hearing_words,
    notification_words,
)
from domain.labels import LabelledEnum

Write = Callable[[DecisionLine, Any], None]


def _label(one: LabelledEnum) -> str:
    return one.label


def decision_filters(lines: Sequence[DecisionLine]) -> list[DecisionLine]:
    """By what is awaited and by commission; what is awaited first."""
    bodies = {line.body_id: line.body for line in lines}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        step = st.selectbox(
            "Où en est-on",
            list(DecisionStep),
            index=None,
            format_func=_label,
            placeholder="Tout",
            key="decision_step",
            width=260,
        )
        body = st.selectbox(
            "Commission",
            list(bodies),
            index=None,
            format_func=bodies.__getitem__,
            placeholder="Toutes",
            key="decision_body",
            width=320,
        )
    kept = [line for line in lines if step in (None, line.step) and body in (None, line.body_id)]
    return sorted(kept, key=lambda line: (line.step is DecisionStep.NOTIFIED, line.meets_on))


def decision_frame(lines: Sequence[DecisionLine], today: date, days: int) -> pd.DataFrame:
    """The list, under French names, on screen and as a file."""
    return pd.DataFrame(
        [
            {
                "Personne": line.person,
                "Commission": line.body,
                "Séance": format_date(line.meets_on),
                "Motif": line.motive,
                "Avis": line.opinion,
                "Décision": line.decision,
                "Où en est-on": "À notifier, en retard" if line.is_late(today, days) else line.step.label,
                "Notifiée le": format_date(line.notified_on) if line.notified_on else "",
            }
            for line in lines
        ]
    )


def decision_details(line: DecisionLine) -> None:
    """Everything known of it, in words, with the remedies that the rules of the body give."""
    heard = hearing_words(line.hearing.value if line.hearing else "", line.heard_on, line.observations)
    decided = decision_words(line.decision, line.decided_by, line.decided_on, line.decision_reason)
    told = notification_words(line.means.value if line.means else "", line.notified_on)
    st.markdown(f"**{md_escape(line.person)}** — {md_escape(line.motive)}")
    st.text(f"Avis\u00a0: {line.opinion}")
    st.text(f"Audition\u00a0: {heard or 'rien de noté'}")
    st.text(f"Décision\u00a0: {decided or 'attendue'}")
    st.text(f"Notification\u00a0: {told or 'pas encore'}")
    if line.rules:
        st.text(f"Règles et voies de recours\u00a0:\n{line.rules}")


def hearing_form(line: DecisionLine, write: Write) -> None:
    """Whether she was heard."""
    with st.form(f"hearing_{line.point_id}"):
        st.markdown("**Audition**")
        hearing = st.selectbox(
            "Audition",
            list(Hearing),
            index=list(Hearing).index(line.hearing) if line.hearing else None,
            format_func=_label,
            placeholder="Pas encore dit",
            label_visibility="collapsed",
        )
        heard_on = st.date_input("Entendue le", line.heard_on, format="DD/MM/YYYY")
        observations = st.text_area("Observations écrites", line.observations, height=68)
        if st.form_submit_button("Enregistrer l’audition"):
            write(line, HearingDraft(hearing, heard_on, observations))


def decision_form(line: DecisionLine, write: Write) -> None:
    """What was decided, by whom, and why when it is not the opinion."""
    with st.form(f"decision_{line.point_id}"):
        st.markdown("**Décision de l’autorité**")
        words = st.text_input("Décision", line.decision or line.opinion, max_chars=300)
        by = st.text_input("Décidée par (fonction)", line.decided_by, max_chars=150)
        day = st.date_input("Décidée le", line.decided_on, format="DD/MM/YYYY")
        reason = st.text_area("Si elle n’est pas l’avis, pourquoi", line.decision_reason, height=68)
        if st.form_submit_button("Enregistrer la décision"):
            write(line, DecisionDraft(words, by, day, reason))


def notification_form(line: DecisionLine, write: Write) -> None:
    """When and how she was told."""
    with st.form(f"notification_{line.point_id}"):
        st.markdown("**Notification**")
        day = st.date_input("Notifiée le", line.notified_on, format="DD/MM/YYYY")
        means = st.selectbox(
            "Moyen",
            list(NotificationMeans),
            index=list(NotificationMeans).index(line.means) if line.means else None,
            format_func=_label,
            placeholder="Choisir",
        )
        if st.form_submit_button("Enregistrer la notification"):
            write(line, NotificationDraft(day, means))
