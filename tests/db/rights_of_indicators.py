"""Rows of the rights matrix for indicators: on whom each viewer gets a figure, and whom it names to her."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions import indicator_exports
from db.queries.indicators import figures, flows, kept, needs, people, told
from domain.access import Viewer
from domain.caseload import CaseloadFilters
from domain.clock import set_clock
from domain.indicators.diagnoses import JOINT, need_of
from domain.indicators.model import Indicator, Perimeter
from domain.indicators.team import CASELOAD, ENTRIES
from tests.db.world import OTHER_STRUCTURES, OWN_STRUCTURE, Side

Call = Callable[[Session, Viewer, Side], Any]
Rows = dict[str, tuple[Call, frozenset[str]] | tuple[Call, frozenset[str], frozenset[str]]]
PERIMETER = Perimeter(date(2026, 1, 1), date(2026, 11, 20), date(2026, 11, 20))
EVER = Perimeter(date(2020, 1, 1), date(2026, 11, 20), date(2026, 11, 20))
MOBILITY = need_of("mobilite", "Mobilité")


def counted(session: Session, viewer: Viewer, here: Side) -> bool:
    """The person, in the figure of her référent's structure."""
    return here.structure.id in figures.list_figures(session, viewer, PERIMETER, [CASELOAD])[CASELOAD]


def told_of(indicator: Indicator) -> Call:
    """The figure of one person: told to who may list her, hidden from all the others."""

    def call(session: Session, viewer: Viewer, here: Side) -> bool:
        kept.forget()
        found = told.tell_figures(session, viewer, PERIMETER, [indicator])[indicator]
        return bool(found.by_group.get(here.structure.id))

    return call


def told_by_month(session: Session, viewer: Viewer, here: Side) -> bool:
    """The month when she entered."""
    kept.forget()
    asked = replace(EVER, people=CaseloadFilters(structure_id=here.structure.id))
    entries = flows.tell_monthly_flows(session, viewer, asked)[ENTRIES]
    return any(figure and figure.numerator for figure in entries.by_group.values())


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


def sign_board(_session: Session, viewer: Viewer, _here: Side) -> None:
    """A whole dashboard left."""
    indicator_exports.sign_board(viewer, "vue-equipe", "pdf 1")


_FILE = frozenset({"referent", "partner", "coordinator"})
_LIST = _FILE | {"manager"}
_LOCAL = frozenset(OWN_STRUCTURE) | frozenset(OTHER_STRUCTURES)
_WITHOUT_LIST = (_LOCAL | {"national"}) - _LIST - {"colleague", "neighbour"}
_WITHOUT_ANSWERS = _WITHOUT_LIST | {"manager"}  # she lists her, and is told no answer
STATEMENT, PURE = "a statement or a condition, run only by reads that have a row", "touches no database"
UNSCOPED_INDICATOR_QUERIES = {
    "indicators.boards.tell_exits": "reads that have a row, at once; told alike",
    "indicators.boards.tell_team": "reads that have a row, at once; told alike",
    "indicators.boards.tell_publics": "reads that have a row, at once; told alike",
    "indicators.breakdowns.grouped": STATEMENT,
    "indicators.breakdowns.key_of": PURE,
    "indicators.kept.forget": PURE,
    "indicators.kept.kept": "the version of one's own consortium; called by reads that have a row",
    "indicators.kept.read_once": "the version and thresholds of one’s own consortium",
    "indicators.measures.has_bit": STATEMENT,
    "indicators.populations.counted_stays": STATEMENT,
    "indicators.populations.invited": STATEMENT,
    "indicators.populations.is_due_in": STATEMENT,
    "indicators.attendance_counts.attendance_figures": STATEMENT,
    "indicators.judged.ratio_figure": "plain numbers",
    "indicators.populations.is_present": STATEMENT,
    "indicators.populations.leavers": STATEMENT,
    "indicators.populations.present": STATEMENT,
    "indicators.populations.stands_at": STATEMENT,
}
INDICATOR_READS: Rows = {
    "indicators.figures.list_figures": (counted, _LIST),
    "indicators.flows.tell_monthly_flows": (told_by_month, _LIST),
    "indicators.told.tell_figures caseload": (told_of(CASELOAD), _LIST),
    "indicators.told.tell_figures joint": (told_of(JOINT), _FILE),
    "indicators.needs.list_theme_labels": (wordings, _LOCAL),
    "indicators.people.list_people_behind caseload": (named(CASELOAD), _LIST, _WITHOUT_LIST),
    "indicators.people.list_people_behind joint": (named(JOINT), _FILE, _WITHOUT_ANSWERS),
    "indicators.people.list_people_behind need": (named(MOBILITY), _FILE, _WITHOUT_ANSWERS),
}
INDICATOR_WRITES: Rows = {
    "indicator_exports.take_people_behind joint": (taken(JOINT), _FILE, _WITHOUT_ANSWERS),
    "indicator_exports.take_people_behind need": (taken(MOBILITY), _FILE, _WITHOUT_ANSWERS),
    "indicator_exports.read_people_behind": (looked_at, _FILE, _WITHOUT_ANSWERS),
    "indicator_exports.sign_people_behind": (sign, _LOCAL),
    "indicator_exports.sign_board": (sign_board, _LOCAL),
}
