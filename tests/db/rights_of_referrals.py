"""Rows of the rights matrix for referrals: sent by the référent to the structure of the partner."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.offer import referral_answers, referral_lists
from db.actions.offer.referrals import send_referral
from db.queries import offer_referrals
from db.queries.day_starts import read_day_start
from domain.access import Viewer
from domain.clock import set_clock
from domain.identifiers import new_id
from domain.offer.referral_lists import ReferralBox, ReferralFilters, ReferralState
from domain.offer.referrals import Gesture, GestureDraft, ReferralDraft
from tests.db.rights import FILE, GROUP, LIST, LOCAL, Row
from tests.db.world import Side

SENT = ReferralFilters(ReferralBox.SENT, is_mine=False)
RECEIVED = ReferralFilters(ReferralBox.RECEIVED)
PARTNER = frozenset({"partner"})
REMIND = GestureDraft(Gesture.REMIND)


def _one(session: Session, viewer: Viewer, here: Side) -> Any:
    return offer_referrals.get_referral(session, viewer, here.offer.referral_id)


def _of_file(session: Session, viewer: Viewer, here: Side) -> Any:
    return offer_referrals.list_file_referrals(session, viewer, here.person.id)


def _sent(session: Session, viewer: Viewer, here: Side) -> bool:
    return _is_among(offer_referrals.list_referrals(session, viewer, SENT), here)


def _counted(session: Session, viewer: Viewer, here: Side) -> int:
    theirs = viewer.consortium_id == here.consortium.id
    return theirs and offer_referrals.count_referrals(session, viewer, RECEIVED)[ReferralState.TO_ANSWER]


def _mine(session: Session, viewer: Viewer, here: Side) -> int:
    counts = read_day_start(session, viewer)[1]
    return viewer.consortium_id == here.consortium.id and counts.to_answer + counts.unanswered


def _is_among(lines: list[Any], here: Side) -> bool:
    return here.offer.referral_id in {line.id for line in lines}


def _send(session: Session, viewer: Viewer, here: Side) -> None:
    draft = ReferralDraft(here.offer.service_id, "mobilite", "Réparer sa voiture", None, "", True)
    send_referral(session, viewer, here.person.id, record_id=new_id(), draft=draft)


def _act(session: Session, viewer: Viewer, here: Side) -> None:
    referral_id = here.offer.referral_id
    referral_answers.act_on_referral(session, viewer, referral_id, version=1, draft=REMIND)


def _receive(session: Session, viewer: Viewer, here: Side) -> None:
    referral_answers.receive_referral(session, viewer, here.offer.referral_id)


def _take(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    return _is_among(referral_lists.take_referrals(viewer, SENT), here)


REFERRAL_READS = {
    "offer_referrals.get_referral": Row(_one, LIST),
    "offer_referrals.list_file_referrals": Row(_of_file, FILE),
    "offer_referrals.list_referrals": Row(_sent, LIST),
    "offer_referrals.count_referrals": Row(_counted, PARTNER),
    "day_starts.read_day_start": Row(_mine, GROUP),
}
REFERRAL_WRITES = {
    "offer.referrals.send_referral": Row(_send, frozenset({"referent"}), FILE - {"referent"}),
    "offer.referral_answers.receive_referral": Row(_receive, FILE),
    "offer.referral_answers.open_referral": Row(
        lambda _, viewer, here: referral_answers.open_referral(viewer, here.offer.referral_id), FILE
    ),
    "offer.referral_answers.act_on_referral": Row(_act, FILE),
    "offer.referral_lists.take_referrals": Row(_take, LIST),
    "offer.referral_lists.sign_referrals": Row(
        lambda _, viewer, __: referral_lists.sign_referrals(viewer, rows=1, detail="xlsx"), LOCAL
    ),
}
STATEMENTS = ("referral_scopes.visible_referrals", "referral_scopes.receives", "changes.last_visit")
UNSCOPED_REFERRAL_QUERIES = dict.fromkeys(
    (*STATEMENTS, "scopes.may_list", "scopes.may_open"),
    "a statement or a condition, run only by reads that have a row",
)
UNSCOPED_REFERRAL_ACTIONS = {
    "offer.referral_answers.read_solutions": "runs list_solutions, which has a row",
    "offer.referral_answers.referral_gestures": "calls open_referral and act_on_referral, which have a row",
    "offer.referral_effects.follow_with_step": "called by act_on_referral, once the referral is opened",
    "offer.referral_effects.end_share": "called by act_on_referral, once the referral is opened",
    "offer.referral_steps.close_waiting_referrals": "called by close_follow_up, once the file is opened",
    "offer.referral_steps.follow_corrected_step": "called by change_record, once the file is opened",
}
