"""Paths drawn at random: every record that a rule of alerts looks at, around the dates that matter."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, Pause, ReferentAssignment, SupportPeriod
from db.models.exchanges import Appointment, Contact
from db.models.paths import EngagementContract, JobCheck, Objective, Orientation, PlanAction, Step
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    AppointmentStatus,
    EntryOrigin,
    ExitReason,
    PauseReason,
    StepKind,
    StepOutcome,
    Track,
)
from domain.identifiers import new_id
from domain.people import Channel
from tests.factories import TODAY

DAYS = timedelta(days=1)


def draw_person(session: Session, rng: Random, professional: Professional) -> int:
    """Somebody with one stay or two, and what happened in them."""
    names = {"birth_name": "Martin", "first_names": "Alix", "search_name": "martin alix"}
    person = Beneficiary(consortium_id=professional.consortium_id, **names, id=new_id())
    person.sort_name, person.owner_structure_id = "martin alix", professional.structure_id or 0
    session.add(person)
    session.flush()
    for is_former in rng.choice(((False,), (False,), (True, False))):
        _draw_stay(session, rng, professional, person.id, is_former=is_former)
    return person.id


def _draw_stay(
    session: Session, rng: Random, author: Professional, person_id: int, *, is_former: bool
) -> None:
    entered_on = TODAY - (rng.randint(0, 200) + 400 * is_former) * DAYS
    stay = SupportPeriod(beneficiary_id=person_id, entered_on=entered_on, entry_origin=EntryOrigin.SELF)
    stay.consortium_id, stay.id = author.consortium_id, new_id()
    if is_former or rng.random() < 0.2:
        stay.exited_on, stay.exit_reason = entered_on + rng.randint(0, 200) * DAYS, ExitReason.OTHER
    session.add(stay)
    session.flush()
    of_stay = {"consortium_id": author.consortium_id, "support_period_id": stay.id}
    for make in (_contact, _appointment, _step, _contract, _orientation, _job_check):
        for _ in range(rng.choice((0, 0, 1, 2, 4))):
            session.add(make(rng, entered_on, author, of_stay))
    _add_turns(session, rng, stay, author.id, of_stay)
    _add_plan(session, rng, author.id, of_stay)
    session.flush()


def _add_turns(
    session: Session, rng: Random, stay: SupportPeriod, author_id: int, of_stay: dict[str, Any]
) -> None:
    """Former référents, a present one, a pause."""
    day = stay.entered_on
    for _ in range(rng.choice((0, 1, 2))):
        started_on, day = day, day + rng.randint(1, 60) * DAYS
        values = {"started_on": started_on, "ended_on": day, "professional_id": author_id}
        session.add(ReferentAssignment(**of_stay, **values, id=new_id()))
    if stay.exited_on is None and rng.random() < 0.6:
        session.add(ReferentAssignment(**of_stay, started_on=day, professional_id=author_id, id=new_id()))
    if stay.exited_on is None and rng.random() < 0.3:
        ends_on = stay.entered_on + rng.randint(1, 300) * DAYS
        pause = Pause(**of_stay, id=new_id(), reason=PauseReason.HEALTH, started_on=stay.entered_on)
        pause.expected_end_on, pause.ended_on = ends_on, stay.entered_on if rng.random() < 0.5 else None
        session.add(pause)


def _add_plan(session: Session, rng: Random, author_id: int, of_stay: dict[str, Any]) -> None:
    """An objective, its actions: some promised in a commission, some done."""
    objective = Objective(**of_stay, id=new_id(), title="Avancer", set_on=TODAY)
    session.add(objective)
    session.flush()
    for _ in range(rng.choice((0, 1, 3))):
        status, origin = rng.choice(list(ActionStatus)), rng.choice(list(ActionOrigin))
        action = PlanAction(objective_id=objective.id, title="Appeler", status=status, origin=origin)
        action.consortium_id, action.owner_id = objective.consortium_id, author_id
        action.deadline_on = rng.choice((None, TODAY, TODAY - DAYS, TODAY + DAYS))
        action.done_on = TODAY if status is ActionStatus.DONE else None
        session.add(action)


def _after(rng: Random, entered_on: date) -> date:
    return entered_on + rng.choice((0, 1, 10, 10, 11, rng.randint(0, 300))) * DAYS


def _contact(rng: Random, entered_on: date, author: Professional, of_stay: dict[str, Any]) -> Contact:
    said = {"channel": Channel.CALL, "is_reached": rng.random() < 0.5, "professional_id": author.id}
    return Contact(**of_stay, **said, id=new_id(), happened_on=_after(rng, entered_on))


def _appointment(rng: Random, entered_on: date, author: Professional, of_stay: dict[str, Any]) -> Appointment:
    day = _after(rng, entered_on)
    at = datetime.combine(day, time(rng.choice((9, 9, 14))), UTC)
    status = rng.choice((*AppointmentStatus, *3 * (AppointmentStatus.NOT_EXCUSED,)))
    when = {"starts_at": at, "takes_place_on": day, "status": status}
    return Appointment(**of_stay, **when, id=new_id(), professional_id=author.id)


def _step(rng: Random, entered_on: date, _author: Professional, of_stay: dict[str, Any]) -> Step:
    day = _after(rng, entered_on)
    started_on = day if rng.random() < 0.7 else None
    ended_on = day + rng.choice((0, 10)) * DAYS if started_on and rng.random() < 0.8 else None
    dates = {"planned_on": day, "started_on": started_on, "ended_on": ended_on}
    outcome = rng.choice((None, None, *StepOutcome))
    return Step(**of_stay, **dates, id=new_id(), kind=rng.choice(list(StepKind)), outcome=outcome)


def _contract(
    rng: Random, entered_on: date, _by: Professional, of_stay: dict[str, Any]
) -> EngagementContract:
    day = _after(rng, entered_on)
    return EngagementContract(**of_stay, id=new_id(), starts_on=day, ends_on=day + 90 * DAYS)


def _orientation(rng: Random, entered_on: date, author: Professional, of_stay: dict[str, Any]) -> Orientation:
    day = _after(rng, entered_on)
    values = {"track": rng.choice(list(Track)), "is_vulnerable": rng.random() < 0.3, "decided_on": day}
    values |= {"notified_on": rng.choice((None, day, day + 5 * DAYS)), "structure_id": author.structure_id}
    return Orientation(**of_stay, **values, id=new_id())


def _job_check(rng: Random, entered_on: date, author: Professional, of_stay: dict[str, Any]) -> JobCheck:
    day, is_made = _after(rng, entered_on), rng.random() < 0.4
    in_job = {"is_in_job": rng.random() < 0.7, "professional_id": author.id}
    made = {"made_on": day, **in_job} if is_made else {}
    due = {"started_on": day, "due_on": day + 30 * DAYS, "months": rng.choice((1, 3, 6))}
    return JobCheck(**of_stay, **due, **made, id=new_id())
