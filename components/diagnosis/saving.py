"""The line that says that everything is kept, or what is not."""

import streamlit as st

from components.diagnosis.kept import forget_refusal, refusals, saved_at
from components.diagnosis.screen import Screen
from components.formats import count_of, format_time
from components.markdown import md_escape
from domain.clock import local_time


def saving_line(screen: Screen, beside: str = "") -> None:
    """« 9 thèmes sur 16 abordés · Enregistré à 14 h 32 », then what is typed and not kept."""
    waiting = refusals(screen.key())
    parts = [beside] if beside else []
    if screen.may_type:
        at = saved_at()
        when = f"Enregistré à {format_time(local_time(screen.viewer.time_zone, at))}" if at else ""
        parts.append(when or ("" if waiting else "Chaque saisie est enregistrée aussitôt"))
    if left := [one.label for one in waiting.values() if not one.is_fatal]:
        names = md_escape(", ".join(left))
        parts.append(f":red[{count_of(len(left), 'saisie')} à reprendre\u00a0: {names}]")
    with st.container(gap="xsmall"):
        st.markdown(f":small[{' · '.join(filter(None, parts))}]")
        for key in [key for key, one in waiting.items() if one.is_fatal]:
            say_lost(key)


def say_lost(key: str) -> None:
    """What could not be kept at all stays on screen until it was copied elsewhere."""
    refusal = refusals()[key]
    st.error(md_escape(f"Non enregistré — {refusal.label}\u00a0: {refusal.reason}"))
    st.text(refusal.typed_words)
    st.button("J’ai noté", key=f"{key}_noted", on_click=forget_refusal, args=(key,))
