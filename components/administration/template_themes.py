"""The themes of the frame on one side of the screen: pick one, order them, add one."""

from collections.abc import Mapping

import streamlit as st

from components.administration.template_pen import Pen
from components.markdown import md_escape
from domain.access import Field
from domain.diagnosis.editing import LONGEST_THEME, is_local, moved, with_new_theme, without_theme
from domain.diagnosis.template import TemplateContent, Theme
from domain.labels import labels_of


def pick_theme(content: TemplateContent, problems: Mapping[str, str], *, key: str) -> Theme:
    """The theme to read or to write; those where something is wrong bear a sign."""
    wrong = {place.partition(":")[0] for place in problems}
    picked_key = f"{key}_theme"
    added = st.session_state.pop(f"{key}_next", None)
    if added:
        st.session_state[f"{key}_adder"] = False  # shuts its popover
    wanted = added or st.session_state.get(picked_key)
    # Always set: the browser tells the chosen one by its words, which change.
    st.session_state[picked_key] = wanted if wanted in content.codes else content.codes[0]

    words = {theme.code: _words(theme, is_wrong=theme.code in wrong) for theme in content.themes}
    picked = st.radio("Thème", list(words), format_func=words.__getitem__, key=picked_key, width="stretch")
    return content.theme(picked or content.codes[0])


def theme_heading(pen: Pen, theme: Theme) -> TemplateContent:
    """Its name; returned: the themes in the order that is asked."""
    origin = "thème national" if theme.is_core else "thème du territoire"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container():
            name = pen.of_label(theme, f"Nom ({theme.field.label.lower()}, {origin})")
            pen.line(name, theme.code, max_chars=LONGEST_THEME)
        return _order_buttons(pen.content, theme.code, pen.key())


def _order_buttons(content: TemplateContent, code: str, key: str) -> TemplateContent:
    """Move the theme among the others; take it away when it is the territory's own."""
    rank, last = content.codes.index(code), len(content.codes) - 1
    if st.button("Monter", icon=":material/arrow_upward:", key=f"{key}_up", disabled=rank == 0):
        return moved(content, code, -1)
    if st.button("Descendre", icon=":material/arrow_downward:", key=f"{key}_down", disabled=rank == last):
        return moved(content, code, 1)
    if is_local(code) and st.button("Retirer", icon=":material/delete:", key=f"{key}_out"):
        return without_theme(content, code)
    return content


def theme_adder(content: TemplateContent, *, key: str) -> TemplateContent:
    """A theme of the territory, added on the run where it is asked."""
    with (
        st.popover(
            "Ajouter un thème",
            icon=":material/add:",
            width="stretch",
            key=f"{key}_adder",
            on_change="rerun",
        ),
        st.form(f"{key}_adder_form", border=False, clear_on_submit=True),
    ):
        label = st.text_input("Nom du thème", max_chars=LONGEST_THEME, key=f"{key}_added").strip()
        fields = labels_of(Field)
        chosen = st.radio("Champ", list(fields), format_func=fields.__getitem__, key=f"{key}_added_field")
        st.caption("La complétude ne se compte que sur les thèmes nationaux.")
        if st.form_submit_button("Ajouter", type="primary") and label:
            added = with_new_theme(content, label, Field(chosen))
            st.session_state[f"{key}_next"] = (set(added.codes) - set(content.codes)).pop()
            return added
    return content


def _words(theme: Theme, *, is_wrong: bool) -> str:
    sign = " :red[:material/error:]" if is_wrong else ""
    return f"{md_escape(theme.label) or '(sans nom)'}{sign}"
