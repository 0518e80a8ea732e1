"""The list of « points de situation » to hold that leaves as a file: who asks is read again at the click."""

import pandas as pd

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.reviews import export_reviews
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.reviews import ReviewFilters


def take_reviews(viewer: Viewer, filters: ReviewFilters) -> pd.DataFrame:
    """Everybody of the list, as she may be listed now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return export_reviews(session, asking, filters)


def sign_reviews(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="review_list", count=rows, detail=detail)
