"""Structures: where the professionals of the network work, and how to reach them."""

from functools import partial

import pandas as pd
import streamlit as st

from components.administration import structures as shown
from components.administration.drawer import (
    OpenLine,
    line_drawer,
    list_heading,
    open_line,
    opened_line,
)
from components.administration.lists import pick_line
from components.exports import export_buttons
from components.feedback import domain_errors_shown
from components.formats import count_of
from components.identity import current_viewer
from components.markdown import md_escape
from db.actions.reads import record_export
from db.actions.structures import add_structure, change_structure
from db.engine import read_session, write_session
from db.queries.directory import list_communes
from db.queries.structures import list_member_organisations, list_structure_lines
from db.queries.viewers import ask_again
from domain.access import Role, require_role
from domain.structures import StructureDraft, StructureLine

viewer = current_viewer()
LINE = "structure"


def show_list(lines: list[StructureLine]) -> None:
    """Filters, table, and what can be done with the picked line."""
    list_heading("Structures", "Ajouter une structure", LINE, shown.new_structure())
    found = shown.structure_filters(lines)
    if not found:
        st.info(
            "Aucune structure ne correspond à ces critères." if lines else "Ajoutez la première structure."
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{count_of(len(found), 'structure')} sur {len(lines)}", width="stretch")
        export_buttons(partial(read_again, found), name="structures", viewer=viewer, on_export=sign_export)
    notice = st.container()
    picked = pick_line(found, shown.structure_frame(found), key="structures_table", columns=shown.COLUMNS)
    with notice:
        offer_change(picked)
    st.caption(shown.NO_REMOVAL)


def offer_change(picked: StructureLine | None) -> None:
    """« Modifier », for the line that is picked."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if picked is None:
            st.caption("Cochez une ligne pour modifier la structure.")
            return
        st.markdown(f"**{md_escape(picked.draft.name)}**", width="content")
        st.button(
            "Modifier",
            icon=":material/edit:",
            on_click=open_line,
            args=(LINE, picked.draft, picked.id, picked.version),
        )


def save(line: OpenLine, draft: StructureDraft) -> None:
    """The drawer runs on its own: who asks is read again."""
    viewer = current_viewer()
    with write_session(viewer) as session:
        if line.version is None:
            add_structure(session, viewer, record_id=line.record_id, draft=draft)
        else:
            change_structure(session, viewer, line.record_id, version=line.version, draft=draft)


def read_again(found: list[StructureLine]) -> pd.DataFrame:
    """The same structures, once it is known that whoever clicks may still read them."""
    asking, ids = ask_again(viewer), {line.id for line in found}
    require_role(asking, Role.ADMINISTRATOR)
    with read_session(asking) as session:
        lines = list_structure_lines(session, asking)
    return shown.structure_frame([line for line in lines if line.id in ids])


def sign_export(count: int, detail: str) -> None:
    """Keep a trace of who took the list."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="structures", count=count, detail=detail)


with domain_errors_shown():
    require_role(viewer, Role.ADMINISTRATOR)
    with read_session(viewer) as session:
        lines = list_structure_lines(session, viewer)
    show_list(lines)
    if line := opened_line(LINE):
        with read_session(viewer) as session:
            members, communes = list_member_organisations(session, viewer), list_communes(session, viewer)
        stored = next((one for one in lines if one.id == line.record_id), None)
        line_drawer(line, shown.structure_form(stored, members, communes), save=save)
