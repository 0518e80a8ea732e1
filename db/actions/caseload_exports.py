"""The caseload that leaves as a file: who asks is read again at the click, in transactions of their own."""

import pandas as pd

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.caseloads import export_caseload
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.caseload import CaseloadFilters, CaseloadSort


def take_caseload(viewer: Viewer, filters: CaseloadFilters, sort: CaseloadSort) -> pd.DataFrame:
    """Every person of the list, as she may be listed now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return export_caseload(session, asking, filters, sort=sort)


def sign_caseload(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="caseload", count=rows, detail=detail)
