"""The people behind a figure, leaving as a file: who asks is read again at the click."""

import pandas as pd

from db.actions.audit import write_audit
from db.actions.reads import is_read_recorded, record_export
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.queries.indicators.people import PeopleBehind, list_people_behind
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.indicators.model import Indicator, Perimeter


def take_people_behind(
    viewer: Viewer, perimeter: Perimeter, indicator: Indicator, is_counted: bool | None
) -> pd.DataFrame:
    """All of them, as they may be listed now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        behind = list_people_behind(session, asking, perimeter, indicator, is_counted, page=None)
    return behind.people


def read_people_behind(
    viewer: Viewer, perimeter: Perimeter, indicator: Indicator, is_counted: bool | None, *, page: int
) -> PeopleBehind:
    """A page of them; when the figure rests on diagnoses, the reading is signed once per session and hour.

    Opens its own transactions: a page that is redrawn must not take the write lock each time.
    """
    with read_session(viewer) as session:
        behind = list_people_behind(session, viewer, perimeter, indicator, is_counted, page=page)
    if indicator.tells_answers and behind.count:
        _sign_reading(viewer, indicator)
    return behind


def _sign_reading(viewer: Viewer, indicator: Indicator) -> None:
    kind = f"indicator:{indicator.code}"
    with read_session(viewer) as session:
        about = AuditEntry.object_kind == kind, AuditEntry.detail == indicator.variant
        if is_read_recorded(session, viewer, *about):
            return
    with write_session(viewer) as session:
        write_audit(session, viewer, AuditEvent.READ, object_kind=kind, detail=indicator.variant)


def sign_people_behind(viewer: Viewer, indicator: Indicator, rows: int, detail: str) -> None:
    """Sign that so many people of this figure left."""
    with write_session(viewer) as session:
        kind = f"indicator:{indicator.code}"
        record_export(session, viewer, kind=kind, count=rows, detail=f"{indicator.variant} {detail}".strip())


def sign_board(viewer: Viewer, name: str, detail: str) -> None:
    """Sign that a whole dashboard left, as a document without any name."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind=f"board:{name}", count=0, detail=detail)
