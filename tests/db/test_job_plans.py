"""The calendar of a job is made, moved and taken away by itself."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text

from db.actions.follow_up import close_follow_up
from db.actions.job_checks import record_job_check
from db.actions.job_plans import plan_every_job
from db.actions.records import add_record, change_record
from db.engine import write_session
from db.models.indicators import AlertFact
from db.models.paths import JobCheck, Step
from db.queries.job_checks import list_file_job_checks
from domain.alerts import IN_JOB_RULES
from domain.clock import set_clock
from domain.exchange_drafts import ContactDraft
from domain.follow_up import ExitReason, StepKind, StepOutcome
from domain.identifiers import new_id
from domain.job_checks import JobCheckDraft
from domain.path_drafts import StepDraft
from domain.people import Channel
from tests.factories import NOW, TODAY, make_consortium, make_person, make_professional, viewer_for

START = date(2026, 9, 30)
JOB = StepDraft(StepKind.JOB, "Caissière", "", None, START, None, None, None)
DUE = {1: date(2026, 10, 30), 3: date(2026, 12, 30), 6: date(2027, 3, 30)}


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


@pytest.fixture
def person(session, caseworker):
    return make_person(session, caseworker)


def add(viewer, person, draft):
    step_id = new_id()
    with write_session(viewer) as session:
        add_record(session, viewer, person.id, record_id=step_id, draft=draft)
    return step_id


def change(viewer, step_id, draft):
    with write_session(viewer) as session:
        version = session.get_one(Step, (viewer.consortium_id, step_id)).version
        change_record(session, viewer, step_id, version=version, draft=draft)


def leave(viewer, person, reason, day=TODAY):
    with write_session(viewer) as session:
        close_follow_up(session, viewer, person.id, exited_on=day, reason=reason)


def make(viewer, check, **values):
    with write_session(viewer) as session:
        draft = JobCheckDraft(**({"made_on": TODAY, "is_in_job": True} | values))
        record_job_check(session, viewer, check.id, version=check.version, draft=draft)


def planned(session, step_id):
    session.expire_all()
    return {one.months: one for one in session.scalars(select(JobCheck)) if one.step_id == step_id}


def due(session, step_id):
    return {months: one.due_on for months, one in planned(session, step_id).items()}


@pytest.mark.parametrize("kind", StepKind)
def test_a_job_that_starts_has_its_three_contacts(session, viewer, person, kind):
    step_id = add(viewer, person, replace(JOB, kind=kind))
    is_job = kind in (StepKind.JOB, StepKind.INTEGRATION_JOB, StepKind.BUSINESS)
    assert due(session, step_id) == (DUE if is_job else {})


def test_a_job_that_is_only_planned_has_none_until_it_starts(session, viewer, person):
    step_id = add(viewer, person, replace(JOB, planned_on=START, started_on=None))
    assert due(session, step_id) == {}
    change(viewer, step_id, JOB)
    assert due(session, step_id) == DUE


def test_a_start_that_moves_moves_what_is_to_make(session, viewer, person):
    step_id = add(viewer, person, JOB)
    make(viewer, planned(session, step_id)[1])
    change(viewer, step_id, replace(JOB, started_on=date(2026, 10, 31)))
    expected = {1: DUE[1], 3: date(2027, 1, 31), 6: date(2027, 4, 30)}
    assert due(session, step_id) == expected


@pytest.mark.parametrize(
    "changed",
    [
        replace(JOB, kind=StepKind.TRAINING),
        replace(JOB, started_on=None, planned_on=START),
        replace(JOB, outcome=StepOutcome.NOT_STARTED),
    ],
)
def test_what_is_no_job_any_more_is_not_asked_about(session, viewer, person, changed):
    step_id = add(viewer, person, JOB)
    change(viewer, step_id, changed)
    assert due(session, step_id) == {}
    change(viewer, step_id, JOB)
    assert due(session, step_id) == DUE


def test_a_job_that_ends_keeps_its_dates_and_is_not_asked_about_after_its_end(session, viewer, person):
    step_id = add(viewer, person, JOB)
    change(viewer, step_id, replace(JOB, ended_on=date(2026, 10, 30)))
    assert due(session, step_id) == DUE
    rules = select(AlertFact.rule).where(AlertFact.rule.in_(IN_JOB_RULES.values()))
    assert session.scalars(rules).all() == [IN_JOB_RULES[1]]
    assert [line.months for line in list_file_job_checks(session, viewer, person.id)] == [1]
    change(viewer, step_id, replace(JOB, ended_on=date(2026, 10, 29)))
    assert session.scalars(rules).all() == list_file_job_checks(session, viewer, person.id) == []


def test_a_contact_made_stays_whatever_becomes_of_the_job(session, viewer, person):
    step_id = add(viewer, person, JOB)
    make(viewer, planned(session, step_id)[1])
    change(viewer, step_id, replace(JOB, kind=StepKind.TRAINING))
    assert list(due(session, step_id)) == [1]


def test_nothing_more_is_asked_once_she_is_told_out_of_the_job(session, viewer, person):
    step_id = add(viewer, person, JOB)
    for is_in_job, months in ((False, [1]), (True, [1, 3, 6])):
        make(viewer, planned(session, step_id)[1], is_in_job=is_in_job)
        assert due(session, step_id) == DUE
        assert [line.months for line in list_file_job_checks(session, viewer, person.id)] == months


@pytest.mark.parametrize("reason", [ExitReason.LASTING_JOB, ExitReason.BUSINESS, ExitReason.MOVED])
def test_an_exit_towards_a_job_starts_the_calendar(session, viewer, person, reason):
    leave(viewer, person, reason)
    months = [] if reason is ExitReason.MOVED else [1, 3, 6]
    assert sorted(due(session, None)) == months


def test_an_exit_whose_job_is_a_step_that_runs_adds_nothing(session, viewer, person):
    step_id = add(viewer, person, JOB)
    leave(viewer, person, ExitReason.LASTING_JOB)
    assert due(session, None) == {}
    assert due(session, step_id) == DUE


def test_a_step_told_after_the_exit_replaces_what_the_exit_said(session, viewer, person):
    leave(viewer, person, ExitReason.TRANSITION_JOB)
    step_id = add(viewer, person, JOB)
    assert (due(session, None), due(session, step_id)) == ({}, DUE)


def test_a_job_of_long_ago_typed_today_is_not_asked_about(session, viewer, person):
    old = add(viewer, person, replace(JOB, started_on=date(2026, 5, 19)))
    recent = add(viewer, person, replace(JOB, started_on=date(2026, 5, 20), ended_on=date(2026, 6, 20)))
    assert (due(session, old), sorted(due(session, recent))) == ({}, [1, 3, 6])


def test_alerts_follow_in_the_same_transaction(session, viewer, person):
    step_id = add(viewer, person, JOB)
    rules = select(AlertFact.rule, AlertFact.fact_on).where(AlertFact.rule.in_(IN_JOB_RULES.values()))
    assert dict(session.execute(rules).all()) == {IN_JOB_RULES[months]: day for months, day in DUE.items()}
    make(viewer, planned(session, step_id)[1])
    assert IN_JOB_RULES[1] not in dict(session.execute(rules).all())


def test_jobs_that_were_running_before_are_planned_once(session, viewer, person):
    step_id = add(viewer, person, JOB)
    expected = {months: one.id for months, one in planned(session, step_id).items()}
    set_clock(lambda: NOW)
    plan_every_job(session)
    assert {months: one.id for months, one in planned(session, step_id).items()} == expected
    session.execute(text("delete from job_check"))
    plan_every_job(session)
    assert due(session, step_id) == DUE


def test_only_steps_pay_for_the_calendar(viewer, person, count_statements):
    def reads(draft):
        with count_statements() as statements:
            add(viewer, person, draft)
        return [one for one in statements if one.startswith("SELECT") and "FROM job_check" in one]

    assert len(reads(JOB)) == 1
    assert reads(ContactDraft(TODAY, Channel.CALL, True)) == []
