"""The history of services that a load, or what follows it, changes: a line each, in bulk."""

from collections.abc import Mapping

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.models.base import table_of
from db.models.offer import ServiceChange
from domain import clock
from domain.access import Viewer
from domain.batches import batched
from domain.identifiers import new_id
from domain.offer.load_words import LOADED

_AT_ONCE = 1_000


def keep_load_history(
    session: Session,
    viewer: Viewer,
    told: Mapping[int, str],
    *,
    field: str = LOADED,
    before: Mapping[int, str] | None = None,
) -> None:
    """A line for each service of `told` (its id → what it becomes, in words); nothing for no words."""
    base = {"consortium_id": viewer.consortium_id, "professional_id": viewer.professional_id}
    rows = [
        base
        | {"id": new_id(), "service_id": service_id, "field": field, "changed_at": clock.now()}
        | {"old_value": (before or {}).get(service_id, ""), "new_value": words}
        for service_id, words in told.items()
        if words
    ]
    for some in batched(rows, _AT_ONCE):
        session.execute(insert(table_of(ServiceChange)), some)
