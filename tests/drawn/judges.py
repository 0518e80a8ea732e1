"""What one person brings to the figures of the team, of exits and of alerts, in plain Python."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.models.beneficiaries import Pause, ReferentAssignment
from db.models.exchanges import Appointment, Review
from db.models.paths import EngagementContract, JobCheck, Orientation, Step
from domain.alerts import AlertRule, fact_span
from domain.follow_up import AppointmentStatus
from domain.indicators.model import Figure, Indicator, Perimeter
from tests.db.naive_alerts import facts_of
from tests.drawn.ground import Territory
from tests.drawn.histories import Someone, Stay
from tests.factories import TODAY

RHYTHM = 90  # of the consortium, by default
_ASIDE = (AppointmentStatus.EXCUSED, AppointmentStatus.CANCELLED)


@dataclass(frozen=True)
class Judged:
    """By which stay, what is brought, and how she is listed: counted, not counted, not at all (None)."""

    stay: Stay
    figure: Figure
    is_counted: bool | None


def told(stay: Stay | None, is_counted: bool | None) -> Judged | None:
    """One person, counted or not; not in the figure without a stay, or when nothing is said."""
    if stay is None or is_counted is None:
        return None
    return Judged(stay, Figure(int(is_counted), 1), is_counted)


def standing(someone: Someone, day: date) -> Stay | None:
    """The last stay begun at this day."""
    return next((stay for stay in reversed(someone.stays) if stay.entered_on <= day), None)


def present(someone: Someone, day: date) -> Stay | None:
    """The same, unless it is over."""
    stay = standing(someone, day)
    return stay if stay and (stay.exited_on is None or stay.exited_on > day) else None


def last_on(perimeter: Perimeter) -> date:
    """The last day that is known of the period."""
    return min(perimeter.ends_on, perimeter.reference_on)


def present_when(holds: Callable[[Stay, date, Territory], bool]) -> Any:
    """Of who is present at the reference date."""

    def judge(_one: Indicator, territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
        stay = present(someone, asked.reference_on)
        return told(stay, holds(stay, asked.reference_on, territory)) if stay else None

    return judge


def left_when(holds: Callable[[Stay, Indicator], bool]) -> Any:
    """Of the last exit of the period."""

    def judge(one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
        last = last_on(asked)
        left = [
            stay for stay in someone.stays if stay.exited_on and asked.starts_on <= stay.exited_on <= last
        ]
        return told(left[-1], holds(left[-1], one)) if left else None

    return judge


def entered(_one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
    """Of two entries, the last one."""
    came = [stay for stay in someone.stays if asked.starts_on <= stay.entered_on <= last_on(asked)]
    return told(came[-1], True) if came else None


def is_paused(stay: Stay, day: date, _territory: Territory) -> bool:
    """A pause runs."""
    return any(_runs(one, day) for one in stay.of(Pause))


def is_alone(stay: Stay, day: date, _territory: Territory) -> bool:
    """No référent's turn runs."""
    return not any(_runs(one, day) for one in stay.of(ReferentAssignment))


def has_contract(stay: Stay, day: date, _territory: Territory) -> bool:
    """Its first and its last day are in."""
    return any(one.starts_on <= day <= one.ends_on for one in stay.of(EngagementContract))


def is_reviewed(stay: Stay, day: date, territory: Territory) -> bool:
    """The last review, or the entry, is no older than a rhythm."""
    return (day - _last_review(stay, day)).days <= rhythm_of(stay, territory)


def rhythm_of(stay: Stay, territory: Territory) -> int:
    """The person's, else that of her track, else that of the consortium."""
    return stay.review_rhythm_days or territory.settings.get(f"rhythm_{stay.track}") or RHYTHM


def _last_review(stay: Stay, day: date) -> date:
    held = [one.held_on for one in stay.of(Review)]
    held += [one.takes_place_on for one in stay.of(Appointment) if one.counts_as_review]
    return max((on for on in held if on <= day), default=stay.entered_on)


def _runs(span: Any, day: date) -> bool:
    return bool(span.started_on <= day and (span.ended_on is None or span.ended_on > day))


def attended(_one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
    """Over all her stays: honoured, honoured or missed, set aside."""
    stay, last = standing(someone, last_on(asked)), last_on(asked)
    met = [
        one.status
        for every in someone.stays
        for one in every.of(Appointment)
        if asked.starts_on <= one.takes_place_on <= last and one.status is not AppointmentStatus.PLANNED
    ]
    if stay is None or not met:
        return None
    aside = sum(status in _ASIDE for status in met)
    return Judged(stay, Figure(met.count(AppointmentStatus.HONOURED), len(met) - aside, aside), True)


def alerted(one: Indicator, territory: Territory, someone: Someone, _asked: Perimeter) -> Judged | None:
    """Today, of who is present, and of who has an alert though she left."""
    stay = someone.stays[-1]
    put_off = {code for code, until_on in someone.put_off if until_on > TODAY}
    raised = {
        rule.code
        for rule, day in _facts(stay, territory).items()
        if fact_span(rule, TODAY, territory.thresholds).holds(day) and rule.code not in put_off
    }
    return told(stay, one.variant in raised) if raised or present(someone, TODAY) else None


def _facts(stay: Stay, territory: Territory) -> dict[AlertRule, date]:
    checks = [check for step in stay.of(Step) for check in step.checks]
    rows: Any = defaultdict(list, stay.rows | {JobCheck: checks})
    facts = facts_of(stay, rows)  # type: ignore[arg-type]
    is_running = stay.exited_on is None and not any(one.ended_on is None for one in stay.of(Pause))
    due_on = _last_review(stay, TODAY) + timedelta(days=rhythm_of(stay, territory))
    return facts | ({AlertRule.REVIEW: due_on} if is_running else {})


def structure_of(territory: Territory, someone: Someone, stay: Stay) -> Any:
    """The référent's; else that of the last orientation; else the one that owns the file."""
    turns = [one for one in stay.of(ReferentAssignment) if one.ended_on is None or stay.exited_on]
    if turns:
        return territory.structures[turns[-1].who]
    oriented = max(stay.of(Orientation), key=lambda one: (one.decided_on, one.id), default=None)
    return territory.structures[oriented.site if oriented else someone.owner]
