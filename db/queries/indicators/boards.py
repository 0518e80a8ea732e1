"""What a whole page tells, read at once where its figures share nothing."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from db.engine import read_together
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.exits import tell_exits_by_reason
from db.queries.indicators.flows import tell_monthly_flows
from db.queries.indicators.kept import read_once
from db.queries.indicators.told import tell_figures
from domain.access import Viewer
from domain.indicators.areas import ToldAreas
from domain.indicators.model import Breakdown, Indicator, Perimeter
from domain.indicators.team import CASELOAD
from domain.indicators.told import Told
from domain.secrecy import Medium


def tell_publics(
    session: Session, viewer: Viewer, perimeter: Perimeter, kinds: Iterable[Breakdown], medium: Medium
) -> tuple[dict[Breakdown, Told], ToldAreas]:
    """The caseload by each of these breakdowns, and where people live."""
    apart = [by for by in kinds if by is not Breakdown.PUBLIC]  # those that share one statement

    def tell(own: Session, *asked: Breakdown) -> dict[Breakdown, Told]:
        return {
            by: tell_figures(own, viewer, perimeter, (CASELOAD,), medium=medium, by=by)[CASELOAD]
            for by in asked
        }

    read_once(session, viewer)
    reads = (
        lambda own: tell(own, *apart),
        lambda own: tell(own, Breakdown.PUBLIC),
        lambda own: tell_areas(own, viewer, perimeter, medium=medium),
    )
    found: list[Any] = read_together(session, viewer, reads)
    told = found[0] | found[1]
    return {by: told[by] for by in kinds}, found[2]


def tell_exits(
    session: Session, viewer: Viewer, perimeter: Perimeter, figures: Iterable[Indicator], medium: Medium
) -> tuple[dict[Indicator, Told], Any, Any]:
    """These figures, the exits by reason, and entries and exits by month."""
    asked = tuple(figures)
    read_once(session, viewer)
    reads = (
        lambda own: tell_figures(own, viewer, perimeter, asked, medium=medium),
        lambda own: tell_exits_by_reason(own, viewer, perimeter, medium=medium),
        lambda own: tell_monthly_flows(own, viewer, perimeter, medium),
    )
    found: list[Any] = read_together(session, viewer, reads)
    return found[0], found[1], found[2]
