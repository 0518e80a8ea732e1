"""Somebody back in work, for tests: a contact to make or made, written straight into its table."""

from datetime import date

from sqlalchemy import select

from db.actions.derived_lines import refresh_derived_lines
from db.models.beneficiaries import SupportPeriod
from db.models.paths import JobCheck, Step
from domain.follow_up import StepKind
from domain.job_checks import due_on

START = date(2026, 10, 20)  # one month is TODAY


def add_check(session, person, months=1, started_on=START, **values):
    """A contact of the only stay of this person."""
    stay = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    dates = {"started_on": started_on, "due_on": due_on(started_on, months), "months": months}
    check = JobCheck(consortium_id=person.consortium_id, support_period_id=stay.id, **(dates | values))
    session.add(check)
    session.flush()
    refresh_derived_lines(session, person.consortium_id, [person.id])
    return check


def add_step(session, stay_id, consortium_id, started_on, ended_on):
    """The job itself; its number."""
    dates = {"started_on": started_on, "ended_on": ended_on, "kind": StepKind.JOB}
    step = Step(consortium_id=consortium_id, support_period_id=stay_id, **dates)
    session.add(step)
    session.flush()
    return step.id
