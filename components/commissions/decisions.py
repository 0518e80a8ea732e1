"""Decisions after opinions, on screen: the list, and what is written of one."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.formats import format_date
from components.markdown import md_escape
from domain.commissions.decision_words import decision_words, hearing_words, notification_words
from domain.commissions.decisions import DecisionLine, DecisionStep
from domain.counts import count_of
from domain.labels import LabelledEnum


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


def count_words(lines: Sequence[DecisionLine], today: date, days: int) -> str:
    """« **12 situations**, 2 décisions à notifier en retard »."""
    late = sum(line.is_late(today, days) for line in lines)
    told = f", {count_of(late, 'décision', 'décisions')} à notifier en retard" if late else ""
    return f"**{count_of(len(lines), 'situation')}**{told}"


def decision_frame(lines: Sequence[DecisionLine], today: date, days: int) -> pd.DataFrame:
    """The list, under French names, on screen and as a file."""
    return pd.DataFrame(
        [
            {
                "Personne": line.person,
                "Où en est-on": "À notifier, en retard" if line.is_late(today, days) else line.step.label,
                "Séance": format_date(line.meets_on),
                "Motif": line.motive,
                "Avis": line.opinion,
                "Décision": line.decision,
                "Notifiée le": format_date(line.notified_on) if line.notified_on else "",
                "Commission": line.body,
            }
            for line in lines
        ]
    )


HEIGHT = 260  # what is picked shows below, on a small screen too
_WIDTHS = {"Personne": 155, "Où en est-on": 150, "Séance": 90, "Motif": 165, "Avis": 155, "Décision": 155}
COLUMNS = {name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()}


def decision_details(line: DecisionLine) -> None:
    """Everything known of it, in words."""
    heard = hearing_words(line.hearing.value if line.hearing else "", line.heard_on, line.observations)
    decided = decision_words(line.decision, line.decided_by, line.decided_on, line.decision_reason)
    means = line.means.value if line.means else ""
    told = notification_words(means, line.notified_on, line.notification_note)
    st.markdown(f"**{md_escape(line.person)}** — {md_escape(line.motive)}")
    st.text(
        f"Avis\u00a0: {line.opinion or 'attendu'}\n"
        f"Audition\u00a0: {heard or 'rien de noté'}\n"
        f"Décision\u00a0: {decided or 'attendue'}\n"
        f"Notification\u00a0: {told or 'pas encore'}"
    )


def decision_remedies(line: DecisionLine) -> None:
    """Those that its letter states; nothing before the opinion."""
    if not line.opinion:
        return
    with st.expander("Voies et délais de recours, écrits dans la lettre"):
        st.text(line.remedies)
