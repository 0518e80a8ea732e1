"""What the demonstration holds of commissions, and the life of one commitment from end to end."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import build_engine
from db.models.cases import AgendaPoint, Commitment, MeetingMinutes
from db.models.commissions import CommissionBody, CommissionMeeting
from db.models.indicators import AlertFact
from db.models.paths import PlanAction
from domain import clock
from domain.alerts import AlertRule
from domain.commissions.words import MeetingState, MinutesState, PointKind
from domain.follow_up import ActionStatus
from tests.services.databases import copy_of_template


@pytest.fixture(scope="module")
def demo(shared):
    """120 people on SQLite, only read."""
    database = copy_of_template(shared, "sqlite", "demo_commissions", people=120)
    engine = build_engine(database.url)
    with Session(engine) as session:
        yield session
    engine.dispose()


def meetings_in(demo, *states):
    return demo.scalars(select(CommissionMeeting).where(CommissionMeeting.state.in_(states))).all()


def test_two_bodies_with_meetings_whose_minutes_are_validated(demo):
    bodies = set(demo.scalars(select(CommissionBody.id)))
    closed = meetings_in(demo, MeetingState.CLOSED)
    validated = select(MeetingMinutes).where(MeetingMinutes.state == MinutesState.VALIDATED)
    written = {one.meeting_id: one.content for one in demo.scalars(validated)}
    assert len(bodies) == 2
    assert {one.body_id for one in closed} == bodies
    assert all(written[one.id] for one in closed)


def test_some_commitments_are_late_and_raise_the_alert(demo):
    today = clock.now().date()
    is_late = (PlanAction.status != ActionStatus.DONE, PlanAction.deadline_on < today)
    late = demo.scalar(select(func.count()).select_from(PlanAction).where(
        PlanAction.id.in_(select(Commitment.action_id)), *is_late))  # fmt: skip
    alerts = select(func.count()).where(AlertFact.rule == AlertRule.COMMITMENT_OVERDUE)
    assert late > 0
    assert demo.scalar(alerts) > 0


def test_a_meeting_of_today_is_ready_to_open_on_the_commitments(demo):
    [meeting] = meetings_in(demo, MeetingState.AGENDA_SET)
    points = demo.scalars(
        select(AgendaPoint).where(AgendaPoint.meeting_id == meeting.id).order_by(AgendaPoint.rank)
    ).all()
    assert abs(meeting.meets_on - clock.now().date()) <= timedelta(days=1)
    assert points[0].kind == PointKind.COMMITMENTS
    assert len(points) > 1
