"""The rights matrix for rapprochements: the coordination alone knows of them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions import reconciliations as actions
from db.models.reconciliations import Reconciliation
from db.queries import reconciliations as queries
from domain.access import Viewer
from domain.reconciliations import ReconciliationStatus
from tests.db.world import Side

Call = Callable[[Session, Viewer, Side], Any]


def pairs_of_person(session: Session, viewer: Viewer, here: Side) -> list[int]:
    """Those that name the person."""
    pairs = queries.list_reconciliations(session, viewer, status=ReconciliationStatus.OPEN)
    return [
        pair.id for pair in pairs if here.person.id in (pair.first.beneficiary_id, pair.second.beneficiary_id)
    ]


def pairs_counted_here(session: Session, viewer: Viewer, here: Side) -> int:
    """How many are to decide on this side."""
    counts = queries.count_reconciliations(session, viewer)
    return viewer.consortium_id == here.consortium.id and counts.get(ReconciliationStatus.OPEN, 0)


def _on_pair(action: Callable[..., None], **values: Any) -> Call:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        mine = select(Reconciliation.id).where(Reconciliation.first_id == here.person.id)
        action(session, viewer, session.scalar(mine) or 0, version=1, **values)

    return call


def _link(session: Session, viewer: Viewer, here: Side) -> None:
    _on_pair(actions.link, kept_id=here.person.id)(session, viewer, here)


def _undo(session: Session, viewer: Viewer, here: Side) -> None:
    _on_pair(actions.keep_apart)(session, viewer, here)
    mine = select(Reconciliation.id).where(Reconciliation.first_id == here.person.id)
    actions.undo_decision(session, viewer, session.scalar(mine) or 0, version=2)


RECONCILIATION_READS: dict[str, Call] = {
    "reconciliations.list_reconciliations": pairs_of_person,
    "reconciliations.count_reconciliations": pairs_counted_here,
}
RECONCILIATION_WRITES: dict[str, Call] = {
    "reconciliations.keep_apart": _on_pair(actions.keep_apart),
    "reconciliations.link": _link,
    "reconciliations.undo_decision": _undo,
}
