"""Section « Les thèmes »: all of them with their state, and the one that is open."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.diagnosis import words
from components.diagnosis.kept import Kept, draw
from components.diagnosis.saving import saving_line
from components.diagnosis.screen import Screen
from components.diagnosis.solutions import solutions
from components.diagnosis.themes_said import glance, said_on
from components.diagnosis.widgets import label_of, one_of
from components.feedback import domain_errors_shown
from components.markdown import md_escape
from domain.access import Field
from domain.diagnosis.fields import ANSWER_FIELDS
from domain.diagnosis.records import Answer, Entry, ThemeRecord
from domain.diagnosis.rules import priorities
from domain.diagnosis.template import Theme
from domain.diagnosis.words import Impact, Restriction, ThemeState

THEME = "theme"
_NEVER_MEDICAL = "Jamais de détail médical"


@st.fragment
def themes_section(screen: Screen, *, read: Callable[[], Entry]) -> None:
    """The list and the open theme: one answer changed reruns this, and reads two statements."""
    with domain_errors_shown():
        entry = read()
        if not screen.is_still(entry):
            st.rerun()
        saving_line(screen, words.completeness(screen.diagnosis.content, entry))
        left, right = st.columns([27, 73], gap="small")
        with left:
            theme = _theme_list(screen, entry)
        with right, st.container(gap="xsmall"):
            if screen.may_type:
                _editor(screen, entry, theme, read)
            else:
                st.subheader(words.theme_title(theme, entry), anchor=False)
                said_on(screen, entry, theme)
            solutions(screen, entry, theme)


def _theme_list(screen: Screen, entry: Entry) -> Theme:
    content, key = screen.diagnosis.content, screen.key("theme")
    lines = {theme.code: words.theme_line(theme, entry) for theme in content.themes}
    asked = (st.session_state.get(key), st.query_params.get(THEME))
    st.session_state[key] = next((code for code in asked if code in lines), content.codes[0])
    # Always set: the labels bear the states, and the browser tells the chosen one by its label.
    chosen = st.radio(
        "Thèmes",
        list(lines),
        format_func=lines.__getitem__,
        key=key,
        on_change=_remember_theme,
        args=(key, content.codes),
        label_visibility="collapsed",
    )
    return content.theme(chosen)


def _remember_theme(key: str, codes: list[str]) -> None:
    """For F5; a label that changed while the click travelled is no theme."""
    if st.session_state[key] in codes:
        st.query_params[THEME] = st.session_state[key]


def _editor(screen: Screen, entry: Entry, theme: Theme, read: Callable[[], Entry]) -> None:
    """Each part in its container: what appears in one must not redraw the fields of the next."""
    mine, record = _my_answer(screen, entry, theme), entry.theme(theme.code)
    title, toggle = st.columns([5, 2], vertical_alignment="center")
    title.subheader(words.theme_title(theme, entry), anchor=False)
    with toggle:
        draw(st.toggle, _priority(screen, record, read))
    with st.container(gap="xsmall"):
        glance(screen, entry, theme)
        _questions(theme, mine)
    with st.container(gap="xsmall"):
        _my_state(screen, mine)
    _situations(screen, mine, theme)
    left, right = st.columns(2, gap="small")
    with left, st.container(gap="xsmall"):
        _person_view(screen, record)
    with right, st.container(gap="xsmall"):
        _notes(screen, mine)
    said_on(screen, entry, theme, but=screen.viewer.professional_id)


def _questions(theme: Theme, mine: Answer) -> None:
    """A guide for the interview: what is worth asking in this state and these situations."""
    asked = [one.text for one in theme.questions if one.is_relevant(mine.state, mine.situations)]
    if asked:
        st.caption("  \n".join(md_escape(f"— {text}") for text in asked))


def _my_state(screen: Screen, mine: Answer) -> None:
    draw(one_of(ThemeState, required=True), screen.of_answer(mine, "state"))
    if mine.state.is_to_lift:
        draw(one_of(Impact), screen.of_answer(mine, "impact"))


def _person_view(screen: Screen, record: ThemeRecord) -> None:
    states: dict[str, Any] = {"options": list(ThemeState), "format_func": label_of}
    draw(st.selectbox, screen.of_theme(record, "person_state"), **states)
    draw(st.text_area, screen.of_theme(record, "person_words"), height=68)


def _notes(screen: Screen, mine: Answer) -> None:
    draw(st.text_area, screen.of_answer(mine, "shared_note"), height=90, placeholder=_NEVER_MEDICAL)
    is_open, key = bool(mine.restricted_note), screen.key(mine.theme, "restricted")
    with st.expander(ANSWER_FIELDS["restricted_note"], expanded=is_open, key=key):
        # Its readers first: what is typed is kept at once, and read at once.
        draw(one_of(Restriction, required=True), screen.of_answer(mine, "restriction"))
        draw(st.text_area, screen.of_answer(mine, "restricted_note"), height=68, placeholder=_NEVER_MEDICAL)


def _situations(screen: Screen, mine: Answer, theme: Theme) -> None:
    if theme.situations:
        labels = {one.code: md_escape(one.label) for one in theme.situations}
        draw(
            st.pills,
            screen.of_answer(mine, "situations"),
            options=list(labels),
            format_func=labels.__getitem__,
            selection_mode="multi",
            wrap=True,
        )


def _priority(screen: Screen, record: ThemeRecord, read: Callable[[], Entry]) -> Kept:
    rank = record.priority_rank
    label = f"Priorité {rank}" if rank else "Priorité"
    save = partial(_set_priority, screen, record.theme, read)
    return Kept(screen.key(record.theme, "priority"), label, rank is not None, save)


def _set_priority(
    screen: Screen, theme: str, read: Callable[[], Entry], *, typed: bool, **_shown: bool
) -> None:
    """Added to, or taken from, what is chosen now: a colleague's choice is not undone."""
    chosen = [one.theme for one in priorities(read())]
    others = [code for code in chosen if code != theme]
    screen.writes.priorities(shown=chosen, typed=[*others, theme] if typed else others)


def _my_answer(screen: Screen, entry: Entry, theme: Theme) -> Answer:
    viewer = screen.viewer
    answers = entry.answers_on(theme.code)
    if mine := next((one for one in answers if one.professional_id == viewer.professional_id), None):
        return mine
    field = viewer.field or Field.SOCIAL
    me = (viewer.professional_id, viewer.display_name, field, viewer.structure_name)
    return Answer(theme.code, *me, viewer.now, ThemeState.NOT_EXPLORED)
