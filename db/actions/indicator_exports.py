"""The people behind a figure, leaving as a file: who asks is read again at the click."""

import pandas as pd

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.indicators.people import list_people_behind
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.indicators.model import Indicator, Perimeter


def take_people_behind(
    viewer: Viewer, perimeter: Perimeter, indicator: Indicator, is_counted: bool | None
) -> pd.DataFrame:
    """All of them, as they may be listed now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        behind = list_people_behind(session, asking, perimeter, indicator, is_counted, page=None)
    return behind.people


def sign_people_behind(viewer: Viewer, indicator: Indicator, rows: int, detail: str) -> None:
    """Sign that so many people of this figure left."""
    with write_session(viewer) as session:
        kind = f"indicator:{indicator.code}"
        record_export(session, viewer, kind=kind, count=rows, detail=f"{indicator.theme} {detail}".strip())
