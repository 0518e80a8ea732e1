"""Rows of the rights matrix for « points de situation » to hold and their campaigns."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from db.actions import review_lists
from db.actions.review_campaigns import confirm_campaign
from db.engine import read_session
from db.queries import reviews
from db.queries.review_campaigns import preview_campaign
from db.queries.review_grounds import get_review_ground
from domain.access import Viewer
from domain.campaign_slots import CampaignDraft
from domain.clock import set_clock
from domain.identifiers import new_id
from domain.review_campaigns import CampaignPlan
from domain.reviews import ReviewFilters
from tests.db.rights import FILE, LIST, LOCAL, Row
from tests.db.world import Side

BEFORE = datetime(2026, 9, 15, 8, tzinfo=UTC)  # the person is not on pause yet
DUE = ReviewFilters(soon_days=400)
DRAFT = CampaignDraft(date(2026, 9, 16), date(2026, 9, 16), frozenset(range(5)), time(9), time(12), 30)


def _then(viewer: Viewer) -> Viewer:
    return replace(viewer, now=BEFORE)


def _listed(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.person.id in set(reviews.list_reviews(session, _then(viewer), DUE)["beneficiary_id"])


def _exported(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.person.id in set(reviews.export_reviews(session, _then(viewer), DUE)["beneficiary_id"])


def _counted(session: Session, viewer: Viewer, here: Side) -> int:
    of_referent = replace(DUE, referent_id=here.professionals["referent"].id)
    return reviews.count_reviews(session, _then(viewer), of_referent)


def _ground(session: Session, viewer: Viewer, here: Side) -> Any:
    return get_review_ground(session, viewer, here.person.id)


def _preview(session: Session, viewer: Viewer, here: Side) -> Any:
    return preview_campaign(session, _then(viewer), DRAFT, [here.person.id]).meetings


def _shown(here: Side) -> CampaignPlan:
    """What the coordination sees; somebody else sends it."""
    coordinator = _then(here.viewers["coordinator"])
    with read_session(coordinator) as session:
        return preview_campaign(session, coordinator, DRAFT, [here.person.id])


def _confirm(session: Session, viewer: Viewer, here: Side) -> int:
    plan = _shown(here)
    return confirm_campaign(session, _then(viewer), DRAFT, shown=plan, record_ids={here.person.id: new_id()})


def _take(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: BEFORE)  # the session is asked again whether it is still open
    return here.person.id in set(review_lists.take_reviews(viewer, DUE)["beneficiary_id"])


REVIEW_READS = {
    "reviews.list_reviews": Row(_listed, LIST),
    "reviews.export_reviews": Row(_exported, LIST),
    "reviews.count_reviews": Row(_counted, LIST),
    "review_grounds.get_review_ground": Row(_ground, FILE),
    "review_campaigns.preview_campaign": Row(_preview, LIST - {"partner"}),
}
REVIEW_WRITES = {
    "review_campaigns.confirm_campaign": Row(_confirm, LIST - {"partner"}, frozenset({"partner"})),
    "review_lists.take_reviews": Row(_take, LIST),
    "review_lists.sign_reviews": Row(
        lambda _, v, __: review_lists.sign_reviews(v, rows=1, detail="csv"), LOCAL
    ),
}
