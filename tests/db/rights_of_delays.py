"""Rows of the rights matrix for delays: on whom each viewer gets a figure, and whom it names to her."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions import delay_exports
from db.queries.indicators import delay_rows, delayed_people, delays, kept, survey
from domain.access import Viewer
from domain.clock import set_clock
from domain.indicators.delay_lists import DelayPart
from domain.indicators.events import ENTRY, EXIT
from domain.indicators.model import Perimeter, Scope
from domain.indicators.pairs import Pair
from domain.indicators.references import ORIENTED
from tests.db.rights import LIST, LOCAL, Row
from tests.db.world import Side

EVER = Perimeter(date(2020, 1, 1), date(2026, 11, 20), date(2026, 11, 20))
TO_EXIT, EVERYBODY = Pair(ENTRY, EXIT), DelayPart()
_WITHOUT_LIST = (LOCAL | {"national"}) - LIST - {"colleague", "neighbour"}


def _told(session: Session, viewer: Viewer, here: Side) -> bool:
    kept.forget()
    return here.structure.id in delays.tell_delays(session, viewer, EVER, TO_EXIT).by_structure


def _told_together(session: Session, viewer: Viewer, here: Side) -> bool:
    """Her own consortium is told to an account of another one too."""
    kept.forget()
    whole = delays.tell_pairs(session, viewer, EVER, [TO_EXIT])[TO_EXIT].whole
    return viewer.consortium_id == here.consortium.id and bool(whole.completed or whole.waiting)


def _by_group(query: Callable[..., Any]) -> Callable[[Session, Viewer, Side], bool]:
    def call(session: Session, viewer: Viewer, here: Side) -> bool:
        found = query(session, viewer, EVER, TO_EXIT)
        rows = found[0] if isinstance(found, tuple) else found
        return here.structure.id in {row.structure_id for row in rows}

    return call


def _surveyed(session: Session, viewer: Viewer, here: Side) -> bool:
    """Her own consortium is surveyed by an account of another one too."""
    kept.forget()
    figure = survey.tell_survey(session, viewer, Scope.LISTED, EVER.ends_on.year)[ORIENTED]
    return viewer.consortium_id == here.consortium.id and bool(figure and figure.denominator)


def _named(session: Session, viewer: Viewer, here: Side) -> bool:
    found = delayed_people.list_delayed_people(session, viewer, EVER, TO_EXIT, part=EVERYBODY)
    return here.person.id in set(found.people["beneficiary_id"])


def _taken(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)
    found = delay_exports.take_delayed_people(viewer, EVER, TO_EXIT, EVERYBODY)
    return here.person.id in set(found["beneficiary_id"])


def _looked_at(_session: Session, viewer: Viewer, here: Side) -> bool:
    found = delay_exports.read_delayed_people(viewer, EVER, TO_EXIT, part=EVERYBODY, page=1)
    return here.person.id in set(found.people["beneficiary_id"])


DELAY_READS = {
    "indicators.delay_rows.read_rows": Row(_by_group(delay_rows.read_rows), LIST),
    "indicators.delay_rows.read_rows_and_people": Row(_by_group(delay_rows.read_rows_and_people), LIST),
    "indicators.delays.tell_delays": Row(_told, LIST),
    "indicators.delays.tell_pairs": Row(_told_together, LIST),
    "indicators.survey.tell_survey": Row(_surveyed, LIST),
    "indicators.delayed_people.list_delayed_people": Row(_named, LIST, _WITHOUT_LIST),
}
DELAY_WRITES = {
    "delay_exports.take_delayed_people": Row(_taken, LIST, _WITHOUT_LIST),
    "delay_exports.read_delayed_people": Row(_looked_at, LIST, _WITHOUT_LIST),
}
STATEMENT = "a statement or a condition, run only by reads that have a row"
UNSCOPED_DELAY_QUERIES = dict.fromkeys(
    (
        "indicators.delay_rows.delays_of",
        "indicators.delay_starts.same_stay",
        "indicators.delay_starts.starts",
        "indicators.events.each_day",
        "indicators.events.first_day",
        "indicators.events.known_end",
        "indicators.events.own_day",
        "indicators.events.sources_of",
        "indicators.people.with_names",
    ),
    STATEMENT,
)
