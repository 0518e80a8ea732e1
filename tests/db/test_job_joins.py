"""Two files that become one: their jobs are followed side by side, and apart again when it is undone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.actions.reconciliations import undo_decision
from db.actions.records import add_record
from db.engine import write_session
from db.models.beneficiaries import SupportPeriod
from db.models.paths import JobCheck
from domain.follow_up import StepKind
from domain.identifiers import new_id
from domain.path_drafts import StepDraft
from domain.reconciliations import ReconciliationStatus as Status
from tests.db.pairs import decide, join, listed, new_side, new_twin, note

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
