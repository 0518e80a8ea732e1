"""Rows of the rights matrix for commitments after a meeting: the owner's structure and who runs the body."""

from datetime import timedelta

from sqlalchemy.orm import Session

from db.actions.commissions import promises
from db.queries.commissions import commitments
from domain.access import Viewer
from domain.clock import set_clock
from domain.commissions.promises import NewDeadline, PromiseFilters
from tests.db.rights import Row
from tests.db.world import Side

HOLDERS = frozenset({"coordinator", "commission_secretary", "referent", "colleague", "manager"})
_ALL = PromiseFilters()


def _listed(session: Session, viewer: Viewer, here: Side) -> bool:
    found = commitments.list_commitments(session, viewer, _ALL)
    return here.commission.commitment_id in {one.id for one in found}


def _taken(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    return here.commission.commitment_id in {one.id for one in promises.take_commitments(viewer, _ALL)}


def _kept(session: Session, viewer: Viewer, here: Side) -> None:
    promises.keep_commitment(session, viewer, here.commission.commitment_id, is_done=True)


def _put_off(session: Session, viewer: Viewer, here: Side) -> None:
    draft = NewDeadline(viewer.today + timedelta(days=9), "Fermé")
    promises.put_off_commitment(session, viewer, here.commission.commitment_id, version=1, draft=draft)


COMMITMENT_READS = {"commissions.commitments.list_commitments": Row(_listed, HOLDERS)}
COMMITMENT_WRITES = {
    "commissions.promises.keep_commitment": Row(_kept, HOLDERS),
    "commissions.promises.put_off_commitment": Row(_put_off, HOLDERS),
    "commissions.promises.take_commitments": Row(_taken, HOLDERS),
}
UNSCOPED_COMMITMENT_QUERIES = {
    "commissions.commitments.visible_commitments": "a statement, run only by reads that have a row",
    "commissions.commitments.count_commitments": "counts what list_commitments lists",
    "commissions.commitments.list_commitment_choices": "of what list_commitments lists",
}
UNSCOPED_COMMITMENT_ACTIONS = {"commissions.promises.sign_commitments": "signs that lines left"}
