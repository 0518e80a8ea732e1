"""The calendar of the first months in a job, planned in the transaction that starts, moves or ends it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select, union
from sqlalchemy.orm import Session

from db.models.beneficiaries import SupportPeriod
from db.models.consortia import Consortium
from db.models.paths import JobCheck, Step
from domain import clock
from domain.batches import batched
from domain.dates import months_before
from domain.follow_up import StepOutcome
from domain.job_checks import (
    JOB_EXITS,
    JOB_KINDS,
    RECENT_MONTHS,
    DueCheck,
    Job,
    due_checks,
    is_recent,
    jobs_of,
    until_told_over,
)

_AT_ONCE = 1_000
_Key = tuple[int | None, int]


def plan_job_checks(
    session: Session, consortium_id: int, support_period_ids: Sequence[int], *, today: date
) -> None:
    """Bring the dates of these stays, made or not, to what their jobs are now; contacts made stay.

    Call it before the caseload's line is written again: its alerts read them. Three statements.
    """
    session.flush()
    jobs = _jobs(session, consortium_id, support_period_ids)
    known = defaultdict(list)
    of_stays = JobCheck.support_period_id.in_(support_period_ids)
    for check in session.scalars(select(JobCheck).where(JobCheck.consortium_id == consortium_id, of_stays)):
        known[check.support_period_id].append(check)
    for period_id in support_period_ids:
        checks = known[period_id]
        over_on = {one.step_id: one.made_on for one in checks if one.made_on and one.is_in_job is False}
        due = due_checks(until_told_over(jobs[period_id], over_on))
        missing = _bring_up_to_date(session, checks, {(one.step_id, one.months): one for one in due})
        followed = {one.step_id for one in checks}  # a job is asked about three times or never
        for one in missing:
            if one.step_id in followed or is_recent(one.started_on, today):
                owner = {"consortium_id": consortium_id, "support_period_id": period_id}
                session.add(JobCheck(**owner, **vars(one)))
    session.flush()


def plan_every_job(session: Session) -> None:
    """Plan what jobs begun before this calendar existed ask for, by the owner of the tables."""
    for consortium_id, time_zone in session.execute(select(Consortium.id, Consortium.time_zone)).all():
        today = clock.date_in(time_zone, clock.now())
        stays = session.scalars(_with_recent_jobs(consortium_id, months_before(today, RECENT_MONTHS))).all()
        for some in batched(stays, _AT_ONCE):
            plan_job_checks(session, consortium_id, some, today=today)
            session.expunge_all()


def _bring_up_to_date(
    session: Session, checks: Sequence[JobCheck], due: dict[_Key, DueCheck]
) -> list[DueCheck]:
    """Move or take away those to make; what is due and not there yet is returned."""
    kept: set[_Key] = {(one.step_id, one.months) for one in checks if one.made_on}
    for check in checks:
        key = check.step_id, check.months
        if check.made_on:
            continue
        if key in kept or key not in due:
            session.delete(check)
            continue
        kept.add(key)
        check.started_on, check.due_on = due[key].started_on, due[key].due_on
    return [one for key, one in due.items() if key not in kept]


def _jobs(session: Session, consortium_id: int, support_period_ids: Sequence[int]) -> dict[int, list[Job]]:
    """The jobs of each stay, from its steps and its exit."""
    steps = defaultdict(list)
    begun = _begun_jobs(consortium_id).where(Step.support_period_id.in_(support_period_ids))
    columns = Step.support_period_id, Step.id, Step.started_on, Step.ended_on
    for row in session.execute(begun.with_only_columns(*columns)):
        steps[row.support_period_id].append(Job(row.id, row.started_on, row.ended_on))
    stays = select(SupportPeriod.id, SupportPeriod.exited_on, SupportPeriod.exit_reason).where(
        SupportPeriod.consortium_id == consortium_id, SupportPeriod.id.in_(support_period_ids)
    )
    found = {stay.id: jobs_of(steps[stay.id], *stay[1:]) for stay in session.execute(stays)}
    return defaultdict(list, found)


def _begun_jobs(consortium_id: int) -> Select[Any]:
    took_place = or_(Step.outcome.is_(None), Step.outcome != StepOutcome.NOT_STARTED)
    is_job = and_(Step.kind.in_(JOB_KINDS), Step.started_on.is_not(None), took_place)
    return select(Step).where(Step.consortium_id == consortium_id, is_job)


def _with_recent_jobs(consortium_id: int, since: date) -> Any:
    """Stays of which a job, or the exit for one, is recent enough to be asked about."""
    begun = _begun_jobs(consortium_id).where(Step.started_on >= since)
    left = select(SupportPeriod.id).where(
        SupportPeriod.consortium_id == consortium_id,
        SupportPeriod.exited_on >= since,
        SupportPeriod.exit_reason.in_(JOB_EXITS),
    )
    return union(begun.with_only_columns(Step.support_period_id), left)
