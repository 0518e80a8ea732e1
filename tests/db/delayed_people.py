"""Random histories of every kind of event, kept as plain days beside their rows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic, SupportPeriod
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Review
from db.models.indicators import PathLine
from db.models.paths import EngagementContract, Orientation, Step
from domain.access import Role, Viewer
from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.follow_up import AppointmentStatus, EntryOrigin, ExitReason, Presence, StepKind, Track
from domain.identifiers import new_id
from domain.people import Channel, Public
from tests.db.delayed_referrals import add_referrals
from tests.db.diagnosed_people import add_template
from tests.factories import TODAY, make_consortium, make_person, make_professional, share_with, viewer_for

Days = dict[str, list[date]]
_DAY = timedelta(days=1)
_LISTS: dict[str, Any] = {"jobs": [], "contract_types": [], "mobility_means": []}
_PERIODS = 60  # days in which events of a stay fall close to one another


@dataclass
class Stay:
    """From entry to exit; `days`: those of each kind of event, in no order, some twice."""

    id: int
    person_id: int
    entered_on: date
    exited_on: date | None
    is_rsa: bool
    structure_id: int | None = None
    days: Days = field(default_factory=lambda: defaultdict(list))
    contracts: list[tuple[date, date]] = field(default_factory=list)

    def has_contract_on(self, day: date) -> bool:
        """True when a contract that both signed runs on this day."""
        return any(
            max(starts_on, signed_on) <= day <= ends_on(starts_on) for starts_on, signed_on in self.contracts
        )


def ends_on(starts_on: date) -> date:
    """Of a contract of these histories."""
    return starts_on + 90 * _DAY


@dataclass(frozen=True)
class Histories:
    """A consortium, who coordinates it, who follows half of its people, their stays."""

    coordinator: Viewer
    caseworker: Viewer
    steering: Viewer
    manager: Viewer
    followed: frozenset[int]
    stays: list[Stay]


def build_histories(session: Session, rng: Random, people: int = 30) -> Histories:
    """Every other person has the same référent; one in three left, some came back."""
    consortium = make_consortium(session)
    first, second = make_professional(session, consortium), make_professional(session, consortium)
    template_id = add_template(session, consortium)
    stays: list[Stay] = []
    followed = set()
    for rank in range(people):
        person = make_person(
            session, (first, second)[rank % 2], birth_name=f"Durand{rank:03}", entered_on=_entry(rng)
        )
        followed |= {person.id} if rank % 2 == 0 else set()
        share_with(session, person, (first, second)[rank % 2])  # named twice in the group: one person still
        if rank % 3:
            key = {"consortium_id": person.consortium_id, "beneficiary_id": person.id}
            session.add(BeneficiaryPublic(**key, public=Public.RSA))
        stays += _add_stays(session, rng, person, first, template_id, rank)
    add_referrals(session, Random(people), stays, first)  # what is drawn above stays the same
    coordinator, steering = (
        viewer_for(session, make_professional(session, consortium, roles=(role,)))
        for role in (Role.COORDINATOR, Role.STEERING)
    )
    mine = viewer_for(session, first)
    manager = viewer_for(session, first, Role.STRUCTURE_MANAGER)
    return Histories(coordinator, mine, steering, manager, frozenset(followed), stays)


def _entry(rng: Random) -> date:
    return TODAY - rng.randrange(0, 400) * _DAY


def _add_stays(
    session: Session, rng: Random, person: Beneficiary, author: Professional, template_id: int, rank: int
) -> Iterator[Stay]:
    first = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    periods = [first]
    if rank % 3 == 0:
        first.exited_on = first.entered_on + rng.randrange(0, 150) * _DAY
        first.exit_reason = ExitReason.OTHER
        if rank % 2:
            back_on = first.exited_on + rng.randrange(0, 60) * _DAY
            key = {"consortium_id": person.consortium_id, "id": new_id(), "beneficiary_id": person.id}
            periods.append(SupportPeriod(**key, entered_on=back_on, entry_origin=EntryOrigin.SELF))
            session.add(periods[-1])
    session.flush()
    stays = [Stay(one.id, person.id, one.entered_on, one.exited_on, bool(rank % 3)) for one in periods]
    for stay in stays:
        session.add_all(_events(rng, stay, person.consortium_id, author, template_id))
    session.flush()
    refresh_caseload_entry(session, person.consortium_id, person.id)
    for stay in stays:
        line = session.get_one(PathLine, (person.consortium_id, stay.id))
        stay.structure_id = line.structure_id
    yield from stays


def _events(
    rng: Random, stay: Stay, consortium_id: int, author: Professional, template_id: int
) -> Iterator[Any]:
    """Some before the entry and after the exit, as files of the past hold."""
    key = {"consortium_id": consortium_id, "support_period_id": stay.id}
    makers = (_contact, _appointment, _review, _orientation, _contract, _diagnosis, _step, _step)
    for maker in makers:
        for _ in range(rng.choice((0, 1, 1, 2, 4))):
            day = stay.entered_on + rng.randrange(-5, _PERIODS) * _DAY
            yield maker(rng, stay, {**key, "id": new_id()}, day, author, template_id)


def _contact(rng: Random, stay: Stay, key: Any, day: date, author: Professional, _template: int) -> Any:
    is_reached = rng.random() < 0.6
    stay.days["first_contact"] += [day] if is_reached else []
    return Contact(
        **key, happened_on=day, channel=Channel.CALL, is_reached=is_reached, professional_id=author.id
    )


def _appointment(rng: Random, stay: Stay, key: Any, day: date, author: Professional, _template: int) -> Any:
    status = rng.choice(
        (AppointmentStatus.HONOURED, AppointmentStatus.HONOURED, AppointmentStatus.NOT_EXCUSED)
    )
    counts = status is AppointmentStatus.HONOURED and rng.random() < 0.4
    if status is AppointmentStatus.HONOURED:
        for kind in ("first_contact", "appointment_honoured"):
            stay.days[kind].append(day)
    stay.days["review"] += [day] if counts else []
    return Appointment(
        **key, starts_at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        takes_place_on=day, professional_id=author.id, status=status, counts_as_review=counts,
    )  # fmt: skip


def _review(_rng: Random, stay: Stay, key: Any, day: date, author: Professional, _template: int) -> Any:
    stay.days["review"].append(day)
    return Review(**key, held_on=day, presence=Presence.PERSON, professional_id=author.id)


def _orientation(_rng: Random, stay: Stay, key: Any, day: date, author: Professional, _template: int) -> Any:
    stay.days["orientation"].append(day)
    return Orientation(**key, track=Track.SOCIAL, structure_id=author.structure_id, decided_on=day)


def _contract(rng: Random, stay: Stay, key: Any, day: date, _author: Professional, _template: int) -> Any:
    signed = [day, None, day + rng.randrange(5) * _DAY]
    person, structure = rng.sample([day, *signed], 2)
    if person and structure:
        stay.days["contract_signed"].append(max(person, structure))
        stay.contracts.append((day, max(person, structure)))
    return EngagementContract(
        **key, starts_on=day, ends_on=ends_on(day), person_signed_on=person, structure_signed_on=structure
    )


def _diagnosis(_rng: Random, stay: Stay, key: Any, day: date, _author: Professional, template: int) -> Any:
    stay.days["diagnosis_validated"].append(day)
    return Diagnosis(
        **key, **_LISTS, template_id=template, status=DiagnosisStatus.SUPERSEDED, moment=Moment.ENTRY,
        held_on=day, validated_on=day, closed_on=day, superseded_on=day,
    )  # fmt: skip


def _step(rng: Random, stay: Stay, key: Any, day: date, _author: Professional, _template: int) -> Any:
    kind = rng.choice((StepKind.IMMERSION, StepKind.TRAINING, StepKind.JOB))
    started = day + rng.randrange(10) * _DAY if rng.random() < 0.8 else None
    ended = started + rng.randrange(30) * _DAY if started and rng.random() < 0.7 else None
    for moment, on in (("planned", day), ("started", started), ("ended", ended)):
        stay.days[f"{kind}_{moment}"] += [on] if on else []
    return Step(**key, kind=kind, planned_on=day, started_on=started, ended_on=ended)
