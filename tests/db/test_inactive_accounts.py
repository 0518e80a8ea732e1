"""Accounts that nobody uses are listed, then closed."""

from datetime import timedelta

from sqlalchemy import select

from db.actions.inactive_accounts import close_inactive_account, list_inactive_accounts
from db.models.accounts import Credential
from db.models.audit import AuditEntry
from domain.access import Role
from domain.clock import set_clock
from domain.sign_in import INACTIVE_AFTER
from tests.factories import NOW
from tests.services.accounts import PASSWORD, make_account
from web.attempts import try_sign_in

LATER = NOW + INACTIVE_AFTER + timedelta(days=1)


def logins(session):
    return [one.login for one in list_inactive_accounts(session, LATER)]


def test_six_months_without_signing_in_close_an_account_but_never_the_administration(session):
    """T014."""
    set_clock(lambda: NOW)
    make_account(session, login="ancienne")
    make_account(session, login="utilisee")
    make_account(session, login="administration", role=Role.ADMINISTRATOR)
    set_clock(lambda: LATER)
    assert try_sign_in("utilisee", PASSWORD, "192.0.2.1")[0]
    session.expire_all()
    assert logins(session) == ["ancienne"]
    close_inactive_account(session, session.get_one(Credential, "ancienne"), LATER)
    session.flush()
    assert logins(session) == []
    assert try_sign_in("ancienne", PASSWORD, "192.0.2.1")[0] is None
    assert "inactive" in session.scalars(select(AuditEntry.detail)).all()
