"""The steering committee's page: each chosen figure now and at the last one, as it may be told."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from db.engine import read_together
from db.queries.indicators.delays import tell_medians
from db.queries.indicators.kept import read_once
from db.queries.indicators.measures import MEASURES
from db.queries.indicators.told import OF_FLOWS, tell_figures
from db.queries.steering_pages import get_steering_page, list_steering_actions
from domain.access import Role, Viewer
from domain.indicators.access import whole_quarter
from domain.indicators.model import Indicator, Perimeter, Scope
from domain.indicators.steering import (
    SteeringTold,
    ToldPage,
    indicators_of,
    pairs_of,
    quarter_before,
    read_at,
    read_on,
)
from domain.indicators.told import Told
from domain.secrecy import Medium


def steering_perimeter(viewer: Viewer, reference_on: date, medium: Medium) -> Perimeter:
    """The last whole quarter on that day, for everybody: the coordination reads what its committee reads.

    On paper and projected, its figures are told as to the committee, which has no list.
    """
    is_hers = viewer.has(Role.COORDINATOR) and medium is Medium.SCREEN
    scope = Scope.LISTED if is_hers else Scope.CONSORTIUM
    return whole_quarter(Perimeter(reference_on, reference_on, reference_on, scope=scope), viewer.today)


def tell_steering(session: Session, viewer: Viewer, reference_on: date, medium: Medium) -> SteeringTold:
    """The page as this viewer is told it there."""
    page = get_steering_page(session, viewer)
    now = steering_perimeter(viewer, reference_on, medium)
    before = quarter_before(now, page.last_held_on)
    read_once(session, viewer)
    asked = [one for one in (now, before) if one]
    parts = [_parts(viewer, one, page.figures, medium) for one in asked]
    read = iter(read_together(session, viewer, [part for some in parts for part in some]))
    told = [_page(viewer, one, [next(read) for _ in some]) for one, some in zip(asked, parts, strict=True)]
    actions = list_steering_actions(session, viewer)
    return SteeringTold(page, told[0], told[1] if before else None, actions)


def _parts(
    viewer: Viewer, perimeter: Perimeter, figures: tuple[str, ...], medium: Medium
) -> list[Callable[[Session], Any]]:
    """What may be read at the same time: the medians, then figures about the same people on the same day."""

    def tell(asked: Perimeter, some: list[Indicator], own: Session) -> dict[Indicator, Told]:
        return tell_figures(own, viewer, asked, some, medium=medium)

    def medians(own: Session) -> Any:
        return tell_medians(own, viewer, perimeter, pairs_of(figures), medium=medium)

    groups = _by_day(perimeter, indicators_of(figures), viewer.today)
    return [medians, *(partial(tell, asked, some) for (asked, _people), some in groups.items())]


def _page(viewer: Viewer, perimeter: Perimeter, read: list[Any]) -> ToldPage:
    medians, *figures = read
    told = {one: figure for some in figures for one, figure in some.items()}
    return ToldPage(perimeter, told, medians, read_on(perimeter, viewer.today))


def _by_day(
    perimeter: Perimeter, indicators: list[Indicator], today: date
) -> dict[tuple[Perimeter, Any], list[Indicator]]:
    """Those that are read on the same day of the same people; flows are told together or not at all."""
    days: dict[tuple[Perimeter, Any], list[Indicator]] = {}
    for one in indicators:
        people = OF_FLOWS if one in OF_FLOWS else MEASURES[one.code].population
        days.setdefault((read_at(perimeter, one.code, today), people), []).append(one)
    return days
