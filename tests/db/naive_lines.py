"""Lines of figures computed from drawn histories alone, in plain Python."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Pause, ReferentAssignment
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Review
from db.models.paths import EngagementContract, Orientation
from db.models.referrals import Referral
from domain.diagnosis.needs import national_themes
from domain.follow_up import AppointmentStatus
from domain.offer.words import ReferralStatus
from tests.db.histories import Histories, Rows


def expected_lines(session: Session, drawn: Histories) -> dict[int, dict[str, Any]]:
    """The line of each stay of those who may be counted, from the drawn rows only."""
    staff = session.execute(select(Professional.id, Professional.structure_id))
    structures = {row.id: row.structure_id for row in staff}
    found = {}
    for person in drawn.people:
        if person.merged_into_id is None:
            own = sorted(
                (stay.entered_on, stay.id, stay) for stay in drawn.stays if stay.beneficiary_id == person.id
            )
            for rank, (_, _, stay) in enumerate(own):
                following = own[rank + 1][2] if rank + 1 < len(own) else None
                found[stay.id] = _line(drawn, person, stay, following, structures)
    return found


def _line(drawn: Histories, person: Any, stay: Any, following: Any, structures: Any) -> dict[str, Any]:
    referent = _referent(drawn, stay)
    oriented = _latest(drawn.of(Orientation, stay), "decided_on")
    usual = oriented.structure_id if oriented else person.owner_structure_id
    rhythm = stay.review_rhythm_days or drawn.rhythms.get(stay.track) or drawn.consortium.review_rhythm_days
    copied = ("beneficiary_id", "entered_on", "exited_on", "exit_reason", "entry_origin", "track")
    return {
        **{name: getattr(stay, name) for name in copied},
        **{name: getattr(person, name) for name in ("sort_name", "reserved_structure_id", "birth_date")},
        **_dated_facts(drawn, stay),
        **_first_days(drawn, stay),
        "referred": _referred(drawn, stay),
        "next_entered_on": following and following.entered_on,
        "next_exited_on": following and following.exited_on,
        "referent_id": referent and referent.professional_id,
        "referent_since_on": referent and referent.started_on,
        "structure_id": structures[referent.professional_id] if referent else usual,
        "rhythm_days": rhythm,
    }


def _referent(drawn: Histories, stay: Any) -> Any:
    """Of a running stay, the one whose turn is not over; of a stay that is over, the last one."""
    every = drawn.of(ReferentAssignment, stay)
    running = [one for one in every if one.ended_on is None]
    if stay.exited_on is None or running:
        return _latest(running, "started_on")
    return _latest(every, "started_on")


def _dated_facts(drawn: Histories, stay: Any) -> dict[str, Any]:
    pause, contract = (
        _latest(drawn.of(Pause, stay), "started_on"),
        _latest(drawn.of(EngagementContract, stay), "ends_on"),
    )
    validated = [one for one in drawn.of(Diagnosis, stay) if one.validated_on]
    latest = _latest(validated, "validated_on")
    return {
        "first_referent_on": _first_of(drawn.of(ReferentAssignment, stay), "started_on"),
        "first_contract_on": _first_of(drawn.of(EngagementContract, stay), "starts_on"),
        "paused_on": pause and pause.started_on,
        "pause_ended_on": pause and pause.ended_on,
        "contract_starts_on": contract and contract.starts_on,
        "contract_ends_on": contract and contract.ends_on,
        "first_diagnosis_on": min((one.validated_on for one in validated), default=None),
        "last_diagnosis_on": latest and latest.validated_on,
        "last_diagnosis_id": latest and latest.id,
        "needs": latest.needs if latest else 0,
        "first_needs": latest and latest.first_needs,
        "last_review_on": max(_reviews(drawn, stay), default=None),
    }


def _reviews(drawn: Histories, stay: Any) -> list[date]:
    held = [one.held_on for one in drawn.of(Review, stay)]
    return held + [one.takes_place_on for one in drawn.of(Appointment, stay) if one.counts_as_review]


def _first_days(drawn: Histories, stay: Any) -> dict[str, Any]:
    """Since the entry; of contracts signed by both, since the orientation."""
    contracts, meetings = drawn.of(EngagementContract, stay), drawn.of(Appointment, stay)
    oriented_on = _first((one.decided_on for one in drawn.of(Orientation, stay)), stay.entered_on)
    signatures = [(one.person_signed_on, one.structure_signed_on) for one in contracts]
    honoured = (one.takes_place_on for one in meetings if one.status is AppointmentStatus.HONOURED)
    return {
        "first_oriented_on": oriented_on,
        "first_signed_on": oriented_on
        and _first((max(both) for both in signatures if all(both)), oriented_on),
        "first_honoured_on": _first(honoured, stay.entered_on),
    }


def expected_attendance(
    drawn: Histories, lines: dict[int, dict[str, Any]]
) -> set[tuple[int, int, date, date | None]]:
    """Stay, appointment, its day, and that of the person's next one which ended the same way."""
    of_stay = {stay.id: stay.beneficiary_id for stay in drawn.stays}
    found = set()
    for stay_id, line in lines.items():
        alike: dict[Any, Rows] = {}
        for one in (row for row in drawn.records if isinstance(row, Appointment)):
            if of_stay[one.support_period_id] == line["beneficiary_id"]:
                alike.setdefault(one.status, []).append(one)
        alike.pop(AppointmentStatus.PLANNED, None)
        for rows in alike.values():
            rows.sort(key=lambda one: (one.takes_place_on, one.id))
            for one, later in zip(rows, [*rows[1:], None], strict=True):
                if line["next_entered_on"] is None or line["next_entered_on"] > one.takes_place_on:
                    found.add((stay_id, one.id, one.takes_place_on, later and later.takes_place_on))
    return found


def late_days(drawn: Histories, stay: Any, rhythm: int) -> set[date]:
    """Day by day, from the entry to the last review: those past the rhythm, since the review before."""
    reviews, late = sorted(_reviews(drawn, stay)), set()
    day = stay.entered_on
    while reviews and day < reviews[-1]:
        since = max((one for one in reviews if one <= day), default=stay.entered_on)
        if (day - since).days > rhythm:
            late.add(day)
        day += timedelta(days=1)
    return late


def _first_of(rows: Rows, day: str) -> date | None:
    return min((getattr(row, day) for row in rows), default=None)


def _first(days: Iterable[date], since: date) -> date | None:
    return min((day for day in days if day >= since), default=None)


def _referred(drawn: Histories, stay: Any) -> int:
    """Bits of the national themes of referrals that hold."""
    is_over = (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)
    themes = {one.theme for one in drawn.of(Referral, stay) if one.status not in is_over}
    return sum(1 << rank for theme, rank in national_themes().items() if theme in themes)


def _latest(rows: Rows, day: str) -> Any:
    """By that day; of two on one day, the later entered."""
    return max(rows, key=lambda row: (getattr(row, day), row.id), default=None)
