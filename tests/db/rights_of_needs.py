"""Rows of the rights matrix for needs beside the offer: whose people they tell, and who reads the offer."""

from datetime import date

from sqlalchemy.orm import Session

from db.queries import offer_reaching, offer_supply
from db.queries.indicators import answers, kept, offer_needs
from domain.access import Viewer
from domain.diagnosis.core import core_codes
from domain.indicators.model import Perimeter
from tests.db.rights import FILE, LOCAL, Row
from tests.db.world import Side

EVER = Perimeter(date(2020, 1, 1), date(2026, 11, 20), date(2026, 11, 20))
LABELS = {code: code for code in core_codes()}


def _answered(session: Session, viewer: Viewer, here: Side) -> bool:
    """The referral of one person, told as a median to who may open her file."""
    kept.forget()
    told = answers.tell_answers(session, viewer, EVER).by_group.values()
    return viewer.consortium_id == here.consortium.id and any(not one.is_hidden for one in told)


def _needed(session: Session, viewer: Viewer, here: Side) -> bool:
    """The need of one person, and her referral."""
    kept.forget()
    told = offer_needs.tell_needs(session, viewer, EVER, LABELS)
    return viewer.consortium_id == here.consortium.id and bool(told.referrals and told.referrals.waiting)


def _supplied(session: Session, viewer: Viewer, here: Side) -> bool:
    kept.forget()
    pools = offer_supply.get_supply(session, viewer).pools
    return viewer.consortium_id == here.consortium.id and bool(pools)


def _reached(session: Session, viewer: Viewer, here: Side) -> bool:
    kept.forget()
    found = offer_reaching.list_reaching_services(session, viewer, "mobilite")
    return viewer.consortium_id == here.consortium.id and bool(found)


NEEDS_READS = {
    "indicators.answers.tell_answers": Row(_answered, FILE),
    "indicators.offer_needs.tell_needs": Row(_needed, FILE),
    "offer_reaching.list_reaching_services": Row(_reached, LOCAL - {"nobody"}),
    "offer_supply.get_supply": Row(_supplied, LOCAL - {"nobody"}),
}
_STATEMENT = "a statement or a condition, run only by reads that have a row"
UNSCOPED_NEEDS_QUERIES = {
    "indicators.unmet.in_need_then": _STATEMENT,
    "indicators.unmet.of_same_stay": _STATEMENT,
    "indicators.unmet.referred_people": _STATEMENT,
    "indicators.unmet.sent_in_period": _STATEMENT,
}
