"""One commitment: taken in a meeting, in the plan, followed by its structure, late, then done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.commissions import commitments, meetings, promises
from db.models.cases import AgendaPoint
from db.models.indicators import AlertFact
from db.models.paths import PlanAction
from db.queries.commissions.commitments import list_commitments
from db.queries.commissions.day import list_former_commitments
from db.queries.commissions.person_cases import list_person_cases
from domain.alerts import AlertRule
from domain.commissions.commitments import CommitmentDraft, Owner
from domain.commissions.preparing import MeetingDraft
from domain.commissions.promises import PromiseFilters, PromiseState
from domain.commissions.words import PointKind
from domain.follow_up import ActionOrigin
from domain.identifiers import new_id
from tests.db.meeting_days import act, make_day, read, start_on_situation
from tests.factories import NOW, TODAY

DEADLINE = TODAY + timedelta(days=10)
LATER = timedelta(days=30)
ALL = PromiseFilters()


@pytest.fixture
def held(session):
    """The meeting is open on a situation, about which the référent's structure promises something."""
    held = make_day(session)
    session.commit()
    point = start_on_situation(held)
    owner = Owner(None, held.referent.structure_id)
    for title, days in (("Visiter un logement", 20), ("Appeler le bailleur", 0)):
        draft = CommitmentDraft(title, owner, DEADLINE + timedelta(days=days))
        act(held.secretary, commitments.add_commitment, point.id, record_id=new_id(), draft=draft)
    return held


def later(viewer):
    return replace(viewer, now=viewer.now + LATER)


def next_meeting(session, held):
    """Created by the action, thirty days later."""
    draft = MeetingDraft(held.body.id, (NOW + LATER).replace(tzinfo=None))
    act(held.secretary, meetings.create_meeting, record_id=(meeting_id := new_id()), draft=draft)
    session.expire_all()
    return meeting_id


def alert_days(session):
    session.expire_all()
    rule = AlertFact.rule == AlertRule.COMMITMENT_OVERDUE
    return session.scalars(select(AlertFact.fact_on).where(rule)).all()


def test_it_is_in_the_plan_and_among_the_commitments_of_its_structure(session, held):
    actions = session.scalars(select(PlanAction).where(PlanAction.origin == ActionOrigin.COMMISSION)).all()
    assert {one.title for one in actions} == {"Visiter un logement", "Appeler le bailleur"}
    found = read(later(held.referent), list_commitments, ALL)
    assert [one.title for one in found] == ["Appeler le bailleur", "Visiter un logement"]
    assert found[0].state(TODAY) is PromiseState.TO_DO
    assert found[0].state(DEADLINE + timedelta(days=1)) is PromiseState.LATE
    [case] = read(held.referent, list_person_cases, held.people[0].id)
    assert [one.title for one in case.commitments] == [one.title for one in found]


def test_it_raises_the_alert_from_its_deadline_until_it_is_done_in_the_animation(session, held):
    assert alert_days(session) == [DEADLINE]
    first, second = read(held.referent, list_commitments, ALL)
    act(held.secretary, commitments.mark_commitment, held.meeting.id, first.id, is_done=True)
    assert alert_days(session) == [second.deadline_on]
    act(held.secretary, commitments.mark_commitment, held.meeting.id, second.id, is_done=True)
    assert alert_days(session) == []


def test_it_opens_the_next_agenda_overdue_first_until_it_is_done(session, held):
    meeting_id = next_meeting(session, held)
    points = select(AgendaPoint.kind).where(AgendaPoint.meeting_id == meeting_id).order_by(AgendaPoint.rank)
    assert session.scalars(points).first() == PointKind.COMMITMENTS
    due = read(later(held.secretary), list_former_commitments, meeting_id)
    assert [one.line.title for one in due] == ["Appeler le bailleur", "Visiter un logement"]
    act(held.referent, promises.keep_commitment, due[0].line.id, is_done=True)
    due = read(later(held.secretary), list_former_commitments, meeting_id)
    assert [one.line.title for one in due] == ["Visiter un logement"]
