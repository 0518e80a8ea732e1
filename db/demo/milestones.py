"""What marks a path: contracts with their renewals, and steps that follow one another."""

from datetime import date, timedelta
from typing import NamedTuple

from db.demo.calendar import draw_delay, later
from db.demo.model import Desk, Path
from db.demo.people import Person
from db.demo.sentences import STEPS
from db.models.paths import EngagementContract, Step
from domain.follow_up import ContractKind, ExitReason, StepKind, StepOutcome, Track
from domain.job_checks import JOB_KINDS, Job
from domain.organisations import StructureKind as Kind
from domain.people import Public

# DREES, OARSA: 58 days (France, 2018) to 153 (Pyrénées-Orientales, 2018) from orientation to contract;
# 22 % (Pyrénées-Orientales, 2018) to 51 % (France) of those concerned hold one; 9 in 10 last 6 months.
ORIENTATION_TO_CONTRACT_DAYS = 108
CONTRACT_SHARE = 0.66
RENEWAL_SHARE = 0.62
STEPS_SHARE = 0.75
STEP_TO_STEP_DAYS = 70
_CONTRACT_DAYS = ((91, 182, 364), (0.12, 0.5, 0.38))
_SEQUENCES = {
    Track.PROFESSIONAL: (StepKind.WORKSHOP, StepKind.IMMERSION, StepKind.TRAINING, StepKind.JOB),
    Track.SOCIO_PROFESSIONAL: (
        StepKind.SOCIAL_ACTION,
        StepKind.IMMERSION,
        StepKind.TRAINING,
        StepKind.INTEGRATION_JOB,
    ),
    Track.SOCIAL: (StepKind.SOCIAL_ACTION, StepKind.WORKSHOP, StepKind.IMMERSION, StepKind.TRAINING),
}
_DURATIONS = {
    StepKind.IMMERSION: (5, 20),
    StepKind.TRAINING: (40, 180),
    StepKind.JOB: (60, 240),
    StepKind.INTEGRATION_JOB: (120, 300),
    StepKind.WORKSHOP: (1, 30),
    StepKind.SOCIAL_ACTION: (20, 120),
}
_PROVIDERS = {
    StepKind.TRAINING: Kind.TRAINING_BODY,
    StepKind.INTEGRATION_JOB: Kind.INTEGRATION_COMPANY,
    StepKind.WORKSHOP: Kind.ASSOCIATION,
}
_STEP_OF_EXIT = {
    ExitReason.LASTING_JOB: StepKind.JOB,
    ExitReason.TRANSITION_JOB: StepKind.INTEGRATION_JOB,
    ExitReason.BUSINESS: StepKind.BUSINESS,
    ExitReason.QUALIFYING_TRAINING: StepKind.TRAINING,
}


def add_milestones(desk: Desk, person: Person, path: Path) -> None:
    """Queue the contracts and steps of an oriented person."""
    if not path.referents:
        return
    if desk.rng.random() < CONTRACT_SHARE:
        _add_contracts(desk, person, path)
    if desk.rng.random() < STEPS_SHARE:
        _add_steps(desk, path)
    if path.stay.exited_on and path.exit_reason in _STEP_OF_EXIT:
        kind = _STEP_OF_EXIT[path.exit_reason]
        _add_step(desk, path, _DrawnStep(kind, started_on=path.stay.exited_on))


def _add_contracts(desk: Desk, person: Person, path: Path) -> None:
    """A first contract, then renewals until one is not renewed."""
    rng = desk.rng
    kind = _draw_contract_kind(desk, person, path)
    starts_on = later(path.directions[0].decided_on, draw_delay(rng, ORIENTATION_TO_CONTRACT_DAYS))
    contract_id = None
    while starts_on < path.until:
        ends_on = starts_on + timedelta(days=rng.choices(*_CONTRACT_DAYS)[0])
        if path.stay.exited_on:
            ends_on = min(ends_on, path.until)
        contract_id = _add_contract(desk, path, kind, (starts_on, ends_on), contract_id)
        path.facts.contract_ends_on = ends_on
        if rng.random() >= RENEWAL_SHARE:
            break
        starts_on = later(ends_on, rng.randint(3, 30))


def _draw_contract_kind(desk: Desk, person: Person, path: Path) -> ContractKind:
    site_kind = path.directions[0].site.kind
    if site_kind is Kind.MISSION_LOCALE:
        return desk.rng.choice((ContractKind.CEJ, ContractKind.PACEA))
    if site_kind is Kind.FRANCE_TRAVAIL and desk.rng.random() < 0.4:
        return ContractKind.PPAE
    if Public.RSA in person.publics and site_kind is Kind.DEPARTMENT and desk.rng.random() < 0.4:
        return ContractKind.CER
    return ContractKind.ENGAGEMENT


def _add_contract(
    desk: Desk, path: Path, kind: ContractKind, dates: tuple[date, date], renewed_id: int | None
) -> int:
    rng = desk.rng
    starts_on, ends_on = dates
    signed_on = later(starts_on, rng.randint(0, 10))
    countersigned_on = later(signed_on, rng.randint(0, 15))
    has_hours = rng.random() < 0.75
    return desk.batch.add(
        EngagementContract,
        starts_on,
        path.referents[0].worker.id,
        support_period_id=path.support_period_id,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        person_signed_on=signed_on if signed_on <= path.until and rng.random() < 0.95 else None,
        structure_signed_on=countersigned_on if countersigned_on <= path.until else None,
        weekly_hours_agreed=rng.choice((10, 15, 15, 15, 20)) if has_hours else None,
        weekly_hours_planned=rng.choice((5, 8, 10, 12, 15, 20)) if has_hours else None,
        renewed_contract_id=renewed_id,
    )


class _DrawnStep(NamedTuple):
    kind: StepKind
    planned_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    outcome: StepOutcome | None = None


def _add_steps(desk: Desk, path: Path) -> None:
    """The usual sequence of the track, one step after another; the next one may be planned."""
    rng = desk.rng
    day = later(path.referents[0].started_on, draw_delay(rng, 90))
    for kind in _SEQUENCES[path.directions[-1].track]:
        if day > path.until:
            if path.stay.exited_on is None and (day - path.until).days < 60:
                _add_step(desk, path, _DrawnStep(kind, planned_on=day))
            return
        step = _draw_step(desk, path, kind, day)
        _add_step(desk, path, step)
        if step.outcome is None:
            return
        day = later(step.ended_on or day, draw_delay(rng, STEP_TO_STEP_DAYS) + 1)


def _draw_step(desk: Desk, path: Path, kind: StepKind, day: date) -> _DrawnStep:
    """A step that should start that day: it may not take place, go on still, or be interrupted."""
    rng = desk.rng
    if rng.random() < 0.08:
        return _DrawnStep(kind, planned_on=day, outcome=StepOutcome.NOT_STARTED)
    ended_on = later(day, rng.randint(*_DURATIONS[kind]))
    if ended_on > path.until and path.stay.exited_on is None:
        return _DrawnStep(kind, started_on=day)
    is_completed = ended_on <= path.until and rng.random() < 0.86
    outcome = StepOutcome.COMPLETED if is_completed else StepOutcome.INTERRUPTED
    return _DrawnStep(kind, started_on=day, ended_on=min(ended_on, path.until), outcome=outcome)


def _add_step(desk: Desk, path: Path, step: _DrawnStep) -> None:
    rng = desk.rng
    title, company = rng.choice(STEPS[step.kind])
    sites = [site for site in desk.network.sites if site.kind is _PROVIDERS.get(step.kind)] or [path.site]
    days = (step.ended_on - step.started_on).days if step.ended_on and step.started_on else 0
    step_id = desk.batch.add(
        Step,
        min(step.started_on or step.planned_on or desk.today, desk.today),
        path.referents[0].worker.id,
        support_period_id=path.support_period_id,
        title=title,
        provider=company or rng.choice(sites).name,
        hours=days * 5 if days and step.kind is not StepKind.SOCIAL_ACTION else None,
        **step._asdict(),
    )
    if step.kind in JOB_KINDS and step.started_on:
        path.jobs.append(Job(step_id, step.started_on, step.ended_on))
