"""Rows of the rights matrix for exits by reason and for areas: whose people they tell."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from db.queries.indicators import areas, exits, kept
from domain.access import Viewer
from domain.indicators.model import Perimeter, Scope
from tests.db.rights import LIST, Row
from tests.db.world import Side

PERIMETER = Perimeter(date(2026, 1, 1), date(2026, 11, 20), date(2026, 11, 20))


def _lives_somewhere(session: Session, viewer: Viewer, here: Side) -> bool:
    """One person at least, of one's own consortium."""
    kept.forget()
    told = areas.tell_areas(session, viewer, PERIMETER)
    return viewer.consortium_id == here.consortium.id and bool(told.total)


def _reasons(session: Session, viewer: Viewer, here: Side) -> bool:
    """Of her own people, none of whom left: told to whoever may have some, refused to the others."""
    kept.forget()
    told = exits.tell_exits_by_reason(session, viewer, replace(PERIMETER, scope=Scope.LISTED))
    return viewer.consortium_id == here.consortium.id and not told[True].is_refused


AREA_READS: dict[str, Row] = {
    "indicators.areas.tell_areas": Row(_lives_somewhere, LIST),
    "indicators.exits.tell_exits_by_reason": Row(_reasons, LIST | {"colleague", "neighbour"}),
}
UNSCOPED_AREA_QUERIES = {
    "directory.departements_of": "a condition on public geography",
    "indicators.kept.thresholds_in_force": "those of one's own consortium, run by reads that have a row",
}
