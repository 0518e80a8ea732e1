"""Edition of one block of the sheet, in its place; what is typed survives a change of page."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components.feedback import conflict_choice, field_problem
from components.formats import count_of
from components.sheet_fields import field_input
from domain.errors import EditConflictError, FieldDifference, InvalidInputError
from domain.sheet import SheetView
from domain.sheet_blocks import FieldKind, SheetBlock
from domain.sheet_editing import BlockEdit, RowDraft, added_row, problem_key, rows_of, start_edit
from domain.sheet_merge import rebase

_EDIT, _PROBLEMS, _DIFFERENCES = "sheet_edit", "sheet_problems", "sheet_differences"
_UP, _DOWN, _REMOVE = "Monter", "Descendre", "Retirer"


def open_editor(sheet: SheetView, block: SheetBlock, axis_id: int | None = None) -> None:
    """Start the edition of a block (a button's callback)."""
    st.session_state[_EDIT] = start_edit(sheet, block, axis_id)


def close_editor() -> None:
    """End the edition, saved or given up."""
    for key in (_EDIT, _PROBLEMS, _DIFFERENCES):
        st.session_state.pop(key, None)


def is_editing(block: SheetBlock | None = None, axis_id: int | None = None) -> bool:
    """True while this block, or any when none is given, is being edited."""
    edit: BlockEdit | None = st.session_state.get(_EDIT)
    return edit is not None and block in (None, edit.block) and (block is None or axis_id == edit.axis_id)


def keep_refusal(refusal: InvalidInputError | EditConflictError) -> None:
    """Show at the next run why the save was refused; what was typed stays."""
    if isinstance(refusal, InvalidInputError):
        st.session_state[_PROBLEMS] = refusal.problems
    else:
        st.session_state[_DIFFERENCES] = [tuple(difference) for difference in refusal.differences]


def sheet_editor(sheet: SheetView) -> BlockEdit | None:
    """The fields of the block being edited; returns what to save on the run where it is asked."""
    problems: dict[str, str] = st.session_state.get(_PROBLEMS, {})
    with st.container(border=True):
        edit = _collect(st.session_state[_EDIT], sheet, problems)
        st.session_state[_EDIT] = edit
        if edit.block.is_list:
            st.button("Ajouter une ligne", icon=":material/add:", on_click=_add_row, key="sheet_add")
        _say_what_remains(edit, problems)
        to_save = _ask_to_save(edit, sheet)
    if to_save:
        st.session_state.pop(_PROBLEMS, None)
    return to_save


def _collect(edit: BlockEdit, sheet: SheetView, problems: Mapping[str, str]) -> BlockEdit:
    """Draw the rows and return them as they are typed."""
    rows = [_row(edit, row, position, sheet, problems) for position, row in enumerate(edit.rows, start=1)]
    return replace(edit, rows=tuple(rows))


def _row(
    edit: BlockEdit, row: RowDraft, position: int, sheet: SheetView, problems: Mapping[str, str]
) -> RowDraft:
    is_list, fields, values = edit.block.is_list, list(edit.fields), {}
    shown = position if is_list else None
    if is_list and len(fields) > 1 and fields[0].kind is FieldKind.PARAGRAPH:  # a long text has its own line
        first = fields.pop(0)
        values[first.name] = field_input(first, row, shown, sheet.axis_numbers)
    with st.container(horizontal=is_list, vertical_alignment="bottom"):
        for field in fields:
            values[field.name] = field_input(field, row, shown, sheet.axis_numbers)
        if is_list:
            _row_menu(row.id, position)
    for field in edit.fields:
        field_problem(problems, problem_key(row.id, field))
    return replace(row, values=values)


def _row_menu(row_id: int, position: int) -> None:
    st.menu_button(
        "⋮",
        [_UP, _DOWN, _REMOVE],
        key=f"sheet_{row_id}_menu",
        help=f"Déplacer ou retirer la ligne {position}",
        on_click=_rearrange,
        args=(row_id,),
    )


def _add_row() -> None:
    edit: BlockEdit = st.session_state[_EDIT]
    st.session_state[_EDIT] = replace(edit, rows=(*edit.rows, added_row(edit.block)))


def _rearrange(row_id: int) -> None:
    """Move or remove the row whose menu was used."""
    edit: BlockEdit = st.session_state[_EDIT]
    choice, rows = st.session_state[f"sheet_{row_id}_menu"], list(edit.rows)
    position = next(index for index, row in enumerate(rows) if row.id == row_id)
    row = rows.pop(position)
    if choice != _REMOVE:
        rows.insert(max(position - 1, 0) if choice == _UP else position + 1, row)
    removed = (row,) if choice == _REMOVE and row.initial is not None else ()
    st.session_state[_EDIT] = replace(edit, rows=tuple(rows), removed=(*edit.removed, *removed))


def _say_what_remains(edit: BlockEdit, problems: Mapping[str, str]) -> None:
    """Rows that will go, and what is refused without a field to say it under."""
    if edit.removed:
        going = count_of(len(edit.removed), "ligne sera retirée", "lignes seront retirées")
        st.caption(f"{going} à l’enregistrement.")
    shown = {problem_key(row.id, field) for row in edit.rows for field in edit.fields}
    for key in problems.keys() - shown:
        field_problem(problems, key)
    if problems:
        st.error("Rien n’est encore enregistré : corrigez ce qui est signalé.")


def _ask_to_save(edit: BlockEdit, sheet: SheetView) -> BlockEdit | None:
    """The two usual buttons; in their place, when somebody else saved meanwhile, the choice of a side."""
    if differences := st.session_state.get(_DIFFERENCES):
        conflict = EditConflictError([FieldDifference(*values) for values in differences], 0)
        side = conflict_choice(conflict, key="sheet")
        if side is None:
            return None
        del st.session_state[_DIFFERENCES]
        return rebase(edit, rows_of(sheet, edit.block, edit.axis_id), side)
    with st.container(horizontal=True):
        is_asked = st.button("Enregistrer", type="primary", key="sheet_save")
        st.button("Annuler", on_click=close_editor, key="sheet_cancel")
    return edit if is_asked else None
