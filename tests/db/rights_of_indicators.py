"""Rows of the rights matrix for indicators: on whom each viewer gets a figure, and whom it names to her."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions import indicator_exports
from db.queries.indicators import figures, needs, people
from domain.access import Viewer
from domain.clock import set_clock
from domain.indicators.diagnoses import JOINT, need_of
from domain.indicators.model import Indicator, Perimeter
from tests.db.world import OTHER_STRUCTURES, OWN_STRUCTURE, Side

Rows = dict[str, tuple[Callable[[Session, Viewer, Side], Any], frozenset[str]]]
PERIMETER = Perimeter(date(2026, 1, 1), date(2026, 11, 20), date(2026, 11, 20))
MOBILITY = need_of("mobilite", "Mobilité")


def counted(session: Session, viewer: Viewer, here: Side) -> bool:
    """The person, in the figure of her référent's structure."""
    return here.structure.id in figures.list_figures(session, viewer, PERIMETER, [JOINT])[JOINT]


def needing(session: Session, viewer: Viewer, here: Side) -> bool:
    """Her need, in the same way."""
    found = needs.list_needs(session, viewer, PERIMETER)
    return here.structure.id in found.get(MOBILITY.variant, {})


def wordings(session: Session, viewer: Viewer, here: Side) -> Any:
    """Of the frame of one’s own consortium."""
    return viewer.consortium_id == here.consortium.id and needs.list_theme_labels(session, viewer)


def named(indicator: Indicator) -> Callable[[Session, Viewer, Side], bool]:
    """The person, behind this figure."""

    def call(session: Session, viewer: Viewer, here: Side) -> bool:
        found = people.list_people_behind(session, viewer, PERIMETER, indicator)
        return here.person.id in set(found.people["beneficiary_id"])

    return call


def taken(indicator: Indicator) -> Callable[[Session, Viewer, Side], bool]:
    """The same, in a file: nobody without a live session."""

    def call(_session: Session, viewer: Viewer, here: Side) -> bool:
        set_clock(lambda: viewer.now)
        found = indicator_exports.take_people_behind(viewer, PERIMETER, indicator, None)
        return here.person.id in set(found["beneficiary_id"])

    return call


def looked_at(_session: Session, viewer: Viewer, here: Side) -> bool:
    """On screen, and signed."""
    found = indicator_exports.read_people_behind(viewer, PERIMETER, MOBILITY, None, page=1)
    return here.person.id in set(found.people["beneficiary_id"])


def sign(_session: Session, viewer: Viewer, _here: Side) -> None:
    """So many people left."""
    indicator_exports.sign_people_behind(viewer, MOBILITY, rows=1, detail="csv")


_FILE = frozenset({"referent", "partner", "coordinator"})  # a manager lists her, and is told no answer
_LOCAL = frozenset(OWN_STRUCTURE) | frozenset(OTHER_STRUCTURES)
INDICATOR_READS: Rows = {
    "indicators.figures.list_figures": (counted, _FILE),
    "indicators.needs.list_needs": (needing, _FILE),
    "indicators.needs.list_theme_labels": (wordings, _LOCAL),
    "indicators.people.list_people_behind joint": (named(JOINT), _FILE),
    "indicators.people.list_people_behind need": (named(MOBILITY), _FILE),
}
INDICATOR_WRITES: Rows = {
    "indicator_exports.take_people_behind joint": (taken(JOINT), _FILE),
    "indicator_exports.take_people_behind need": (taken(MOBILITY), _FILE),
    "indicator_exports.read_people_behind": (looked_at, _FILE),
    "indicator_exports.sign_people_behind": (sign, _LOCAL),
}
