"""The basket that leaves as a file: who asks is read again."""

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.commissions.cases import list_basket
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.commissions.basket import BasketFilters
from domain.commissions.cases import CaseLine


def take_basket(viewer: Viewer, filters: BasketFilters) -> list[CaseLine]:
    """Every situation of the list, as it may be read now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_basket(session, asking, filters, page=None)


def sign_basket(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="commission_basket", count=rows, detail=detail)
