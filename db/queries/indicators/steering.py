"""The steering committee's page: each chosen figure now and at the last one, as it may be told."""

from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from db.engine import read_together
from db.queries.indicators.delays import tell_medians
from db.queries.indicators.kept import read_once
from db.queries.indicators.told import tell_figures
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
    told = read_together(
        session, viewer, [partial(_tell, viewer, one, page.figures, medium) for one in asked]
    )
    actions = list_steering_actions(session, viewer)
    return SteeringTold(page, told[0], told[1] if before else None, actions)


def _tell(
    viewer: Viewer, perimeter: Perimeter, figures: tuple[str, ...], medium: Medium, session: Session
) -> ToldPage:
    told: dict[Indicator, Told] = {}
    for asked, some in _by_day(perimeter, indicators_of(figures), viewer.today).items():
        told |= tell_figures(session, viewer, asked, some, medium=medium)
    return ToldPage(
        perimeter,
        told,
        tell_medians(session, viewer, perimeter, pairs_of(figures), medium=medium),
        read_on(perimeter, viewer.today),
    )


def _by_day(
    perimeter: Perimeter, indicators: list[Indicator], today: date
) -> dict[Perimeter, list[Indicator]]:
    """Those that are read on the same day."""
    days: dict[Perimeter, list[Indicator]] = {}
    for one in indicators:
        days.setdefault(read_at(perimeter, one.code, today), []).append(one)
    return days
