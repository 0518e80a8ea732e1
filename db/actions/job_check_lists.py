"""The list of contacts of the first months in a job that leaves as a file: who asks is read again."""

import pandas as pd

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.job_checks import list_job_checks
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.job_checks import JobCheckFilters


def take_job_checks(viewer: Viewer, filters: JobCheckFilters) -> pd.DataFrame:
    """Every contact of the list, as it may be read now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_job_checks(session, asking, filters, page=None)


def sign_job_checks(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="job_check_list", count=rows, detail=detail)
