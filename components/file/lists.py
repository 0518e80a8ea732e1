"""Compact lists of what a file holds: when, what, and « Modifier » for those who may."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.file.forms.opened import open_record
from components.file.lines import LINES, Line
from components.file.view import FileView
from components.formats import count_of
from components.markdown import md_escape
from domain.files import SavedRecord

_FIRST_SHOWN = 10


def show_records(
    view: FileView,
    records: Sequence[SavedRecord[Any]],
    *,
    empty: str,
    beside: Callable[[SavedRecord[Any]], None] | None = None,
) -> None:
    """Records of one kind, with what `beside` adds; the older ones appear when they are asked for."""
    if not records:
        st.caption(empty)
        return
    for record in _shown(records):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            line = LINES[type(record.draft)](record, view)
            show_line(line)
            if view.may_change(record):
                st.button(
                    line.change,
                    key=f"file_edit_{record.id}",
                    type="tertiary",
                    icon=":material/edit:",
                    help=_told(record, line),
                    on_click=open_record,
                    args=(view.beneficiary_id, record),
                )
            if beside:
                beside(record)


def show_lines(lines: Sequence[Line], *, empty: str) -> None:
    """Entries that are only read."""
    if not lines:
        st.caption(empty)
    for line in lines:
        show_line(line)


def show_line(line: Line) -> None:
    """One entry, whatever was typed in it."""
    parts = [f"**{md_escape(line.when)}**" if line.when else "", md_escape(line.what)]
    detail = f"  \n:small[{md_escape(line.detail)}]" if line.detail else ""
    with st.container(gap="xxsmall"):
        st.markdown(" — ".join(part for part in parts if part) + detail)
        if line.text:
            st.text(line.text)


def _told(record: SavedRecord[Any], line: Line) -> str:
    """« Modifier : contact du 12/10/2026… »: the same button stands on each line."""
    about = " — ".join(part for part in (line.when, line.what) if part)
    return f"{line.change}\u00a0: {record.draft.label.lower()}, {md_escape(about)}"


def _shown(records: Sequence[SavedRecord[Any]]) -> Sequence[SavedRecord[Any]]:
    older = len(records) - _FIRST_SHOWN
    if older <= 0:
        return records
    label = f"Afficher aussi les plus anciens ({count_of(older, 'ligne')})"
    key = f"file_all_{type(records[0].draft).__name__}"
    return records if st.toggle(label, key=key) else records[:_FIRST_SHOWN]
