"""Referrals that may not be sent, read or answered: by whom, to which service, against whose will."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from db.actions.offer.referral_answers import act_on_referral
from db.engine import write_session
from db.models.beneficiaries import Beneficiary, GroupMember
from db.models.offer import ServicePrescriber
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.offer.referrals import Gesture, GestureDraft
from domain.offer.words import RefusalReason, ServiceState
from tests.db.referring import build_place
from tests.factories import TODAY

SOON = TODAY + timedelta(days=7)


@pytest.fixture
def place(session):
    return build_place(session)


def shares(session, place):
    statement = select(GroupMember).where(GroupMember.professional_id.is_(None))
    return session.scalars(statement.where(GroupMember.beneficiary_id == place.person.id)).all()


def test_a_stranger_finds_nothing_and_a_manager_reads_no_word(place):
    referral_id = place.send()
    with pytest.raises(NotFoundError):
        place.read(referral_id, "stranger")
    line = place.read(referral_id, "manager")
    assert (line.reason, line.phone, line.gestures) == ("", "", ())
    with pytest.raises(NotFoundError):
        place.receive(referral_id, "manager")
    assert place.read(referral_id, "receiver").phone == "0600000001"


def test_an_objection_to_sharing_refuses_and_hides(session, place):
    referral_id = place.send()
    own = place.viewers["sender"].structure_id
    session.execute(update(Beneficiary).values(reserved_structure_id=own, sharing_objected_on=TODAY))
    with pytest.raises(NotFoundError):
        place.read(referral_id, "receiver")
    with pytest.raises(ForbiddenError, match="opposée"):
        place.send()


def test_an_objection_to_this_structure_refuses_and_hides(session, place):
    referral_id = place.send()
    [share] = shares(session, place)
    share.objected_on = TODAY
    session.flush()
    with pytest.raises(NotFoundError):
        place.read(referral_id, "receiver")
    with pytest.raises(ForbiddenError, match="opposée"):
        place.send()


@pytest.mark.parametrize("state", [ServiceState.SUSPENDED, ServiceState.CLOSED])
def test_a_service_that_takes_nobody_is_refused(session, place, state):
    place.service.state = state
    session.flush()
    with pytest.raises(ForbiddenError, match="suspendu ou fermé"):
        place.send()


def test_only_the_structures_that_may_prescribe_send(session, place):
    key = {"consortium_id": place.consortium.id, "service_id": place.service.id}
    session.add(ServicePrescriber(**key, structure_id=place.viewers["coordinator"].structure_id))
    session.flush()
    with pytest.raises(ForbiddenError, match="Votre structure"):
        place.send()
    place.send("coordinator")


def test_without_a_reason_or_an_agreement_nothing_leaves(session, place):
    with pytest.raises(InvalidInputError) as refused:
        place.send(reason=" ", is_agreed=False)
    assert set(refused.value.problems) == {"reason", "is_agreed"}
    assert shares(session, place) == []


def test_two_answers_at_once_are_a_conflict_and_the_same_one_is_not(place):
    referral_id = place.send()
    place.act(referral_id, Gesture.ACCEPT, day=SOON)
    viewer = place.viewers["their_manager"]
    same = GestureDraft(Gesture.ACCEPT, day=SOON)
    with write_session(viewer) as session:
        act_on_referral(session, viewer, referral_id, version=1, draft=same)
    other = GestureDraft(Gesture.REFUSE, refusal=RefusalReason.FULL)
    with pytest.raises(EditConflictError), write_session(viewer) as session:
        act_on_referral(session, viewer, referral_id, version=1, draft=other)
