"""Editor of one theme of the frame: its situations, its questions."""

from collections.abc import Mapping

import streamlit as st

from components.administration.template_pen import Pen
from components.diagnosis.kept import Kept, draw
from domain.diagnosis.editing import (
    LONGEST_QUESTION,
    LONGEST_SITUATION,
    is_local,
    length_warning,
    with_new_question,
    with_new_situation,
    without_question,
    without_situation,
)
from domain.diagnosis.template import Theme
from domain.diagnosis.words import ThemeState

_CONDITIONS = "Sans condition, la question est toujours affichée. Sinon, une seule condition suffit."


def theme_editor(pen: Pen, theme: Theme) -> Theme:
    """Wordings are written as they are typed; returned: the theme with a line more, or a line less."""
    situations, questions = st.tabs(["Situations", "Questions pour l’entretien"])
    with situations:
        changed = _situations(pen, theme)
    with questions:
        return _questions(pen, changed)


def _situations(pen: Pen, theme: Theme) -> Theme:
    """One line each; those that the territory added may be taken away."""
    if warning := length_warning(theme):
        st.caption(warning)
    changed = theme
    for rank, one in enumerate(theme.situations):
        field, place = pen.of_situation(theme, rank), f"{theme.code}:{one.code}"
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container():
                pen.line(field, place, max_chars=LONGEST_SITUATION, label_visibility="collapsed")
            if is_local(one.code) and st.button("Retirer", key=f"{field.key}_out", type="tertiary"):
                changed = without_situation(theme, one.code)
    key = pen.key(theme.code, "new_situation")
    label = _adder("Ajouter une situation", LONGEST_SITUATION, key)
    return with_new_situation(theme, label) if label else changed


def _questions(pen: Pen, theme: Theme) -> Theme:
    """One line each, with when it is asked."""
    changed = theme
    for rank in range(len(theme.questions)):
        if _question(pen, theme, rank):
            changed = without_question(theme, rank)
    text = _adder("Ajouter une question", LONGEST_QUESTION, pen.key(theme.code, "new_question"))
    return with_new_question(theme, text) if text else changed


def _question(pen: Pen, theme: Theme, rank: int) -> bool:
    """True when it is to be taken away."""
    words = pen.of_question(theme, rank, "text", f"Question {rank + 1}")
    look = {"max_chars": LONGEST_QUESTION, "label_visibility": "collapsed", "height": 68}
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container():
            pen.line(words, f"{theme.code}:question:{rank}", st.text_area, **look)
        return _conditions(pen, theme, rank)


def _conditions(pen: Pen, theme: Theme, rank: int) -> bool:
    """When the question is asked; True when it is to be taken away."""
    one, key = theme.questions[rank], pen.key(theme.code, "question", rank)
    words = "Selon la réponse" if one.if_states or one.if_situations else "Toujours"
    popover = st.popover(words, width=170, key=f"{key}_popover", on_change="rerun")
    if not popover.open:  # drawn while it is shut, a field would lose its value when it opens
        return False
    with popover:
        st.caption(_CONDITIONS)
        codes = pen.of_question(theme, rank, "if_situations", "Si l’une de ces situations est cochée")
        states = pen.of_question(theme, rank, "if_states", "Ou si le thème est")
        _options(codes, {situation.code: situation.label for situation in theme.situations})
        _options(states, {state: state.label for state in ThemeState})
        return st.button("Retirer cette question", icon=":material/delete:", key=f"{key}_out")


def _options(field: Kept, labels: Mapping[str, str]) -> None:
    draw(st.multiselect, field, options=list(labels), format_func=labels.__getitem__, placeholder="Aucune")


def _adder(label: str, longest: int, key: str) -> str:
    """What is to be added, on the run where it is asked."""
    with (
        st.form(key, clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        typed = st.text_input(label, max_chars=longest, key=f"{key}_typed")
        is_asked = st.form_submit_button("Ajouter", icon=":material/add:")
    return (typed or "").strip() if is_asked else ""
