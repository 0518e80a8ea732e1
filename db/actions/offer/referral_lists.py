"""The list of referrals that leaves as a file: who asks is read again."""

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.offer_referrals import list_referrals
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.offer.referral_lists import ReferralFilters, ReferralLine


def take_referrals(viewer: Viewer, filters: ReferralFilters) -> list[ReferralLine]:
    """Every referral of the list, as it may be read now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_referrals(session, asking, filters, page=None)


def sign_referrals(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="referral_list", count=rows, detail=detail)
