"""Editor of a draft of the frame: its presentation, its themes on one side, the picked one on the other."""

import streamlit as st

from components.administration.template_pen import Pen
from components.administration.template_theme import theme_editor
from components.administration.template_themes import pick_theme, theme_adder, theme_heading
from components.identity_fields import ANY_DAY
from components.markdown import md_escape
from domain.diagnosis.merging import PRESENTATION_LABELS
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.versions import LONGEST_NAME, LONGEST_WITH


def draft_editor(pen: Pen) -> TemplateContent:
    """Wordings are written as they are typed; returned: the themes, once added, moved or taken away."""
    _presentation(pen)
    list_side, theme_side = st.columns([1, 2.4], gap="medium")
    with list_side:
        theme = pick_theme(pen.content, pen.problems, key=pen.key())
        added = theme_adder(pen.content, key=pen.key())
    with theme_side.container(border=True):
        moved = theme_heading(pen, theme)
        edited = theme_editor(pen, theme)
    if edited != theme:
        return pen.content.with_theme(edited)
    return added if added != pen.content else moved


def places_to_correct(pen: Pen) -> list[str]:
    """Where something is wrong, in words: the presentation and themes by their name."""
    codes = dict.fromkeys(place.partition(":")[0] for place in pen.problems)
    labels = {theme.code: theme.label or "thème sans nom" for theme in pen.content.themes}
    return [md_escape(labels.get(code) or PRESENTATION_LABELS.get(code, code)) for code in codes]


def _presentation(pen: Pen) -> None:
    """Its name, whom it was written with, when."""
    name, people, day = st.columns([2, 3, 1])
    with name:
        pen.line(pen.of_draft("name"), "name", max_chars=LONGEST_NAME)
    with people:
        pen.line(pen.of_draft("written_with"), "", max_chars=LONGEST_WITH)
    with day:
        first, last = ANY_DAY
        look = {"format": "DD/MM/YYYY", "min_value": first, "max_value": last}
        pen.line(pen.of_draft("written_on"), "written_on", st.date_input, **look)
