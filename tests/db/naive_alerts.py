"""The facts behind alerts, computed one person at a time in plain Python: what the SQL must find as well."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary, Pause, ReferentAssignment, SupportPeriod
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact
from db.models.paths import EngagementContract, JobCheck, Objective, Orientation, PlanAction, Step
from domain.alerts import AlertRule
from domain.follow_up import ActionOrigin, ActionStatus, AppointmentStatus, StepKind, StepOutcome, Track

Facts = dict[AlertRule, date]
_OF_STAY = (
    Appointment,
    Contact,
    Diagnosis,
    EngagementContract,
    JobCheck,
    Objective,
    Orientation,
    Pause,
    ReferentAssignment,
    Step,
)
_SOMEWHERE = (StepKind.IMMERSION, StepKind.TRAINING, StepKind.JOB, StepKind.INTEGRATION_JOB)


def naive_facts(session: Session, consortium_id: int) -> dict[int, Facts]:
    """Of each person: rule → date, but for the review, whose date the caseload's own tests check."""
    rows: Any = defaultdict(lambda: defaultdict(list))
    for table in _OF_STAY:
        for row in session.scalars(select(table).where(table.consortium_id == consortium_id)):
            rows[row.support_period_id][table].append(row)
    plans = {plan.id: stay for stay, found in rows.items() for plan in found[Objective]}
    for action in session.scalars(select(PlanAction).where(PlanAction.consortium_id == consortium_id)):
        rows[plans[action.objective_id]][PlanAction].append(action)
    stays = defaultdict(list)
    for stay in session.scalars(select(SupportPeriod).where(SupportPeriod.consortium_id == consortium_id)):
        stays[stay.beneficiary_id].append(stay)
    people = session.scalars(select(Beneficiary.id).where(Beneficiary.consortium_id == consortium_id))
    latest = {one: max(stays[one], key=lambda stay: (stay.entered_on, stay.id)) for one in people}
    return {one: facts_of(stay, rows[stay.id]) for one, stay in latest.items()}


def facts_of(stay: SupportPeriod, rows: Any) -> Facts:
    """Of the last stay of a person."""
    paused = [pause for pause in rows[Pause] if pause.ended_on is None]
    if paused and stay.exited_on is None:
        return {AlertRule.PAUSE_ENDED: paused[0].expected_end_on}
    found = {} if paused else _in_job(rows[JobCheck], rows[Step])
    if stay.exited_on is not None:
        return found
    for add in (_contacts, _missed, _steps, _contracts, _referents, _diagnoses, _orientations, _commitments):
        found |= add(stay, rows)
    return found


def _contacts(stay: SupportPeriod, rows: Any) -> Facts:
    days = [one.happened_on for one in rows[Contact] if one.is_reached]
    days += [one.takes_place_on for one in rows[Appointment] if one.status is AppointmentStatus.HONOURED]
    return {AlertRule.NO_CONTACT: max(days, default=stay.entered_on)}


def _missed(_stay: SupportPeriod, rows: Any) -> Facts:
    """Honoured at the very moment of another: she was seen."""
    honoured = AppointmentStatus.HONOURED
    in_order = sorted(rows[Appointment], key=lambda one: (one.starts_at, one.status is honoured))
    missed: list[date] = []
    for one in in_order:
        if one.status is honoured:
            missed = []
        elif one.status is AppointmentStatus.NOT_EXCUSED:
            missed.append(one.takes_place_on)
    return {AlertRule.MISSED: missed[-2]} if len(missed) > 1 else {}


def _steps(_stay: SupportPeriod, rows: Any) -> Facts:
    found, steps = {}, rows[Step]
    waiting = [one.planned_on for one in steps if one.started_on is None and one.outcome is None]
    if waiting:
        found[AlertRule.STEP_NOT_STARTED] = min(waiting)
    begun = [one for one in steps if one.started_on and one.outcome is not StepOutcome.NOT_STARTED]
    ended = [one for one in begun if one.ended_on and one.kind in _SOMEWHERE]
    last = max(ended, key=lambda one: (one.ended_on, one.id), default=None)
    is_running = any(one.ended_on is None and one.outcome is None for one in steps)
    if last and not is_running and not any(one.started_on > last.ended_on for one in begun):
        found[AlertRule.NO_NEXT_STEP] = last.ended_on
    return found


def _contracts(_stay: SupportPeriod, rows: Any) -> Facts:
    contracts = rows[EngagementContract]
    if contracts:
        return {AlertRule.CONTRACT_ENDING: max(one.ends_on for one in contracts)}
    notified = [one.notified_on for one in rows[Orientation] if one.notified_on]
    return {AlertRule.CONTRACT_LATE: min(notified)} if notified else {}


def _referents(stay: SupportPeriod, rows: Any) -> Facts:
    ends = [one.ended_on for one in rows[ReferentAssignment]]
    return {} if None in ends else {AlertRule.NO_REFERENT: max(ends, default=stay.entered_on)}


def _diagnoses(stay: SupportPeriod, rows: Any) -> Facts:
    validated = [one.validated_on for one in rows[Diagnosis] if one.validated_on]
    if validated:
        return {AlertRule.DIAGNOSIS_OLD: max(validated)}
    return {AlertRule.DIAGNOSIS_MISSING: stay.entered_on}


def _orientations(stay: SupportPeriod, rows: Any) -> Facts:
    if not rows[Orientation]:
        return {AlertRule.ORIENTATION_LATE: stay.entered_on}
    last = max(rows[Orientation], key=lambda one: (one.decided_on, one.id))
    if last.track is not Track.SOCIAL:
        return {}
    rule = AlertRule.VULNERABLE_REVIEW if last.is_vulnerable else AlertRule.SOCIAL_REVIEW
    return {rule: last.decided_on}


def _in_job(checks: list[JobCheck], steps: list[Step]) -> Facts:
    ends = [(step.id, None, step.ended_on) for step in steps if step.ended_on]
    ends += [(one.step_id, one.id, one.made_on) for one in checks if one.made_on and not one.is_in_job]

    def is_over(check: JobCheck) -> bool:
        told = [day for step, source, day in ends if step == check.step_id and source != check.id]
        return any(day < check.due_on for day in told)

    found = {}
    for months in (1, 3, 6):
        running = [one for one in checks if one.months == months and not is_over(one)]
        last = max(running, key=lambda one: (one.due_on, one.id), default=None)
        if last is None or last.made_on:
            continue
        if not any(one.made_on and (one.due_on, one.id) > (last.due_on, last.id) for one in checks):
            found[AlertRule(f"in_job_{months}")] = last.due_on
    return found


def _commitments(_stay: SupportPeriod, rows: Any) -> Facts:
    """Promised in a commission, neither done nor dropped: the first deadline."""
    open_ones = (ActionStatus.TO_DO, ActionStatus.IN_PROGRESS)
    days = [
        one.deadline_on
        for one in rows[PlanAction]
        if one.origin is ActionOrigin.COMMISSION and one.status in open_ones and one.deadline_on
    ]
    return {AlertRule.COMMITMENT_OVERDUE: min(days)} if days else {}
