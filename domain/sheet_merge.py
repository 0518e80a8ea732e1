"""Two people on one block: what both changed is asked, what only one changed is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from domain.errors import FieldDifference
from domain.labels import LabelledEnum
from domain.sheet_blocks import FieldKind, SheetField, Value
from domain.sheet_editing import BlockEdit, RowDraft, Values, draft_of

Side = Literal["mine", "theirs"]
StoredRows = Mapping[int, Values]
_REMOVED = "(ligne retirée)"


def find_differences(
    edit: BlockEdit, stored: StoredRows, axis_numbers: Mapping[int, int]
) -> list[FieldDifference]:
    """Fields that changed both here and in the database since they were read, and differ."""
    changes = [*_changed_both_sides(edit, stored), *_removed_against_change(edit, stored)]
    return [
        FieldDifference(label, _describe(field, theirs, axis_numbers), _describe(field, mine, axis_numbers))
        for label, field, theirs, mine in changes
    ]


def merge(row: RowDraft, current: Values) -> Values:
    """The values to save: what was changed here, over what is stored now."""
    return {name: current[name] if _is_untouched(row, name) else typed for name, typed in row.values.items()}


def rebase(edit: BlockEdit, stored: StoredRows, side: Side) -> BlockEdit:
    """The same edition started again from what is stored now, each conflict settled for one side."""
    rows = [settled for row in edit.rows if (settled := _settle(row, stored.get(row.id), side))]
    removed = {row.id for row in edit.removed if side == "mine" or not _has_moved(row, stored)}
    shown = removed | {row.id for row in edit.rows}
    rows += [draft_of(row_id, values) for row_id, values in stored.items() if row_id not in shown]
    gone = [draft_of(row_id, stored[row_id]) for row_id in removed & stored.keys()]
    return replace(edit, rows=tuple(rows), removed=tuple(gone))


def _changed_both_sides(
    edit: BlockEdit, stored: StoredRows
) -> Iterator[tuple[str, SheetField, Value, Value]]:
    for position, row in enumerate(edit.rows, start=1):
        line = f"Ligne {position} — " if edit.block.is_list else ""
        current = stored.get(row.id)
        if current is None:
            if row.initial not in (None, row.values):
                yield f"Ligne {position}", edit.fields[0], _REMOVED, row.values[edit.fields[0].name]
            continue
        for field in edit.fields:
            if _is_conflict(row, field.name, current):
                yield line + field.label, field, current[field.name], row.values[field.name]


def _removed_against_change(
    edit: BlockEdit, stored: StoredRows
) -> Iterator[tuple[str, SheetField, Value, Value]]:
    main = edit.fields[0]
    for row in edit.removed:
        if _has_moved(row, stored):
            yield "Ligne que vous retirez", main, stored[row.id][main.name], _REMOVED


def _settle(row: RowDraft, current: Values | None, side: Side) -> RowDraft | None:
    if current is None:
        if row.initial is not None and (side == "theirs" or row.values == row.initial):
            return None
        return replace(row, initial=None)
    values = {
        name: current[name] if side == "theirs" and _is_conflict(row, name, current) else value
        for name, value in merge(row, current).items()
    }
    return RowDraft(row.id, current, values)


def _has_moved(row: RowDraft, stored: StoredRows) -> bool:
    return row.id in stored and stored[row.id] != row.initial


def _is_untouched(row: RowDraft, name: str) -> bool:
    return row.initial is not None and row.values[name] == row.initial[name]


def _is_conflict(row: RowDraft, name: str, current: Values) -> bool:
    if _is_untouched(row, name) or current[name] == row.values[name]:
        return False
    return row.initial is None or current[name] != row.initial[name]


def _describe(field: SheetField, value: Value, axis_numbers: Mapping[int, int]) -> str:
    if isinstance(value, LabelledEnum):
        return value.label
    if field.kind is FieldKind.AXES and isinstance(value, frozenset):
        return ", ".join(sorted(f"Axe {axis_numbers.get(axis_id, '?')}" for axis_id in value))
    return "" if value is None else str(value)
