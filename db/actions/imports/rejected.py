"""The lines that an import leaves aside, as they leave."""

from db.actions.reads import record_export
from db.engine import write_session
from db.queries.imports import rejected_lines
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.imports.views import RowView


def take_rejected(viewer: Viewer, run_id: int, *, export_id: int) -> list[RowView]:
    """Read them and sign the export; who asks is checked again at the click, long after the page."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        lines = rejected_lines(session, asking, run_id)
        record_export(session, asking, kind="import_run", count=len(lines), detail=f"xlsx {export_id}")
    return lines
