"""The list of new offers that leaves as a file: read again at the click, and signed."""

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.new_offers import list_new_offers
from db.queries.viewers import ask_again
from domain.access import Viewer, require_role
from domain.offer.new_offer_views import NewOfferCard, NewOfferFilters
from domain.offer.new_offers import READERS


def take_new_offers(viewer: Viewer, filters: NewOfferFilters) -> list[NewOfferCard]:
    """All that is asked, as it may be read now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    require_role(asking, *READERS)
    with read_session(asking) as session:
        return list_new_offers(session, asking, filters)


def sign_new_offers(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that the list left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="new_offers", count=rows, detail=detail)
