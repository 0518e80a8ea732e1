"""What the person's file does to her referrals: a step corrected, a follow-up that ends."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.actions.follow_up import close_follow_up
from db.actions.records import change_record
from db.engine import write_session
from db.models.audit import AuditEntry, ChangeHistory
from db.models.beneficiaries import GroupMember
from db.models.paths import Step
from db.models.referrals import Referral
from domain.errors import InvalidInputError
from domain.follow_up import ExitReason, StepOutcome
from domain.offer.referrals import Gesture
from domain.offer.words import ReferralStatus
from domain.path_drafts import StepDraft
from tests.db.referring import build_place
from tests.factories import TODAY

SOON, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=9)


@pytest.fixture
def place(session):
    return build_place(session)


@pytest.fixture
def accepted(place):
    referral_id = place.send()
    place.act(referral_id, Gesture.ACCEPT, day=SOON)
    return referral_id


def draft_of(session):
    """The only step, as the file shows it."""
    session.expire_all()
    step = session.scalars(select(Step)).one()
    return step, StepDraft(**{field.name: getattr(step, field.name) for field in fields(StepDraft)})


def correct(session, place, **values):
    """Change the only step in the file."""
    step, draft = draft_of(session)
    viewer = place.viewers["sender"]
    with write_session(viewer) as writing:
        change_record(writing, viewer, step.id, version=step.version, draft=replace(draft, **values))


def leave(place):
    with write_session(place.viewers["sender"]) as writing:
        viewer, person_id = place.viewers["sender"], place.person.id
        close_follow_up(writing, viewer, person_id, exited_on=TODAY, reason=ExitReason.MOVED)


def signed(session, referral_id):
    """Lines of the audit, then of the history, about this referral."""
    about = (AuditEntry.object_kind == "referral", AuditEntry.object_id == referral_id)
    told = ChangeHistory.object_id == referral_id
    counts = select(func.count()).select_from(AuditEntry).where(*about)
    return session.scalar(counts), session.scalar(select(func.count()).select_from(ChangeHistory).where(told))


def test_a_day_corrected_in_the_file_moves_in_the_referral_and_is_signed(session, place, accepted):
    before = signed(session, accepted)
    correct(session, place, planned_on=LATER, hours=12)
    assert place.read(accepted).standing.starts_on == LATER
    assert [after - then for after, then in zip(signed(session, accepted), before, strict=True)] == [1, 1]
    place.act(accepted, Gesture.START, day=TODAY)
    place.act(accepted, Gesture.END, day=TODAY, outcome=StepOutcome.COMPLETED)
    correct(session, place, outcome=StepOutcome.INTERRUPTED)
    assert place.read(accepted).standing.status is ReferralStatus.ENDED


@pytest.mark.parametrize(
    "values",
    [
        {"started_on": TODAY},
        {"outcome": StepOutcome.NOT_STARTED},
        {"planned_on": None, "started_on": TODAY},
        {"planned_on": TODAY - timedelta(days=1)},
    ],
)
def test_a_start_or_an_end_is_noted_in_the_referral_only(session, place, accepted, values):
    before = place.read(accepted).standing
    with pytest.raises(InvalidInputError) as refused:
        correct(session, place, **values)
    assert set(refused.value.problems) == set(values)
    assert place.read(accepted).standing == before


def test_a_step_that_no_referral_made_is_changed_as_before(session, place, accepted):
    session.scalars(select(Referral)).one().step_id = None
    session.flush()
    correct(session, place, started_on=TODAY)
    assert draft_of(session)[1].started_on == TODAY
    assert place.read(accepted).standing.started_on is None


def test_who_leaves_waits_for_no_answer_any_more_and_the_service_sees_why(session, place):
    sent, waiting = place.send(), place.send()
    place.act(waiting, Gesture.WAIT)
    before = signed(session, sent)[0]
    leave(place)
    for referral_id in (sent, waiting):
        words = place.read(referral_id, "receiver").standing.words(TODAY)
        assert words == "Retirée le 20/11/2026\u00a0: parcours terminé le 20/11/2026"
    assert signed(session, sent)[0] == before + 1
    shares = select(GroupMember.ended_on).where(GroupMember.professional_id.is_(None))
    assert session.scalars(shares).all() == [TODAY]


def test_a_place_already_given_survives_the_exit(place, accepted):
    leave(place)
    assert place.read(accepted).standing.status is ReferralStatus.ACCEPTED
    place.act(accepted, Gesture.START, day=TODAY)
    assert place.read(accepted).standing.status is ReferralStatus.STARTED


def test_a_referral_withdrawn_by_hand_does_not_say_that_the_path_is_over(place):
    referral_id = place.send()
    place.act(referral_id, Gesture.WITHDRAW, "sender")
    assert place.read(referral_id).standing.words(TODAY) == "Retirée le 20/11/2026"
