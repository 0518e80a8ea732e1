"""Jobs of two files that become one, followed side by side then apart; what the database promises of jobs."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text

from db.actions.reconciliations import undo_decision
from db.actions.records import add_record
from db.engine import write_session
from db.models.beneficiaries import SupportPeriod
from db.models.paths import JobCheck
from db.queries.checks import run_checks
from domain.clock import set_clock
from domain.follow_up import StepKind
from domain.identifiers import new_id
from domain.path_drafts import StepDraft
from domain.reconciliations import ReconciliationStatus as Status
from tests.db.pairs import decide, join, listed, new_side, new_twin, note
from tests.factories import NOW

JOB = StepDraft(StepKind.JOB, "Caissière", "", None, date(2026, 9, 30), None, None, None)
LATER = replace(JOB, started_on=date(2026, 10, 10))


@pytest.fixture
def side(session):
    return new_side(session)


def start(side, who, person, draft):
    with write_session(side.viewers[who]) as session:
        add_record(session, side.viewers[who], person.id, record_id=new_id(), draft=draft)


def to_make(session, person):
    """What is to make about each job of this person, by its start."""
    stays = select(SupportPeriod.id).where(SupportPeriod.beneficiary_id == person.id)
    checks = select(JobCheck).where(JobCheck.support_period_id.in_(stays), JobCheck.made_on.is_(None))
    session.expire_all()
    return sorted((one.started_on, one.months) for one in session.scalars(checks))


def all_of(draft):
    return [(draft.started_on, months) for months in (1, 3, 6)]


def test_the_job_begun_last_is_followed_and_each_again_when_they_part(session, side):
    twin = new_twin(session, side)
    start(side, "referent", side.person, JOB)
    start(side, "neighbour", twin, LATER)
    pair = note(side, side.person, twin)
    join(side, pair, side.person)
    assert (to_make(session, side.person), to_make(session, twin)) == (all_of(LATER), [])
    [linked] = [one for one in listed(side, Status.LINKED) if one.id == pair.id]
    decide(side, undo_decision, linked, version=linked.version)
    assert (to_make(session, side.person), to_make(session, twin)) == (all_of(JOB), all_of(LATER))


def test_promises_see_a_job_half_asked_about(session, side):
    set_clock(lambda: NOW)
    start(side, "referent", side.person, replace(JOB, ended_on=date(2026, 10, 2)))
    assert not [one for one in run_checks(session.connection()) if "emploi" in one]
    session.execute(text("delete from job_check where months = 6"))
    assert [one for one in run_checks(session.connection()) if "1, 3 et 6 mois" in one]
    session.execute(text("update step set started_on = '2026-10-02'"))
    assert [one for one in run_checks(session.connection()) if "commencé ce jour-là" in one]
