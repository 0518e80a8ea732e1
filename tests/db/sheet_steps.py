"""Reading a sheet, typing in one of its blocks, saving it."""

from dataclasses import replace

from db.actions.sheets import save_block
from db.demo.sheet_66 import SHEET_66
from db.demo.sheets import load_sheet
from db.engine import read_session, write_session
from db.queries.sheets import get_sheet
from tests.factories import make_consortium


def make_published_consortium(session):
    """The demonstration consortium, with its published sheet."""
    consortium = make_consortium(session, territory_id="3-24")
    load_sheet(session, consortium.id, SHEET_66)
    return consortium


def read(viewer, consortium_id=None):
    with read_session(viewer) as session:
        return get_sheet(session, viewer, consortium_id or viewer.consortium_id)


def save(viewer, edit, consortium_id=None):
    with write_session(viewer) as session:
        save_block(session, viewer, consortium_id or viewer.consortium_id, edit)


def typed(edit, position, **values):
    """The same edition with other values typed in a row."""
    rows = list(edit.rows)
    rows[position] = replace(rows[position], values={**rows[position].values, **values})
    return replace(edit, rows=tuple(rows))


def without(edit, position):
    """The same edition with a row removed."""
    row = edit.rows[position]
    return replace(edit, rows=tuple(one for one in edit.rows if one is not row), removed=(row,))
