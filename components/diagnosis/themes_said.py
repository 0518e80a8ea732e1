"""What was said of a theme by the person and by professionals, now and in the diagnosis before."""

import streamlit as st

from components.diagnosis import words
from components.diagnosis.screen import Screen
from components.formats import format_date
from components.markdown import md_escape
from domain.diagnosis.records import Entry
from domain.diagnosis.template import Theme


def glance(screen: Screen, entry: Entry, theme: Theme) -> None:
    """In a line, above the editor: what colleagues say of the theme, what was kept last time."""
    me = screen.viewer.professional_id
    others = [one for one in entry.answers_on(theme.code) if one.professional_id != me]
    parts = [f"{md_escape(one.author_name)}\u00a0: {words.state_badge(one.state)}" for one in others]
    if screen.previous and (state := words.state_before(screen.previous, theme.code)):
        parts.append(f"le {format_date(screen.previous.held_on)}\u00a0: {words.state_badge(state)}")
    if parts:
        st.markdown(f":small[{' · '.join(parts)}]")


def said_on(screen: Screen, entry: Entry, theme: Theme, but: int | None = None) -> None:
    """In reading: everything. Beside the editor: what colleagues say (`but` is who types), and before."""
    record, zone = entry.theme(theme.code), screen.viewer.time_zone
    lines = [] if but else words.person_lines(record)
    for answer in entry.answers_on(theme.code):
        if answer.professional_id != but:
            lines.extend(words.answer_lines(answer, theme, zone))
    if not but and record.common_state:
        lines.append(
            f"Position commune\u00a0: {words.state_badge(record.common_state)}"
            f" {md_escape(record.common_words)}"
        )
    if lines:
        st.markdown("  \n".join(lines))
    elif not but:
        st.caption("Rien n’a été dit de ce thème.")
    if screen.previous and (before := words.previous_lines(screen.previous, theme.code)):
        st.markdown(":small[" + "]  \n:small[".join(before) + "]")
