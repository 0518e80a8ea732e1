"""Referrals: sent with the person's agreement, answered by the other structure, followed to their end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import read_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import GroupMember
from db.models.indicators import PathLine
from db.models.paths import Step
from db.queries.timelines import list_timeline
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, NotFoundError
from domain.follow_up import SharePurpose, StepKind, StepOutcome
from domain.offer.referrals import Gesture
from domain.offer.words import ReferralStatus, RefusalReason
from tests.db.referring import build_place
from tests.factories import TODAY

SOON = TODAY + timedelta(days=7)


@pytest.fixture
def place(session):
    return build_place(session)


@pytest.fixture
def outside(session):
    return build_place(session, is_outside=True)


def shares(session, place):
    statement = select(GroupMember).where(GroupMember.professional_id.is_(None))
    return session.scalars(statement.where(GroupMember.beneficiary_id == place.person.id)).all()


def steps(session):
    return session.scalars(select(Step)).all()


def status(place, referral_id):
    return place.read(referral_id).standing.status


def referred(session, place):
    line = select(PathLine.referred).where(PathLine.beneficiary_id == place.person.id)
    return session.scalars(line).one()


def test_sending_shares_the_file_with_the_structure_and_meets_the_need(session, place):
    referral_id = place.send()
    [share] = shares(session, place)
    assert (share.structure_id, share.purpose) == (place.viewers["receiver"].structure_id, SharePurpose.STEP)
    standing = place.read(referral_id).standing
    assert (standing.status, standing.sent_on) == (ReferralStatus.SENT, TODAY)
    assert standing.expires_on == TODAY + timedelta(days=30)
    assert referred(session, place) != 0
    assert steps(session) == []


def test_opened_by_who_receives_it_it_is_received_and_signed(session, place):
    referral_id = place.send()
    place.receive(referral_id, "sender")
    assert status(place, referral_id) is ReferralStatus.SENT
    place.receive(referral_id)
    assert status(place, referral_id) is ReferralStatus.RECEIVED
    signed = select(AuditEntry.event).where(AuditEntry.object_id == referral_id).order_by(AuditEntry.sequence)
    assert session.scalars(signed).all()[-2:] == [AuditEvent.UPDATE, AuditEvent.READ]


def test_accepted_with_a_date_it_is_a_step_that_starts_and_ends(session, place):
    referral_id = place.send()
    place.act(referral_id, Gesture.ACCEPT, day=SOON, words="Bienvenue")
    [step] = steps(session)
    assert (step.kind, step.title, step.planned_on) == (StepKind.WORKSHOP, "Atelier", SOON)
    place.act(referral_id, Gesture.START, day=TODAY)
    place.act(referral_id, Gesture.END, day=TODAY, outcome=StepOutcome.COMPLETED)
    session.refresh(step)
    assert (step.started_on, step.ended_on, step.outcome) == (TODAY, TODAY, StepOutcome.COMPLETED)
    assert status(place, referral_id) is ReferralStatus.ENDED
    [share] = shares(session, place)
    assert share.ended_on == TODAY


def test_the_timeline_tells_what_was_sent_answered_and_planned(place):
    place.act(place.send(), Gesture.ACCEPT, day=SOON)
    viewer = place.viewers["sender"]
    with read_session(viewer) as session:
        events = list_timeline(session, viewer, place.person.id)
    told = events.loc[events["lane"] == "Vers un service", "label"]
    assert sorted(told) == ["Orientation envoyée", "Réponse\u00a0: acceptée"]
    assert list(events.loc[events["lane"] == "Étape", "is_planned"]) == [True]


def test_refused_it_ends_the_share_and_no_longer_meets_the_need(session, place):
    referral_id = place.send()
    place.act(referral_id, Gesture.WAIT)
    place.act(referral_id, Gesture.REFUSE, refusal=RefusalReason.FULL, words="Complet jusqu’en mars")
    line = place.read(referral_id)
    assert (line.standing.refusal, line.standing.closed_on) == (RefusalReason.FULL, TODAY)
    assert line.answer_words == "Complet jusqu’en mars"
    assert [share.ended_on for share in shares(session, place)] == [TODAY]
    assert referred(session, place) == 0


def test_who_does_not_come_after_an_acceptance_leaves_a_step_that_did_not_happen(session, place):
    referral_id = place.send()
    place.act(referral_id, Gesture.ACCEPT, day=SOON)
    place.act(referral_id, Gesture.REFUSE, refusal=RefusalReason.NO_SHOW)
    assert [step.outcome for step in steps(session)] == [StepOutcome.NOT_STARTED]
    assert place.read(referral_id).standing.answered_on == TODAY


def test_the_share_lasts_as_long_as_another_referral_needs_it(session, place):
    first, second = place.send(), place.send()
    place.act(first, Gesture.REFUSE, refusal=RefusalReason.FULL)
    assert [share.ended_on for share in shares(session, place)] == [None]
    place.act(second, Gesture.WITHDRAW, "sender")
    assert [share.ended_on for share in shares(session, place)] == [TODAY]


def test_each_side_has_its_gestures(place):
    referral_id = place.send()
    for who in ("sender", "coordinator"):
        with pytest.raises(ForbiddenError):
            place.act(referral_id, Gesture.ACCEPT, who, day=SOON)
    with pytest.raises(ForbiddenError):
        place.act(referral_id, Gesture.WITHDRAW, "their_manager")
    place.act(referral_id, Gesture.REMIND, "coordinator")
    assert place.read(referral_id).standing.reminded_on == TODAY
    place.act(referral_id, Gesture.ACCEPT, "their_manager", day=SOON)


def test_outside_of_the_consortium_who_sent_it_types_the_answer(session, outside):
    referral_id = outside.send()
    assert shares(session, outside) == []
    with pytest.raises(NotFoundError):
        outside.read(referral_id, "receiver")
    outside.act(referral_id, Gesture.ACCEPT, "sender", day=SOON, answered_on=TODAY)
    assert [step.planned_on for step in steps(session)] == [SOON]
