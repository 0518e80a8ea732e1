"""What one person brings to the figures of diagnoses, needs and referrals, in plain Python."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from db.models.diagnoses import Diagnosis
from db.models.referrals import Referral
from domain.diagnosis.core import core_codes
from domain.indicators.model import Figure, Indicator, Perimeter
from domain.offer.words import ReferralStatus
from tests.drawn.ground import Territory
from tests.drawn.histories import Someone, Stay
from tests.drawn.judges import Judged, last_on, present, standing, told

_OVER = (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)
_ACCEPTED = (ReferralStatus.ACCEPTED, ReferralStatus.STARTED)


def diagnosed_in_30_days(
    _one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter
) -> Judged | None:
    """Of who entered thirty days ago, or before."""
    until = min(asked.ends_on, asked.reference_on - timedelta(days=30))
    stay, days = _first_days(someone, asked, until)
    return told(stay, days is not None and days <= 30)


def days_to_diagnosis(
    _one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter
) -> Judged | None:
    """Who has none is apart."""
    stay, days = _first_days(someone, asked, last_on(asked))
    has_one = days is not None
    return Judged(stay, Figure(days or 0, int(has_one), int(not has_one)), has_one) if stay else None


def _first_days(someone: Someone, asked: Perimeter, until: date) -> tuple[Stay | None, int | None]:
    came = [stay for stay in someone.stays if asked.starts_on <= stay.entered_on <= until]
    if not came:
        return None, None
    days = [one.validated_on for one in came[-1].of(Diagnosis) if one.validated_on <= asked.reference_on]
    return came[-1], (min(days) - came[-1].entered_on).days if days else None


def said_at(stay: Stay, day: date) -> Any:
    """The diagnosis in force: validated by then, not yet replaced."""
    held = [one for one in stay.of(Diagnosis) if one.validated_on <= day]
    return next((one for one in held if one.superseded_on is None or one.superseded_on > day), None)


def in_force(holds: Callable[[Any, Indicator], bool | None]) -> Any:
    """Of who is present with a diagnosis in force."""

    def judge(one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
        stay = present(someone, asked.reference_on)
        said = said_at(stay, asked.reference_on) if stay else None
        return told(stay, holds(said, one)) if said else None

    return judge


def is_lifted(said: Any, one: Indicator) -> bool | None:
    """A need of the first diagnosis that the present one does not retain."""
    is_within = said.first is not said and one.variant in said.first.needs
    return one.variant not in said.needs if is_within else None


def explored(_one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
    """A mean of themes."""
    stay = present(someone, asked.reference_on)
    said = said_at(stay, asked.reference_on) if stay else None
    return Judged(stay, Figure(said.explored_count, 1), True) if stay and said else None


def unmet(one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
    """A need of this theme for which nobody was sent anywhere."""
    stay, needs, sent = _needs_and_sent(someone, asked.reference_on)
    return told(stay, one.variant not in sent) if one.variant in needs else None


def any_unmet(_one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
    """One at least."""
    stay, needs, sent = _needs_and_sent(someone, asked.reference_on)
    return told(stay, bool(needs - sent)) if needs else None


def _needs_and_sent(someone: Someone, day: date) -> tuple[Stay | None, set[str], set[str]]:
    stay = present(someone, day)
    said = said_at(stay, day) if stay else None
    if stay is None or said is None:
        return None, set(), set()
    sent = [one for one in stay.of(Referral) if one.sent_on <= day]
    held = {one.theme for one in sent if not (one.status in _OVER and one.closed_on <= day)}
    return stay, set(said.needs) & set(core_codes()), held


def _ended_with(stay: Any, row: Any) -> bool:
    """What the end of the follow-up withdrew was sent all the same."""
    return stay.exited_on is not None and stay.exited_on <= row.closed_on


def refused(one: Indicator, _territory: Territory, someone: Someone, asked: Perimeter) -> Judged | None:
    """Of the referrals of the last stay: refused, answered yes or no, neither."""
    stay, day = standing(someone, last_on(asked)), asked.reference_on
    sent = [
        row
        for row in (stay.of(Referral) if stay else ())
        if row.theme == one.variant and asked.starts_on <= row.sent_on <= last_on(asked)
        if not (row.status is ReferralStatus.WITHDRAWN and row.closed_on <= day) or _ended_with(stay, row)
    ]
    if stay is None or not sent:
        return None
    no = sum(row.status is ReferralStatus.REFUSED and row.closed_on <= day for row in sent)
    yes = sum(row.status in _ACCEPTED and row.answered_on <= day for row in sent)
    return Judged(stay, Figure(no, no + yes, len(sent) - no - yes), True)
