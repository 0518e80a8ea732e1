"""Fields of a row of the sheet being edited; what is typed stays in widgets named after the row."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.labels import LabelledEnum
from domain.sheet_blocks import FieldKind, SheetField, Value
from domain.sheet_editing import HIGHEST_HEADCOUNT, RowDraft, problem_key

_WIDTHS = {"college": 190, "circle": 150}  # leaves the rest of the line to the name


def field_input(
    field: SheetField, row: RowDraft, position: int | None, axis_numbers: Mapping[int, int]
) -> Value:
    """Draw a field and return what is typed; `position` is the row's rank in a list."""
    key = f"sheet_{problem_key(row.id, field)}"
    label = field.label if position is None else f"{field.label} {position}"
    st.session_state.setdefault(key, _widget_value(row.values[field.name], axis_numbers))
    if field.kind is FieldKind.LINE:
        return (st.text_input(label, key=key) or "").strip()
    if field.kind is FieldKind.PARAGRAPH:
        return (st.text_area(label, key=key, height="content") or "").strip()
    if field.kind is FieldKind.COUNT:
        return st.number_input(label, 1, HIGHEST_HEADCOUNT, key=key, width=160)
    if field.kind is FieldKind.AXES:
        return _axes_input(label, key, axis_numbers)
    index = None if not field.is_required else 0
    return st.selectbox(
        label,
        field.choices,
        index=index,
        format_func=_label,
        placeholder="Aucun",
        width=_WIDTHS.get(field.name, "stretch"),
        key=key,
    )


def _axes_input(label: str, key: str, axis_numbers: Mapping[int, int]) -> frozenset[int]:
    ids = {f"Axe {number}": axis_id for axis_id, number in axis_numbers.items()}
    chosen = st.multiselect(label, list(ids), placeholder="Aucun axe", select_all=False, key=key)
    return frozenset(ids[name] for name in chosen)


def _label(choice: LabelledEnum) -> str:
    return choice.label


def _widget_value(value: Value, axis_numbers: Mapping[int, int]) -> Any:
    if isinstance(value, frozenset):
        return [f"Axe {number}" for axis_id, number in axis_numbers.items() if axis_id in value]
    return value
