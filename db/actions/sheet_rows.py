"""Writes the rows of a block of the consortium sheet, once the edition is accepted."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models.consortia import (
    Axis,
    AxisAction,
    Consortium,
    MemberOrganisation,
    ProjectTeamPost,
    SheetItem,
    TargetPublic,
    TargetPublicAxis,
)
from domain.organisations import SheetItemKind
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import BlockEdit, Values
from domain.sheet_merge import StoredRows, merge

Records = dict[int, Any]

_LINKS = "axis_ids"  # the one field that is not a column
_TEMPORARY_RANK = 1_000  # two axes never hold the same number, even while they are swapped
_MODELS: dict[SheetBlock, tuple[type[Any], dict[str, Any]]] = {
    SheetBlock.CONTRIBUTIONS: (SheetItem, {"kind": SheetItemKind.CONTRIBUTION}),
    SheetBlock.CROSS_CUTTING: (SheetItem, {"kind": SheetItemKind.CROSS_CUTTING}),
    SheetBlock.SCHEDULE: (SheetItem, {"kind": SheetItemKind.SCHEDULE}),
    SheetBlock.MEMBERS: (MemberOrganisation, {}),
    SheetBlock.TARGET_PUBLICS: (TargetPublic, {}),
    SheetBlock.AXES: (Axis, {}),
    SheetBlock.ACTIONS: (AxisAction, {}),
    SheetBlock.TEAM: (ProjectTeamPost, {}),
}


def write_rows(session: Session, consortium: Consortium, edit: BlockEdit, stored: StoredRows) -> str:
    """Write what differs from what is stored; return counts for the journal, nothing when nothing differs."""
    changes = _changes(edit, stored)
    if not edit.block.is_list:
        _fill(consortium, changes.get(consortium.id, {}))
        return _counts(edit, len(changes), 0, 0)
    records = _load(session, consortium.id, edit, stored)
    for row_id in changes.keys() - records.keys():
        records[row_id] = _add(session, consortium.id, edit, row_id, rank=_TEMPORARY_RANK + len(records))
    for row_id, values in changes.items():
        _fill(records[row_id], values)
    session.flush()
    _link_axes(session, consortium.id, changes)
    removed = [records.pop(row.id) for row in edit.removed if row.id in records]
    _delete(session, consortium.id, edit, removed)
    return _counts(edit, len(changes), len(removed), _store_order(session, edit, stored, records))


def _changes(edit: BlockEdit, stored: StoredRows) -> dict[int, Values]:
    """What to write of each row: every value of a new row, else the values that differ."""
    changes: dict[int, Values] = {}
    for row in edit.rows:
        current = stored.get(row.id)
        if current is not None:
            merged = merge(row, current)
            changes[row.id] = {name: value for name, value in merged.items() if value != current[name]}
        elif row.initial is None:  # otherwise someone removed a row that was left as it was here
            changes[row.id] = row.values
    return {row_id: values for row_id, values in changes.items() if values}


def _counts(edit: BlockEdit, changed: int, removed: int, moved: int) -> str:
    if not (changed or removed or moved):
        return ""
    return f"{edit.block}: {changed} changed, {removed} removed, {moved} moved"


def _load(session: Session, consortium_id: int, edit: BlockEdit, stored: StoredRows) -> Records:
    model, _ = _MODELS[edit.block]
    rows = session.scalars(select(model).where(model.consortium_id == consortium_id, model.id.in_(stored)))
    return {row.id: row for row in rows}


def _add(session: Session, consortium_id: int, edit: BlockEdit, row_id: int, *, rank: int) -> Any:
    model, criteria = _MODELS[edit.block]
    if edit.axis_id is not None:
        criteria = {"axis_id": edit.axis_id}
    record = model(consortium_id=consortium_id, id=row_id, **criteria)
    setattr(record, _rank_of(edit), rank)
    session.add(record)
    return record


def _fill(record: Any, values: Values) -> None:
    for name, value in values.items():
        if name != _LINKS:
            setattr(record, name, value)


def _link_axes(session: Session, consortium_id: int, changes: dict[int, Values]) -> None:
    linked = {row_id: values[_LINKS] for row_id, values in changes.items() if _LINKS in values}
    if not linked:
        return
    _unlink(session, consortium_id, TargetPublicAxis.target_public_id, linked)
    session.add_all(
        TargetPublicAxis(consortium_id=consortium_id, target_public_id=row_id, axis_id=axis_id)
        for row_id, axis_ids in linked.items()
        if isinstance(axis_ids, frozenset)
        for axis_id in sorted(axis_ids)
    )
    session.flush()


def _unlink(
    session: Session, consortium_id: int, column: InstrumentedAttribute[int], ids: Collection[int]
) -> None:
    session.execute(
        delete(TargetPublicAxis).where(TargetPublicAxis.consortium_id == consortium_id, column.in_(ids))
    )


def _delete(session: Session, consortium_id: int, edit: BlockEdit, records: list[Any]) -> None:
    ids = [record.id for record in records]
    if edit.block is SheetBlock.AXES:
        _unlink(session, consortium_id, TargetPublicAxis.axis_id, ids)
    if edit.block is SheetBlock.TARGET_PUBLICS:
        _unlink(session, consortium_id, TargetPublicAxis.target_public_id, ids)
    for record in records:
        session.delete(record)
    session.flush()


def _store_order(session: Session, edit: BlockEdit, stored: StoredRows, records: Records) -> int:
    """Number the rows from 1: in the typed order if it was changed, else as stored with new rows last."""
    typed = [row.id for row in edit.rows]
    order = dict.fromkeys([*typed, *stored] if edit.is_reordered else [*stored, *typed])
    attribute = _rank_of(edit)
    ranked = enumerate((records[row_id] for row_id in order if row_id in records), start=1)
    moved = [(rank, record) for rank, record in ranked if getattr(record, attribute) != rank]
    for offset in (_TEMPORARY_RANK, 0) if edit.block is SheetBlock.AXES else (0,):
        for rank, record in moved:
            setattr(record, attribute, rank + offset)
        session.flush()
    return len(moved)


def _rank_of(edit: BlockEdit) -> str:
    return "number" if edit.block is SheetBlock.AXES else "rank"
