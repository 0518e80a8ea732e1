"""Rows of the rights matrix for new offers designed together (tests/db/furnished_offer.py has one)."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.offer import new_offer_exports, new_offer_stages, new_offers
from db.queries import new_offer_choices
from db.queries import new_offers as new_offer_reads
from domain.access import Viewer
from domain.clock import set_clock
from domain.identifiers import new_id
from domain.offer.new_offers import NewOfferDraft, StageDraft
from domain.offer.words import NewOfferStage
from tests.db.rights import LOCAL, NONE, Row
from tests.db.world import Side
from tests.factories import TODAY

WRITERS = frozenset({"referent", "colleague", "partner", "neighbour", "manager", "coordinator"})
STEERING = frozenset({"steering"})
READERS = WRITERS | STEERING
_HELPER = "called by actions that have a row, once the offer is found in scope"
SHOWN = NewOfferDraft(title="Un atelier de réparation")


def _listed(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.offer.new_offer_id in {one.id for one in new_offer_reads.list_new_offers(session, viewer)}


def _choices(session: Session, viewer: Viewer, here: Side) -> bool:
    found = new_offer_choices.list_new_offer_choices(session, viewer)
    return here.structure.id in found.structures


def _services(session: Session, viewer: Viewer, here: Side) -> bool:
    found = new_offer_choices.list_services_of_theme(session, viewer, "mobilite")
    return here.offer.service_id in found


def _taken(_session: Session, viewer: Viewer, here: Side) -> Any:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    taken = new_offer_exports.take_new_offers(viewer, new_offer_reads.EVERYTHING)
    return here.offer.new_offer_id in {one.id for one in taken}


def _create(session: Session, viewer: Viewer, _here: Side) -> None:
    new_offers.create_new_offer(session, viewer, record_id=new_id(), draft=SHOWN)


def _change(session: Session, viewer: Viewer, here: Side) -> None:
    draft = NewOfferDraft(title="Un garage")
    new_offers.change_new_offer(session, viewer, here.offer.new_offer_id, version=1, shown=SHOWN, draft=draft)


def _move(session: Session, viewer: Viewer, here: Side) -> None:
    draft = StageDraft(NewOfferStage.DESIGN, TODAY)
    new_offer_stages.move_new_offer(session, viewer, here.offer.new_offer_id, draft=draft)


NEW_OFFER_READS = {
    "new_offers.list_new_offers": Row(_listed, READERS),
    "new_offers.get_new_offer": Row(
        lambda s, v, here: new_offer_reads.get_new_offer(s, v, here.offer.new_offer_id), READERS
    ),
    "new_offer_choices.list_new_offer_choices": Row(_choices, LOCAL),
    "new_offer_choices.list_services_of_theme": Row(_services, LOCAL - {"nobody"}),
    "new_offer_choices.tell_need": Row(
        lambda s, v, _: new_offer_choices.tell_need(s, v, "mobilite", ""),
        NONE,  # too few people here
    ),
}
NEW_OFFER_WRITES = {
    "offer.new_offers.create_new_offer": Row(_create, WRITERS, (LOCAL | {"national"}) - WRITERS),
    "offer.new_offers.change_new_offer": Row(_change, WRITERS, STEERING),
    "offer.new_offer_stages.move_new_offer": Row(_move, WRITERS, STEERING),
    "offer.new_offer_exports.take_new_offers": Row(_taken, READERS, (LOCAL | {"national"}) - READERS),
    "offer.new_offer_exports.sign_new_offers": Row(
        lambda _, v, __: new_offer_exports.sign_new_offers(v, 1, "xlsx"), LOCAL
    ),
}
UNSCOPED_NEW_OFFER_QUERIES = {
    "new_offers.draft_of": "touches no database",
    "new_offers.visible_new_offers": "a statement, run only by reads that have a row",
}
UNSCOPED_NEW_OFFER_ACTIONS = {
    "offer.new_offers.read_figures_again": "nothing to tell in this world; tests/db/test_new_offers.py",
} | {
    f"offer.new_offer_writing.{name}": _HELPER
    for name in (
        "add_turn",
        "cleaned_draft",
        "columns_of",
        "differences_told",
        "load_to_change",
        "require_owner",
        "write_fields",
        "write_structures",
    )
}
