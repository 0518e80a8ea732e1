"""Fiche du consortium: what it brings, who is in it, for whom, by which axes and when."""

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.sheet_editor import close_editor, keep_refusal
from components.sheet_page import consortium_choice, sheet_page
from db.actions.sheets import save_block
from db.engine import read_session, write_session
from db.queries.sheets import get_sheet, list_consortia
from domain.access import may_edit_sheet
from domain.errors import EditConflictError, InvalidInputError

viewer = current_viewer()
with read_session(viewer) as session:
    consortia = list_consortia(session, viewer)
    consortium_id = consortium_choice(consortia, own_id=viewer.consortium_id)
    sheet = get_sheet(session, viewer, consortium_id)

edit = sheet_page(sheet, can_edit=may_edit_sheet(viewer, consortium_id), today=viewer.today)
if edit:
    with domain_errors_shown():
        try:
            with write_session(viewer) as session:
                save_block(session, viewer, consortium_id, edit)
        except (InvalidInputError, EditConflictError) as refusal:
            keep_refusal(refusal)
            st.rerun()
        close_editor()
        confirm_after_rerun("Fiche enregistrée.")
