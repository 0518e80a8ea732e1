"""Edition of a block of the sheet: what was read, what is typed, and what cannot be saved."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from domain.identifiers import new_id
from domain.names import normalise_name
from domain.sheet import SheetView
from domain.sheet_blocks import BLOCK_FIELDS, FieldKind, SheetBlock, SheetField, Value

Values = Mapping[str, Value]
HIGHEST_HEADCOUNT = 99


@dataclass(frozen=True)
class RowDraft:
    """A row being edited: `initial` is what was read (None for a row added here), `values` what is typed."""

    id: int
    initial: Values | None
    values: Values


@dataclass(frozen=True)
class BlockEdit:
    """What is to be saved of a block: its rows in their order, and the rows that were read then removed."""

    block: SheetBlock
    rows: tuple[RowDraft, ...]
    removed: tuple[RowDraft, ...] = ()
    axis_id: int | None = None
    read_order: tuple[int, ...] = ()

    @property
    def is_reordered(self) -> bool:
        """True when rows were moved here; rows added at the end do not count."""
        ranks = {row_id: rank for rank, row_id in enumerate(self.read_order)}
        positions = [ranks.get(row.id, len(ranks)) for row in self.rows]
        return positions != sorted(positions)

    @property
    def fields(self) -> tuple[SheetField, ...]:
        """Fields of each row."""
        return BLOCK_FIELDS[self.block]


def rows_of(sheet: SheetView, block: SheetBlock, axis_id: int | None = None) -> dict[int, Values]:
    """The rows of a block by identifier, in their order, each with the values that are edited."""
    return {
        row.id: {field.name: getattr(row, field.name) for field in BLOCK_FIELDS[block]}
        for row in _rows(sheet, block, axis_id)
    }


def _rows(sheet: SheetView, block: SheetBlock, axis_id: int | None) -> Iterable[Any]:
    if not block.is_list:
        return [sheet.texts]
    if block is SheetBlock.ACTIONS:
        return [action for axis in sheet.axes if axis.id == axis_id for action in axis.actions]
    rows: Iterable[Any] = getattr(sheet, block.value)
    return rows


def draft_of(row_id: int, values: Values) -> RowDraft:
    """The draft of a row as it was just read."""
    return RowDraft(row_id, values, values)


def start_edit(sheet: SheetView, block: SheetBlock, axis_id: int | None = None) -> BlockEdit:
    """An edition that has not changed anything yet."""
    rows = rows_of(sheet, block, axis_id)
    drafts = tuple(draft_of(row_id, values) for row_id, values in rows.items())
    return BlockEdit(block, drafts, axis_id=axis_id, read_order=tuple(rows))


def added_row(block: SheetBlock) -> RowDraft:
    """An empty row; its identifier is made here, once, so that saving it twice makes one row."""
    return RowDraft(new_id(), None, {field.name: field.empty for field in BLOCK_FIELDS[block]})


def problem_key(row_id: int, field: SheetField) -> str:
    """Name of a field of a row in InvalidInputError.problems."""
    return f"{row_id}_{field.name}"


def find_problems(edit: BlockEdit) -> dict[str, str]:
    """French messages for what cannot be saved, by `problem_key`."""
    problems = {
        problem_key(row.id, field): message
        for row in edit.rows
        for field in edit.fields
        if (message := _problem(field, row.values[field.name]))
    }
    return problems | _duplicate_members(edit)


def _problem(field: SheetField, value: Value) -> str | None:
    if field.is_required and value in (None, ""):
        return f"« {field.label} » est vide : écrivez quelque chose, ou retirez la ligne."
    if isinstance(value, str) and len(value) > field.max_length:
        return f"{len(value)} caractères, pour {field.max_length} au plus."
    if field.kind is FieldKind.COUNT and not (isinstance(value, int) and 0 < value <= HIGHEST_HEADCOUNT):
        return f"Indiquez un nombre entre 1 et {HIGHEST_HEADCOUNT}."
    return None


def _duplicate_members(edit: BlockEdit) -> dict[str, str]:
    if edit.block is not SheetBlock.MEMBERS:
        return {}
    field, seen, problems = edit.fields[0], set[str](), {}
    for row in edit.rows:
        name = normalise_name(str(row.values[field.name]))
        if name and name in seen:
            problems[problem_key(row.id, field)] = "Cette organisation figure déjà dans la liste."
        seen.add(name)
    return problems


def find_broken_links(edit: BlockEdit, sheet: SheetView, employers: Collection[int]) -> dict[str, str]:
    """French messages for what other parts of the consortium still need; `employers` have structures."""
    kept_axes = {axis.id for axis in sheet.axes if axis.actions}
    reasons = {
        SheetBlock.AXES: (kept_axes, "il a encore des actions, retirez-les d’abord."),
        SheetBlock.MEMBERS: (employers, "des structures de l’annuaire y sont rattachées."),
    }
    needed, reason = reasons.get(edit.block, ((), ""))
    main = edit.fields[0]
    problems = {
        problem_key(row.id, main): f"{_title(row, main)} ne peut pas être retiré : {reason}"
        for row in edit.removed
        if row.id in needed
    }
    return problems | _lost_axes(edit, sheet)


def _title(row: RowDraft, field: SheetField) -> str:
    return f"« {row.values[field.name]} »" if row.values[field.name] else "L’axe"


def _lost_axes(edit: BlockEdit, sheet: SheetView) -> dict[str, str]:
    if edit.block is not SheetBlock.TARGET_PUBLICS:
        return {}
    field = edit.fields[-1]
    return {
        problem_key(row.id, field): "Un des axes choisis a été retiré entre-temps : choisissez à nouveau."
        for row in edit.rows
        if not cast(frozenset[int], row.values[field.name]) <= sheet.axis_numbers.keys()
    }
