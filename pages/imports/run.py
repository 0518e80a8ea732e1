"""Import à confirmer: what the file would change, line by line, and the decisions; kept in the database."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.address import asked_id
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.imports import preview, rows
from components.imports.decisions import Decided, decision_cards, row_dialog
from components.imports.following import follow
from components.imports.rejected import rejected_button
from components.imports.runs import PARAMETER
from db.actions.imports.decisions import choose_value, decide, drop_run
from db.actions.imports.rejected import take_rejected
from db.engine import read_session, write_session
from db.queries.import_plans import count_planned
from db.queries.imports import get_run, list_run_rows
from db.worker import Task, run_apart
from domain.access import BULK_ROLES, Viewer, require_role
from domain.errors import DomainError
from domain.imports.model import Decision, RunStatus, Verdict
from domain.imports.views import RowView, RunView
from navigation import IMPORT_REPORT

viewer = current_viewer()


def show_preview(viewer: Viewer, run: RunView) -> None:
    """What confirming would do, then the lines of one verdict."""
    with read_session(viewer) as session:
        plan = count_planned(session, viewer, run.id)
    asked = preview.confirmation(plan)
    with domain_errors_shown():
        if asked == "confirm":
            follow(run_apart(viewer, Task.CONFIRM, run_id=run.id), "Import en cours")
            confirm_after_rerun("Import terminé.")
        elif asked == "drop":
            with write_session(viewer) as session:
                drop_run(session, viewer, run.id)
            confirm_after_rerun("Import abandonné : rien n’a été écrit.")
    verdict = rows.verdict_tiles(run.counts)
    page = rows.row_pages(run.counts.get(verdict, 0), verdict)
    with read_session(viewer) as session:
        lines = list_run_rows(session, viewer, run.id, verdict=verdict, page=page)
    show_lines(run, verdict, lines)
    if verdict in (Verdict.ERROR, Verdict.REPEATED):
        rejected_button(run, viewer, take=partial(take_rejected, viewer, run.id))


def show_lines(run: RunView, verdict: Verdict, lines: Sequence[RowView]) -> None:
    """Possible duplicates side by side; the others in a table, whose names tell what changes."""
    decided: Decided | None = None
    if verdict is Verdict.TO_DECIDE:
        decided, opened = decision_cards(lines, run)
    else:
        opened = rows.row_table(lines, run, opens=verdict in (Verdict.UPDATE, Verdict.UNCHANGED))
    if decided:
        keep_decision(run.id, verdict, *decided)
    if opened:
        row_dialog(
            opened,
            save=partial(keep_values, run.id, opened.line_number),
            decide=partial(keep_decision, run.id, verdict, [opened.line_number]),
        )


def keep_decision(
    run_id: int, verdict: Verdict, line_numbers: list[int] | None, chosen: Decision | None
) -> None:
    """A dialog runs on its own: who asks is read again."""
    viewer = current_viewer()
    with domain_errors_shown():
        with write_session(viewer) as session:
            decide(session, viewer, run_id, line_numbers, verdict, chosen)
        st.rerun()


def keep_values(run_id: int, line_number: int, replaced: dict[str, bool]) -> None:
    """The side chosen for each contested value of a line."""
    viewer = current_viewer()
    with domain_errors_shown():
        with write_session(viewer) as session:
            for field, is_replaced in replaced.items():
                choose_value(session, viewer, run_id, line_number, field, replace=is_replaced)
        confirm_after_rerun("Choix enregistrés.")


try:
    require_role(viewer, *BULK_ROLES)
    run_id = asked_id(PARAMETER)
    with read_session(viewer) as session:
        run = get_run(session, viewer, run_id)
except DomainError as error:
    preview.missing_run(error)
    st.stop()
if run.status is not RunStatus.PREVIEWED:
    st.switch_page(IMPORT_REPORT.path, query_params={PARAMETER: str(run.id)})
preview.run_head(run, viewer)
if run.is_mine:
    show_preview(viewer, run)
else:
    preview.not_mine(run)
