"""The steering committee's page: each chosen figure now and at the last one, as it may be told."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from db.engine import read_together
from db.queries.indicators.at_once import expect
from db.queries.indicators.delays import tell_medians
from db.queries.indicators.kept import read_once, thresholds_in_force
from db.queries.indicators.measures import MEASURES
from db.queries.indicators.told import OF_FLOWS, asked_of, tell_figures
from db.queries.steering_pages import get_steering_page, list_steering_actions
from domain.access import STEERING_PAGE_ROLES, Role, Viewer, require_role
from domain.indicators.access import whole_quarter
from domain.indicators.model import Indicator, Perimeter, Scope
from domain.indicators.steering import (
    SteeringAction,
    SteeringDraft,
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

_Asked = tuple[Perimeter, Perimeter, list[Indicator]]  # of which day, read on which one


def steering_perimeter(viewer: Viewer, reference_on: date, medium: Medium) -> Perimeter:
    """The last whole quarter on that day, for everybody: the coordination reads what its committee reads.

    On paper and projected, its figures are told as to the committee, which has no list.
    """
    is_hers = viewer.has(Role.COORDINATOR) and medium is Medium.SCREEN
    scope = Scope.LISTED if is_hers else Scope.CONSORTIUM
    return whole_quarter(Perimeter(reference_on, reference_on, reference_on, scope=scope), viewer.today)


def tell_steering(
    session: Session,
    viewer: Viewer,
    reference_on: date,
    medium: Medium,
    *,
    page: SteeringDraft | None = None,
    actions: Sequence[SteeringAction] | None = None,
) -> SteeringTold:
    """The page as this viewer is told it there; its choices and actions are read unless they just were."""
    require_role(viewer, *STEERING_PAGE_ROLES)
    page = page or get_steering_page(session, viewer)
    now = steering_perimeter(viewer, reference_on, medium)
    before = quarter_before(now, page.last_held_on)
    read_once(session, viewer)
    asked = [one for one in (now, before) if one]
    told = _read(session, viewer, asked, page.figures, medium)
    done = list_steering_actions(session, viewer) if actions is None else actions
    return SteeringTold(page, told[0], told[1] if before else None, done)


def _read(
    session: Session, viewer: Viewer, days: list[Perimeter], figures: tuple[str, ...], medium: Medium
) -> list[ToldPage]:
    """At the same time: figures about the same people on the same day, who came and left on each, medians."""

    def medians(day: Perimeter, own: Session) -> Any:
        return tell_medians(own, viewer, day, pairs_of(figures), medium=medium)

    def tell(group: list[_Asked], own: Session) -> list[dict[Indicator, Told]]:
        if len(group) > 1:
            expected = [one for _day, asked, some in group for one in asked_of(viewer, asked, some)]
            expect(own, thresholds_in_force(own, viewer), expected)
        return [tell_figures(own, viewer, asked, some, medium=medium) for _day, asked, some in group]

    groups = _groups(viewer, days, indicators_of(figures))
    reads = [*(partial(tell, group) for group in groups), *(partial(medians, day) for day in days)]
    found: list[Any] = read_together(session, viewer, reads)
    told: dict[Perimeter, dict[Indicator, Told]] = {day: {} for day in days}
    for group, answers in zip(groups, found[: len(groups)], strict=True):
        for (day, _asked, _some), answer in zip(group, answers, strict=True):
            told[day] |= answer
    delays = found[len(groups) :]
    return [
        ToldPage(day, told[day], of_day, read_on(day, viewer.today))
        for day, of_day in zip(days, delays, strict=True)
    ]


def _groups(viewer: Viewer, days: list[Perimeter], indicators: list[Indicator]) -> list[list[_Asked]]:
    """Those who came or left are few, so that their figures on every day are read in one statement."""
    groups: list[list[_Asked]] = []
    flows: list[_Asked] = []
    for day in days:
        for (asked, people), some in _by_day(day, indicators, viewer.today).items():
            if people == OF_FLOWS:
                flows.append((day, asked, some))
            else:
                groups.append([(day, asked, some)])
    return [*groups, *([flows] if flows else [])]


def _by_day(
    perimeter: Perimeter, indicators: list[Indicator], today: date
) -> dict[tuple[Perimeter, Any], list[Indicator]]:
    """Those that are read on the same day of the same people; flows are told together or not at all."""
    days: dict[tuple[Perimeter, Any], list[Indicator]] = {}
    for one in indicators:
        people = OF_FLOWS if one in OF_FLOWS else MEASURES[one.code].population
        days.setdefault((read_at(perimeter, one.code, today), people), []).append(one)
    return days
