"""Drawn stays as plain days of each kind of event, and the national survey counted on them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Review
from db.models.paths import EngagementContract, Orientation, Step
from db.models.referrals import Referral
from domain.follow_up import AppointmentStatus
from domain.indicators.model import Figure
from domain.indicators.references import DAYS_TO_CONTRACT, DAYS_TO_ORIENTATION, ORIENTED, UNDER_CONTRACT
from tests.drawn.ground import Territory
from tests.drawn.histories import Stay
from tests.drawn.judges import present, structure_of
from tests.drawn.oracle import countable

Days = dict[str, list[date]]


@dataclass(frozen=True)
class PlainStay:
    """From entry to exit; `days`: those of each kind of event, in no order, some twice."""

    person_id: int
    structure_id: Any
    entered_on: date
    exited_on: date | None
    days: Days = field(default_factory=lambda: defaultdict(list))


def stays_of(territory: Territory) -> list[PlainStay]:
    """Every stay that may be counted."""
    return [
        PlainStay(one.id, structure_of(territory, one, stay), stay.entered_on, stay.exited_on, days_of(stay))
        for one in countable(territory)
        for stay in one.stays
    ]


def days_of(stay: Stay) -> Days:
    """By the code of the kind of event."""
    met = [one for one in stay.of(Appointment) if one.status is AppointmentStatus.HONOURED]
    honoured = [one.takes_place_on for one in met]
    told = {
        "first_contact": [one.happened_on for one in stay.of(Contact) if one.is_reached] + honoured,
        "appointment_honoured": honoured,
        "review": [one.held_on for one in stay.of(Review)]
        + [one.takes_place_on for one in met if one.counts_as_review],
        "orientation": [one.decided_on for one in stay.of(Orientation)],
        "diagnosis_validated": [one.validated_on for one in stay.of(Diagnosis)],
        "contract_signed": [signed_on for one in stay.of(EngagementContract) if (signed_on := _signed(one))],
        "referral_sent": [one.sent_on for one in stay.of(Referral)],
        "referral_answered": [one.answered_on for one in stay.of(Referral) if one.answered_on],
    }
    days: Days = defaultdict(list, told)
    for step in stay.of(Step):
        for moment in ("planned", "started", "ended"):
            on = getattr(step, f"{moment}_on")
            days[f"{step.kind}_{moment}"] += [on] if on else []
    return days


def _signed(contract: Any) -> date | None:
    """By both."""
    days = (contract.person_signed_on, contract.structure_signed_on)
    return max(days) if all(days) else None


def surveyed(territory: Territory, year: int) -> dict[Any, Figure]:
    """The four figures of the survey, of who receives the allowance and is present on its last day."""
    last = date(year, 12, 31)
    field_of = [one for one in countable(territory) if one.is_rsa]
    stays = [stay for one in field_of if (stay := present(one, last))]
    oriented = {id(stay): _first(days_of(stay)["orientation"], stay.entered_on, last) for stay in stays}
    known = [(stay, day) for stay in stays if (day := oriented[id(stay)])]
    new = [stay for stay in stays if stay.entered_on.year == year]
    signed = {
        id(stay): _first(days_of(stay)["contract_signed"], day, last) for stay, day in known if stay in new
    }
    came = [(day - stay.entered_on).days for stay, day in known if stay in new]
    to_contract = [(signed[id(stay)], day) for stay, day in known if stay in new and signed[id(stay)]]
    under = sum(_has_contract(stay, last) for stay, _day in known)
    days = sum((end - day).days for end, day in to_contract if end)
    return {
        DAYS_TO_ORIENTATION: Figure(sum(came), len(came), len(new) - len(came)),
        DAYS_TO_CONTRACT: Figure(days, len(to_contract), len(came) - len(to_contract)),
        ORIENTED: Figure(len(known), len(stays)),
        UNDER_CONTRACT: Figure(under, len(known)),
    }


def _has_contract(stay: Stay, day: date) -> bool:
    signed = [(one, on) for one in stay.of(EngagementContract) if (on := _signed(one))]
    return any(max(one.starts_on, on) <= day <= one.ends_on for one, on in signed)


def _first(days: Iterable[date], since: date, last: date) -> date | None:
    return min((day for day in days if since <= day <= last), default=None)
