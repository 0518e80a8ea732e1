"""A short list typed row by row: a blank row always waits at the end, an emptied one goes away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.diagnosis.kept import Kept, keep, refusals, say_refusal
from components.feedback import field_problem
from domain.diagnosis.rules import same_value


@dataclass(frozen=True)
class Cell:
    """A column: its label, its share of the width, its widget."""

    label: str
    width: int
    widget: Callable[..., Any]
    options: Mapping[str, Any] = field(default_factory=dict)


def rows_field(kept: Kept, cells: Sequence[Cell], blank: Any, *, most: int, missing: str = "") -> None:
    """The rows of a list field; `blank` is an empty row, a named tuple in the order of the cells."""
    with st.container(gap="xsmall"):
        _rows(kept, cells, blank, most)
        say_refusal(kept)
        field_problem({kept.key: missing}, kept.key)


def _rows(kept: Kept, cells: Sequence[Cell], blank: Any, most: int) -> None:
    _follow(kept)
    refusal = refusals().get(kept.key)
    rows = [*(refusal.typed if refusal else kept.stored), blank][:most]
    for index, row in enumerate(rows):
        columns = st.columns([*(cell.width for cell in cells), 1], gap="xsmall", vertical_alignment="bottom")
        for position, cell in enumerate(cells):
            with columns[position]:
                key, args = _key(kept, index, position), (kept, blank, len(rows))
                _cell(cell, key, row[position], args, label_visibility="collapsed" if index else "visible")
        if not same_value(row, blank):
            columns[-1].button(
                "Retirer",
                key=_key(kept, index, "out"),
                type="tertiary",
                on_click=_remove,
                args=(kept, blank, len(rows), index),
            )


def _cell(cell: Cell, key: str, value: Any, args: tuple[Any, ...], **options: Any) -> None:
    if key not in st.session_state:
        st.session_state[key] = value
    cell.widget(cell.label, key=key, on_change=_keep_rows, args=args, **cell.options, **options)


def _follow(kept: Kept) -> None:
    """Draw fresh widgets when the rows are not those that were shown: somebody else changed them."""
    shown = f"{kept.key}_shown"
    is_given_up = st.session_state.pop(kept.key, None) is not None
    is_new = is_given_up or not same_value(kept.stored, st.session_state.get(shown, kept.stored))
    if kept.key in refusals():
        st.session_state.setdefault(shown, kept.stored)
        return
    if is_new:
        _renew(kept)
    st.session_state[shown] = kept.stored


def _keep_rows(kept: Kept, blank: Any, count: int) -> None:
    rows = _typed_rows(kept, blank, count)
    filled = [row for row in rows if not same_value(row, blank)]
    keep(kept, filled)
    if rows[: len(filled)] != filled:
        _renew(kept)


def _remove(kept: Kept, blank: Any, count: int, index: int) -> None:
    rows = _typed_rows(kept, blank, count)
    keep(kept, [row for place, row in enumerate(rows) if place != index and not same_value(row, blank)])
    _renew(kept)


def _typed_rows(kept: Kept, blank: Any, count: int) -> list[Any]:
    return [
        blank._make(st.session_state[_key(kept, index, position)] for position in range(len(blank)))
        for index in range(count)
    ]


def _key(kept: Kept, index: int, part: object) -> str:
    return f"{kept.key}_{st.session_state.get(f'{kept.key}_turn', 0)}_{index}_{part}"


def _renew(kept: Kept) -> None:
    turn = f"{kept.key}_turn"
    st.session_state[turn] = st.session_state.get(turn, 0) + 1
