"""The people to take up together, leaving as a file: who asks is read again at the click."""

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.alerts import list_alerted_people
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.alert_lists import AlertedPerson, AlertFilters


def take_alerts(viewer: Viewer, filters: AlertFilters) -> tuple[AlertedPerson, ...]:
    """Everybody of the list, as they may be listed now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_alerted_people(session, asking, filters, page=None).people


def sign_alerts(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="alerts", count=rows, detail=detail)
