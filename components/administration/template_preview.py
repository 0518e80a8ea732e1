"""The frame as it is read during an interview; what is ticked here is kept nowhere."""

from operator import attrgetter

import streamlit as st

from components.administration.template_themes import pick_theme
from components.markdown import md_escape
from domain.diagnosis.fields import ANSWER_FIELDS
from domain.diagnosis.template import TemplateContent, Theme
from domain.diagnosis.words import ThemeState


def template_preview(content: TemplateContent, *, key: str) -> None:
    """A theme at a time: its state, its situations, the questions that they call for."""
    themes, theme_side = st.columns([1, 2.4], gap="medium")
    with themes:
        theme = pick_theme(content, {}, key=key)
    with theme_side.container(border=True):
        _theme(theme, f"{key}_{theme.code}")


def _theme(theme: Theme, key: str) -> None:
    """In the order of the page Diagnostic: the questions, then what is said of the theme."""
    state, ticked = (st.session_state.get(f"{key}_{name}") for name in ("state", "situations"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(md_escape(theme.label), anchor=False)
        st.badge(theme.field.label)
    asked = [
        one for one in theme.questions if one.is_relevant(state or ThemeState.NOT_EXPLORED, ticked or ())
    ]
    st.caption("\n".join(f"- {md_escape(question.text)}" for question in asked))
    st.segmented_control(
        ANSWER_FIELDS["state"],
        list(ThemeState),
        format_func=attrgetter("label"),
        default=ThemeState.NOT_EXPLORED,
        key=f"{key}_state",
    )
    if theme.situations:
        labels = {one.code: md_escape(one.label) for one in theme.situations}
        st.pills(
            ANSWER_FIELDS["situations"],
            list(labels),
            format_func=labels.__getitem__,
            selection_mode="multi",
            key=f"{key}_situations",
        )
    st.caption("Essayez\u00a0: rien de ce que vous cochez ici n’est gardé.")
