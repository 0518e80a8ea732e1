"""Edition of the consortium sheet by its coordination, one block at a time."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.sheet_rows import write_rows
from db.models.consortia import Consortium, Structure
from db.queries.scopes import visible_consortia
from db.queries.sheets import get_sheet
from domain.access import Viewer, may_edit_sheet
from domain.audit import AuditEvent
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.sheet import SheetView
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import BlockEdit, find_broken_links, find_problems, rows_of
from domain.sheet_merge import find_differences


def save_block(session: Session, viewer: Viewer, consortium_id: int, edit: BlockEdit) -> None:
    """Save a block of the sheet; saving the same edition twice changes nothing more.

    Raises InvalidInputError (by `problem_key`), EditConflictError when someone else changed the same fields
    since they were read, ForbiddenError for who may only read the sheet.
    """
    consortium = _lock_consortium(session, viewer, consortium_id)
    sheet = get_sheet(session, viewer, consortium_id)
    _check(session, viewer, sheet, edit)
    stored = rows_of(sheet, edit.block, edit.axis_id)
    if differences := find_differences(edit, stored, sheet.axis_numbers):
        raise EditConflictError(differences, consortium.version)
    if detail := write_rows(session, consortium, edit, stored):
        write_audit(
            session, viewer, AuditEvent.UPDATE, object_kind="sheet", object_id=consortium_id, detail=detail
        )


def _lock_consortium(session: Session, viewer: Viewer, consortium_id: int) -> Consortium:
    """The consortium, locked so that two editions of its sheet follow each other."""
    statement = visible_consortia(viewer).where(Consortium.id == consortium_id)
    if session.scalars(statement).one_or_none() is None:
        raise NotFoundError
    if not may_edit_sheet(viewer, consortium_id):  # before the lock, which PostgreSQL refuses to readers
        raise ForbiddenError
    held = statement.with_for_update(key_share=True)  # the journal, which points to it, is written meanwhile
    return session.scalars(held.execution_options(populate_existing=True)).one()


def _check(session: Session, viewer: Viewer, sheet: SheetView, edit: BlockEdit) -> None:
    if edit.block is SheetBlock.ACTIONS and edit.axis_id not in sheet.axis_numbers:
        raise NotFoundError
    employers = _employers(session, viewer) if edit.block is SheetBlock.MEMBERS and edit.removed else set()
    if problems := find_problems(edit) | find_broken_links(edit, sheet, employers):
        raise InvalidInputError(problems)


def _employers(session: Session, viewer: Viewer) -> set[int]:
    """Members that structures of the directory belong to."""
    members = select(Structure.member_organisation_id).where(
        Structure.consortium_id == viewer.consortium_id, Structure.member_organisation_id.is_not(None)
    )
    return {member_id for member_id in session.scalars(members) if member_id}
