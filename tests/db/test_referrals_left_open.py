"""Referrals left open by a follow-up that ended before they ended with it: closed once by revision 0015."""

from datetime import date
from importlib import import_module

from sqlalchemy import text

from db.models.beneficiaries import GroupMember, SupportPeriod
from db.models.referrals import Referral
from domain.offer.words import ReferralStatus
from tests.db.world import build_side

EXITED_ON = date(2026, 11, 20)
revision = import_module("db.migrations.versions.0015_faster_figures")


def leave(session):
    """The stay of a referral that is still sent ends, the referral does not."""
    build_side(session)
    referral = session.query(Referral).filter_by(status=ReferralStatus.SENT).first()
    stay = session.get_one(SupportPeriod, (referral.consortium_id, referral.support_period_id))
    stay.exited_on, stay.exit_reason = EXITED_ON, "moved"
    share = GroupMember(
        consortium_id=referral.consortium_id,
        id=referral.id,
        beneficiary_id=stay.beneficiary_id,
        structure_id=referral.structure_id,
        purpose="step",
        started_on=referral.sent_on,
    )
    if session.get(GroupMember, (referral.consortium_id, referral.id)) is None:
        session.add(share)
    session.flush()
    return (referral.consortium_id, referral.id)


def repair(connection, session):
    for statement in (revision.END_REFERRALS, revision.END_SHARES):
        connection.execute(text(statement))
    session.expire_all()


def test_a_referral_that_waits_ends_with_the_stay_and_its_share_too(session, connection):
    key = leave(session)
    repair(connection, session)
    referral, share = session.get_one(Referral, key), session.get_one(GroupMember, key)
    assert referral.status is ReferralStatus.WITHDRAWN
    assert referral.closed_on == max(EXITED_ON, referral.sent_on)
    assert share.ended_on == max(referral.closed_on, share.started_on)


def test_run_twice_it_changes_nothing_more(session, connection):
    key = leave(session)
    repair(connection, session)
    version = session.get_one(Referral, key).version
    repair(connection, session)
    assert session.get_one(Referral, key).version == version
