"""People with random stays, pauses, référents, contracts, reviews and appointments, as plain facts too."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, Pause, ReferentAssignment, SupportPeriod
from db.models.exchanges import Appointment, Review
from db.models.paths import EngagementContract
from domain.access import Role, Viewer
from domain.follow_up import AppointmentStatus, ContractKind, EntryOrigin, ExitReason, PauseReason, Presence
from domain.identifiers import new_id
from domain.names import normalise_name
from tests.factories import TODAY, make_consortium, make_professional, share_with, viewer_for

RHYTHM = 90  # of the consortium, by default
_DAY = timedelta(days=1)
Span = tuple[date, date | None]


@dataclass
class Stay:
    """Facts of one stay; a span goes on when it has no end."""

    entered_on: date
    exited_on: date | None
    reason: ExitReason | None
    pauses: list[Span] = field(default_factory=list)
    referents: list[Span] = field(default_factory=list)
    contracts: list[tuple[date, date]] = field(default_factory=list)
    reviews: list[date] = field(default_factory=list)
    meetings: list[tuple[date, AppointmentStatus, bool]] = field(default_factory=list)


@dataclass
class Someone:
    """Followed by the structure of one référent, whatever the stay."""

    id: int
    structure_id: int
    stays: list[Stay]


@dataclass
class Ground:
    """Its coordination, one référent and whom she follows, everybody."""

    coordinator: Viewer
    referent: Viewer
    followed: frozenset[int]
    people: list[Someone]

    @property
    def days(self) -> list[date]:
        """Every day on which something begins or ends: where mistakes are."""
        stays = [stay for someone in self.people for stay in someone.stays]
        spans = [span for stay in stays for span in (*stay.pauses, *stay.referents, *stay.contracts)]
        facts = {day for span in spans for day in span if day} | {stay.entered_on for stay in stays}
        return sorted(day for day in facts | {stay.exited_on for stay in stays} if day and day <= TODAY)


def build_ground(session: Session, rng: Random, people: int = 36) -> Ground:
    """Two référents of two structures share everybody."""
    consortium = make_consortium(session)
    both = [make_professional(session, consortium) for _ in range(2)]
    known = [_add_person(session, rng, both[rank % 2], rank) for rank in range(people)]
    coordinator = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    followed = frozenset(someone.id for someone in known[::2])
    return Ground(viewer_for(session, coordinator), viewer_for(session, both[0]), followed, known)


def _add_person(session: Session, rng: Random, referent: Professional, rank: int) -> Someone:
    name, key = f"Martin{rank:03}", {"consortium_id": referent.consortium_id}
    person = Beneficiary(
        **key, birth_name=name, usual_name="", first_names="Alix",
        search_name=normalise_name(f"{name} Alix"), sort_name=normalise_name(f"{name} Alix"),
        owner_structure_id=referent.structure_id,
    )  # fmt: skip
    session.add(person)
    session.flush()
    share_with(session, person, referent)
    stays = _stays(rng)
    for stay in stays:
        _add_stay(session, person, referent, stay)
    refresh_caseload_entry(session, person.consortium_id, person.id)
    return Someone(person.id, referent.structure_id or 0, stays)


def _stays(rng: Random) -> list[Stay]:
    """One to three, one after the other: back the day after an exit, or long after."""
    stays, day = [], TODAY - rng.randrange(200, 500) * _DAY
    for _ in range(rng.choice((1, 1, 2, 3))):
        exited_on = day + rng.choice((0, 1, 30, 90, 150)) * _DAY if rng.random() < 0.7 else None
        exited_on = exited_on if exited_on and exited_on <= TODAY else None
        reason = rng.choice(list(ExitReason)) if exited_on else None
        stays.append(_furnished(rng, Stay(day, exited_on, reason)))
        if exited_on is None:
            break
        day = exited_on + rng.choice((1, 1, 20, 60)) * _DAY
        if day > TODAY:
            break
    return stays


def _furnished(rng: Random, stay: Stay) -> Stay:
    """Facts between its entry and its exit, both included, or today."""
    last = stay.exited_on or TODAY

    def any_day() -> date:
        return stay.entered_on + rng.randrange((last - stay.entered_on).days + 1) * _DAY

    if rng.random() < 0.6:
        first, second = sorted((any_day(), any_day()))
        stay.pauses.append((first, second if stay.exited_on or rng.random() < 0.6 else None))
    if rng.random() < 0.8:
        stay.referents.append((stay.entered_on, any_day() if rng.random() < 0.5 else None))
    for _ in range(rng.randrange(3)):
        begun = any_day()
        stay.contracts.append((begun, begun + rng.choice((1, 30, 180)) * _DAY))
    stay.reviews += [any_day() for _ in range(rng.randrange(3))]
    for _ in range(rng.randrange(6)):
        status = rng.choice(list(AppointmentStatus))
        counts = status is AppointmentStatus.HONOURED and rng.random() < 0.5
        stay.meetings.append((any_day(), status, counts))
    return stay


def _add_stay(session: Session, person: Beneficiary, referent: Professional, stay: Stay) -> None:
    key = {"consortium_id": person.consortium_id}
    period_id = new_id()
    session.add(
        SupportPeriod(
            **key, id=period_id, beneficiary_id=person.id, entered_on=stay.entered_on,
            entry_origin=EntryOrigin.SELF, exited_on=stay.exited_on, exit_reason=stay.reason,
        )
    )  # fmt: skip
    session.flush()
    session.add_all(_records(key | {"support_period_id": period_id}, referent, stay))
    session.flush()


def _records(key: dict[str, Any], referent: Professional, stay: Stay) -> list[Any]:
    hers = {"professional_id": referent.id}
    records: list[Any] = [
        Pause(**key, reason=PauseReason.OTHER, started_on=a, ended_on=b, expected_end_on=a + 60 * _DAY)
        for a, b in stay.pauses
    ]
    records += [ReferentAssignment(**key, **hers, started_on=a, ended_on=b) for a, b in stay.referents]
    records += [
        EngagementContract(**key, kind=ContractKind.ENGAGEMENT, starts_on=a, ends_on=b)
        for a, b in stay.contracts
    ]
    records += [Review(**key, **hers, held_on=day, presence=Presence.PERSON) for day in stay.reviews]
    for day, status, counts in stay.meetings:
        starts_at = datetime.combine(day, time(9), UTC)
        of_meeting = {"starts_at": starts_at, "takes_place_on": day, "status": status}
        records.append(Appointment(**key, **hers, **of_meeting, counts_as_review=counts))
    return records
