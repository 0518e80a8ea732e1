"""Lists of the offer that leave as files: read again at the click, and signed."""

from collections.abc import Sequence

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.handouts import list_handouts
from db.queries.service_checks import list_services_to_check
from db.queries.viewers import ask_again
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.offer.checks import CheckLine
from domain.offer.handouts import Handout


def take_handouts(viewer: Viewer, service_ids: Sequence[int]) -> list[Handout]:
    """The selection as it may be read now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_handouts(session, asking, service_ids)


def take_services_to_check(viewer: Viewer, *, months: int, holder: int | None) -> list[CheckLine]:
    """All of them, as they may be read now."""
    asking = ask_again(viewer)
    require_role(asking, *PEOPLE_ROLES)
    with read_session(asking) as session:
        return list_services_to_check(session, asking, months=months, holder=holder, page=None)


def sign_selection(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many services left for a person; never which one she is."""
    _sign(viewer, "services", rows, detail)


def sign_services_to_check(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that the list of what is to check left."""
    _sign(viewer, "services_to_check", rows, detail)


def _sign(viewer: Viewer, kind: str, rows: int, detail: str) -> None:
    with write_session(viewer) as session:
        record_export(session, viewer, kind=kind, count=rows, detail=detail)
