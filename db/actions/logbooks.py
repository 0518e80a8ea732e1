"""The « carnet de bord » that leaves the application with a person."""

from db.actions.reads import record_export
from db.engine import write_session
from db.queries.logbooks import get_logbook
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.logbook import Logbook


def take_logbook(viewer: Viewer, beneficiary_id: int) -> Logbook:
    """Read what is handed over and sign the export; NotFoundError when the file may not be opened.

    Opens its own transactions: it runs at the click, long after the page, and asks again who is there.
    """
    asking = ask_again(viewer)
    with write_session(asking) as session:
        logbook = get_logbook(session, asking, beneficiary_id)
        record_export(session, asking, kind="logbook", count=1, detail="pdf", beneficiary_id=beneficiary_id)
    return logbook
