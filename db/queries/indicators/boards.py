"""What a whole page tells, read at once where its figures share nothing."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from db.engine import read_together
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.exits import tell_exits_by_reason
from db.queries.indicators.flows import tell_monthly_flows
from db.queries.indicators.kept import read_once
from db.queries.indicators.told import tell_figures
from domain.access import Viewer
from domain.indicators.alerts import EVERY_ALERT
from domain.indicators.areas import ToldAreas
from domain.indicators.model import Breakdown, Indicator, Perimeter
from domain.indicators.team import ATTENDANCE, CASELOAD
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


def tell_team(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    figures: Iterable[Indicator],
    medium: Medium,
    *,
    with_capacity: bool,
) -> tuple[dict[Indicator, Told], dict[Indicator, Told], dict[Indicator, Told]]:
    """These figures, entries and exits by month, and the caseload of each référent if it is asked.

    Alerts, which take longest, and attendance are read beside the others.
    """

    def tell(some: Iterable[Indicator], own: Session) -> dict[Indicator, Told]:
        return tell_figures(own, viewer, perimeter, some, medium=medium)

    def capacity(own: Session) -> dict[Indicator, Told]:
        asked = (CASELOAD,) if with_capacity else ()
        return tell_figures(own, viewer, perimeter, asked, by=Breakdown.REFERENT)

    asked, apart = tuple(figures), (EVERY_ALERT, (ATTENDANCE,))
    rest = tuple(one for one in asked if not any(one in some for some in apart))
    parts = [tuple(one for one in some if one in asked) for some in apart]
    read_once(session, viewer)
    of_figures = [partial(tell, some) for some in (parts[0], rest, parts[1])]
    flows = partial(tell_monthly_flows, viewer=viewer, perimeter=perimeter, medium=medium)
    reads: list[Any] = [*of_figures, capacity, flows]
    alerts, others, attendance, loads, by_month = read_together(session, viewer, reads)
    told = alerts | others | attendance
    return {one: told[one] for one in asked}, by_month, loads


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
