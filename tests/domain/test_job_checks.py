"""When the contacts of the first months in a job are due, and what one may say."""

from datetime import date, timedelta

import pytest

from domain.follow_up import ExitReason
from domain.job_checks import (
    JOB_EXITS,
    DueCheck,
    Job,
    JobCheckDraft,
    JobCheckState,
    due_checks,
    due_on,
    is_recent,
    jobs_of,
    span_of,
    told_sentence,
    until_told_over,
)

START = date(2026, 5, 10)
TODAY = date(2026, 11, 20)


def months_due(*jobs):
    return [(one.step_id, one.months) for one in due_checks(jobs)]


@pytest.mark.parametrize(
    ("started_on", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_contact_is_due_the_same_day_or_the_last_of_the_month(started_on, months, expected):
    assert due_on(started_on, months) == expected


def test_a_running_job_has_its_three_contacts():
    assert due_checks([Job(7, START)]) == [
        DueCheck(7, 1, START, date(2026, 6, 10)),
        DueCheck(7, 3, START, date(2026, 8, 10)),
        DueCheck(7, 6, START, date(2026, 11, 10)),
    ]


def test_a_job_that_ended_before_a_date_keeps_it_to_be_counted():
    assert months_due(Job(7, START, date(2026, 6, 9))) == [(7, 1), (7, 3), (7, 6)]


def test_a_later_job_takes_over_while_it_runs():
    later = Job(8, date(2026, 8, 10))
    assert months_due(Job(7, START), later) == [(7, 1), (8, 1), (8, 3), (8, 6)]
    short = Job(8, date(2026, 8, 10), date(2026, 9, 1))
    assert months_due(Job(7, START), short) == [(7, 1), (7, 6), (8, 1), (8, 3), (8, 6)]


def test_of_two_jobs_begun_on_the_same_day_one_is_asked_about():
    assert months_due(Job(8, START), Job(7, START)) == [(8, 1), (8, 3), (8, 6)]


def test_a_job_told_over_ended_that_day_at_the_latest():
    over = {7: date(2026, 6, 12)}
    assert until_told_over([Job(7, START)], over) == [Job(7, START, date(2026, 6, 12))]
    ended = Job(7, START, date(2026, 6, 1))
    assert until_told_over([ended], over) == [ended]
    assert until_told_over([Job(8, START)], over) == [Job(8, START)]


@pytest.mark.parametrize("reason", ExitReason)
def test_an_exit_towards_a_job_is_a_job_when_no_step_tells_it(reason):
    expected = [Job(None, TODAY)] if reason in JOB_EXITS else []
    assert jobs_of([], TODAY, reason) == expected


def test_a_step_that_goes_beyond_the_exit_is_the_job():
    reason = ExitReason.LASTING_JOB
    running, over = Job(7, START), Job(7, START, TODAY)
    assert jobs_of([running], TODAY, reason) == [running]
    assert jobs_of([over], TODAY, reason) == [over, Job(None, TODAY)]
    assert jobs_of([running], None, None) == [running]


def test_a_job_begun_more_than_six_months_ago_is_too_old_to_start_with():
    assert is_recent(date(2026, 5, 20), TODAY)
    assert not is_recent(date(2026, 5, 19), TODAY)


@pytest.mark.parametrize("around", [1, 15, 40])
def test_every_day_of_the_calendar_is_in_one_state(around):
    states = (JobCheckState.LATE, JobCheckState.NOW, JobCheckState.COMING)
    late, now, coming = (span_of(state, TODAY, around) for state in states)
    assert (now.first, now.last) == (TODAY - timedelta(around), TODAY + timedelta(around))
    assert (late.first, late.last) == (None, now.first - timedelta(1))
    assert (coming.first, coming.last) == (now.last + timedelta(1), now.last + timedelta(30))
    assert span_of(JobCheckState.MADE, TODAY, around).first == TODAY - timedelta(30)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (JobCheckDraft(TODAY, True), set()),
        (JobCheckDraft(START, False, "x" * 300, None), set()),
        (JobCheckDraft(TODAY, None), {"is_in_job"}),
        (JobCheckDraft(None, True), {"made_on"}),
        (JobCheckDraft(TODAY + timedelta(1), True), {"made_on"}),
        (JobCheckDraft(START - timedelta(1), True), {"made_on"}),
        (JobCheckDraft(TODAY, True, "x" * 301), {"words"}),
    ],
)
def test_a_contact_made_is_in_the_past_and_says_whether_she_is_in_a_job(draft, fields):
    assert set(draft.problems(TODAY, START)) == fields


def test_the_exchanges_tell_it_in_a_sentence():
    assert told_sentence(1, True, "Tout va bien.") == (
        "Maintien dans l’emploi, 1\u00a0mois\u00a0: toujours en emploi. Tout va bien."
    )
    assert told_sentence(6, False, "").endswith("plus en emploi.")
    assert len(told_sentence(6, True, "x" * 300)) <= 500
