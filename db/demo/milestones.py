"""What marks a path: contracts, and steps that follow one another."""

from datetime import date
from typing import NamedTuple

from db.demo.calendar import draw_delay, later
from db.demo.contracts import add_contracts
from db.demo.model import Desk, Path
from db.demo.people import Person
from db.demo.sentences import STEPS
from db.models.paths import Step
from domain.follow_up import ExitReason, StepKind, StepOutcome, Track
from domain.job_checks import JOB_KINDS, Job
from domain.organisations import StructureKind as Kind

STEPS_SHARE = 0.75
STEP_TO_STEP_DAYS = (75, 45)  # before and now
_SEQUENCES = {
    Track.PROFESSIONAL: (StepKind.WORKSHOP, StepKind.IMMERSION, StepKind.TRAINING, StepKind.JOB),
    Track.SOCIO_PROFESSIONAL: (
        StepKind.SOCIAL_ACTION,
        StepKind.IMMERSION,
        StepKind.TRAINING,
        StepKind.INTEGRATION_JOB,
        StepKind.JOB,
    ),
    Track.SOCIAL: (
        StepKind.SOCIAL_ACTION,
        StepKind.WORKSHOP,
        StepKind.IMMERSION,
        StepKind.TRAINING,
        StepKind.JOB,
    ),
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
    add_contracts(desk, person, path)
    if desk.rng.random() < STEPS_SHARE:
        _add_steps(desk, path)
    if path.stay.exited_on and path.exit_reason in _STEP_OF_EXIT:
        kind = _STEP_OF_EXIT[path.exit_reason]
        add_step(desk, path, DrawnStep(kind, started_on=path.stay.exited_on))


class DrawnStep(NamedTuple):
    """A step before its row."""

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
                add_step(desk, path, DrawnStep(kind, planned_on=day))
            return
        step = _draw_step(desk, path, kind, day)
        add_step(desk, path, step)
        if step.outcome is None:
            return
        day = later(
            step.ended_on or day, draw_delay(rng, desk.between(*STEP_TO_STEP_DAYS, step.ended_on or day)) + 1
        )


def _draw_step(desk: Desk, path: Path, kind: StepKind, day: date) -> DrawnStep:
    """A step that should start that day: it may not take place, go on still, or be interrupted."""
    rng = desk.rng
    if rng.random() < 0.08:
        return DrawnStep(kind, planned_on=day, outcome=StepOutcome.NOT_STARTED)
    ended_on = later(day, rng.randint(*_DURATIONS[kind]))
    if ended_on > path.until and path.stay.exited_on is None:
        return DrawnStep(kind, started_on=day)
    is_completed = ended_on <= path.until and rng.random() < 0.86
    outcome = StepOutcome.COMPLETED if is_completed else StepOutcome.INTERRUPTED
    return DrawnStep(kind, started_on=day, ended_on=min(ended_on, path.until), outcome=outcome)


def add_step(desk: Desk, path: Path, step: DrawnStep) -> None:
    """Queue a step; one without outcome goes on, or comes next."""
    path.has_next_step |= step.outcome is None and step.ended_on is None
    path.last_step_on = max(filter(None, (path.last_step_on, step.ended_on)), default=None)
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
