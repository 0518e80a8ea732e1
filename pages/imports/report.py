"""Compte rendu d’import: what came in, what did not, who is no longer in the list; undone within a day."""

from functools import partial

import pandas as pd
import streamlit as st

from components.address import asked_id
from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.imports import preview, report, rows
from components.imports.following import follow
from components.imports.rejected import rejected_button
from components.imports.runs import PARAMETER, undo_popover, undone_words
from db.actions.imports.rejected import take_rejected
from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.import_sources import list_disappeared
from db.queries.imports import get_run, rejected_lines
from db.queries.viewers import ask_again
from db.worker import Task, run_apart
from domain.access import BULK_ROLES, Viewer, require_role
from domain.errors import DomainError
from domain.imports.model import RunStatus
from domain.imports.views import RunView
from navigation import FILE, IMPORT

viewer = current_viewer()


def show_report(viewer: Viewer, run: RunView) -> None:
    """What came in, then what asks for somebody."""
    report.outcome_tiles(run, viewer)
    with st.container(horizontal=True, vertical_alignment="center"):
        is_undone = undo_popover(run, viewer)
        report.next_steps()
    if is_undone:
        with domain_errors_shown():
            kept = follow(run_apart(viewer, Task.UNDO, run_id=run.id), "Annulation en cours")
            confirm_after_rerun(undone_words(kept or 0))
    if not run.is_mine:
        preview.not_mine(run)
        return
    show_rejected(viewer, run)
    show_disappeared(viewer, run)


def show_rejected(viewer: Viewer, run: RunView) -> None:
    """The first lines left aside, and all of them as a file."""
    with read_session(viewer) as session:
        lines = rejected_lines(session, viewer, run.id)
    if lines:
        report.rejected_title(len(lines))
        rejected_button(run, viewer, take=partial(take_rejected, viewer, run.id))
        page = rows.row_pages(len(lines), "rejected")
        rows.row_table(rows.page_of(lines, page), run)


def show_disappeared(viewer: Viewer, run: RunView) -> None:
    """Who was in a former list of this source; a name opens the file."""
    with read_session(viewer) as session:
        people = list_disappeared(session, viewer, run.id)
    if not people:
        return
    report.disappeared_title(len(people))
    opened = report.disappeared_table(people)
    offer_disappeared(run)
    if opened is not None:
        st.switch_page(FILE.path, query_params={"personne": str(opened)})


def offer_disappeared(run: RunView) -> None:
    """The same people as files."""

    def read() -> pd.DataFrame:
        asking = ask_again(viewer)
        with read_session(asking) as session:
            return report.disappeared_frame(list_disappeared(session, asking, run.id))

    def sign(count: int, detail: str) -> None:
        with write_session(viewer) as session:
            record_export(session, viewer, kind="import_run", count=count, detail=f"absents ; {detail}")

    export_buttons(read, name="absents-du-fichier", viewer=viewer, on_export=sign)


try:
    require_role(viewer, *BULK_ROLES)
    run_id = asked_id(PARAMETER)
    with read_session(viewer) as session:
        run = get_run(session, viewer, run_id)
except DomainError as error:
    preview.missing_run(error)
    st.stop()
if run.status is RunStatus.PREVIEWED:
    st.switch_page(IMPORT.path, query_params={PARAMETER: str(run.id)})
preview.run_head(run, viewer)
if run.status is RunStatus.DROPPED:
    preview.given_up()
else:
    show_report(viewer, run)
