"""List of the reasons that a consortium offers: a box each, its own words under the national reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from components.feedback import field_problem
from domain.identifiers import new_id
from domain.reasons import LONGEST_WORDS, ReasonKind, ReasonLine, national_reasons

_INDENT = (1, 24)


@dataclass
class ReasonEditor:
    """What was read when the editor opened, lines added since, and what the last save refused."""

    kind: ReasonKind
    read: list[ReasonLine]
    added: list[ReasonLine] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Under which all that is typed is kept."""
        return f"reasons_{self.kind}"


def reason_editor(kind: ReasonKind, stored: Sequence[ReasonLine]) -> ReasonEditor:
    """The editor of this list; what is typed stays in it until `forget_reasons`."""
    new = ReasonEditor(kind, list(stored))
    editor: ReasonEditor = st.session_state.setdefault(new.key, new)
    return editor


def forget_reasons(editor: ReasonEditor) -> None:
    """Open the list again as it is stored."""
    for key in [key for key in st.session_state if str(key).startswith(editor.key)]:
        del st.session_state[key]


def draw_reasons(editor: ReasonEditor) -> tuple[list[ReasonLine], bool]:
    """Show the list: the lines as they are typed, and whether saving is asked."""
    lines = sorted([*editor.read, *editor.added], key=_rank(editor.kind))
    typed = [_line(editor, line) for line in lines]
    _adder(editor)
    field_problem(editor.problems, "offered")
    if editor.problems:
        st.error("Rien n’est encore enregistré : corrigez ce qui est signalé.")
    with st.container(horizontal=True):
        is_asked = st.button("Enregistrer", type="primary", key=f"{editor.key}_save")
        st.button("Annuler", key=f"{editor.key}_cancel", on_click=forget_reasons, args=(editor,))
    return typed, is_asked


def _line(editor: ReasonEditor, line: ReasonLine) -> ReasonLine:
    key = f"{editor.key}_{line.key}"
    st.session_state.setdefault(key, line.is_offered)
    if not line.is_local:
        return replace(line, is_offered=st.checkbox(line.national.label, key=key))
    st.session_state.setdefault(f"{key}_words", line.words)
    with st.columns(_INDENT)[1]:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            words = st.text_input(
                f"Vos mots, comptés comme « {line.national.label} »",
                max_chars=LONGEST_WORDS,
                key=f"{key}_words",
            )
            is_offered = st.checkbox("Proposés", key=key, width="content")
        field_problem(editor.problems, line.key)
    return replace(line, is_offered=is_offered, words=words.strip())


def _adder(editor: ReasonEditor) -> None:
    """Words of the territory start from the national reason that they are counted as."""
    labels = {national: national.label for national in national_reasons(editor.kind)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        counted_as = st.selectbox(
            "Ajouter vos mots, comptés comme",
            list(labels),
            format_func=labels.__getitem__,
            key=f"{editor.key}_counted_as",
        )
        if st.button("Ajouter", icon=":material/add:", key=f"{editor.key}_add"):
            editor.added.append(ReasonLine(new_id(), counted_as, is_local=True))
            st.rerun()


def _rank(kind: ReasonKind) -> Callable[[ReasonLine], tuple[int, bool]]:
    order = {national: rank for rank, national in enumerate(national_reasons(kind))}
    return lambda line: (order[line.national], line.is_local)
