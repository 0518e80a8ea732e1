"""Who may read the offer: the directory of the consortium, open to every account of it; no person in it."""

from sqlalchemy import Select, false, select, true

from db.models.offer import OfferStructure, Service
from domain.access import OFFER_ROLES, Viewer


def visible_services(viewer: Viewer) -> Select[Service]:
    """Services of the viewer's consortium; none for the national team, who is not of it."""
    may_read = true() if viewer.has(*OFFER_ROLES) else false()
    return select(Service).where(Service.consortium_id == viewer.consortium_id, may_read)


def visible_offer_structures(viewer: Viewer) -> Select[OfferStructure]:
    """Structures that carry these services."""
    may_read = true() if viewer.has(*OFFER_ROLES) else false()
    return select(OfferStructure).where(OfferStructure.consortium_id == viewer.consortium_id, may_read)
