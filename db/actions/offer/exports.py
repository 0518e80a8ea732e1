"""The offer as it leaves: who asks is checked again at the click, long after the page, and signs."""

from db.actions.reads import record_export
from db.engine import write_session
from db.models.offer import Service
from db.models.offer_loads import OfferLoad
from db.queries.offer_loads import list_rejected_rows
from db.queries.offer_places import read_communes
from db.queries.offer_records import read_catalogue
from db.queries.viewers import ask_again
from domain.access import BULK_ROLES, Viewer, require_role
from domain.offer.exporting import OfferExport, exported
from domain.offer.load_views import LoadRowView


def take_offer(viewer: Viewer, *, form: str, export_id: int) -> OfferExport:
    """The whole offer of the consortium as valid data·inclusion records."""
    asking = ask_again(viewer)
    require_role(asking, *BULK_ROLES)
    with write_session(asking) as session:
        offer = exported(read_catalogue(session, asking), read_communes(session).names)
        record_export(
            session,
            asking,
            kind=Service.__tablename__,
            count=len(offer.services),
            detail=f"{form} {export_id}",
        )
    return offer


def take_rejected_rows(viewer: Viewer, load_id: int, *, export_id: int) -> list[LoadRowView]:
    """The lines of a load to correct."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        rows = list_rejected_rows(session, asking, load_id)
        record_export(
            session, asking, kind=OfferLoad.__tablename__, count=len(rows), detail=f"csv {export_id}"
        )
    return rows
