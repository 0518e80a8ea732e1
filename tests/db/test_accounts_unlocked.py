"""A locked account is opened again by somebody else of the administration."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions import account_access as access
from db.engine import write_session
from db.models.accounts import Credential
from db.models.audit import AuditEntry
from domain.clock import set_clock
from domain.errors import ForbiddenError
from tests.db.world import HERE, build_side
from tests.factories import NOW
from tests.services.accounts import PASSWORD, hashed_password
from web.attempts import try_sign_in


@pytest.fixture
def side(session):
    return build_side(session, HERE)


@pytest.fixture
def act(side):
    """Do this as the administrator."""

    def do(action, *arguments, **values):
        viewer = side.viewers["administrator"]
        with write_session(viewer) as session:
            return action(session, viewer, *arguments, **values)

    return do


def test_an_account_is_unlocked_by_somebody_else_and_the_journal_says_so(session, side, act):
    """T007."""
    professional_id = side.professionals["colleague"].id
    credential = session.scalars(select(Credential).filter_by(professional_id=professional_id)).one()
    act(access.reset_password, professional_id, password_hash=hashed_password())
    login = credential.login
    for _ in range(6):
        try_sign_in(login, "faux", "192.0.2.1")
    act(access.unlock_account, professional_id)
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert last.detail == "unlocked"
    assert "inexact" in try_sign_in(login, "faux", "192.0.2.1")[1]


@pytest.mark.parametrize("action", [access.unlock_account, access.reset_second_factor])
def test_nobody_opens_her_own_door(side, act, action):
    """T007, T012, T051."""
    with pytest.raises(ForbiddenError, match="Un autre compte"):
        act(action, side.viewers["administrator"].professional_id)


def test_a_new_password_closes_every_session_and_must_be_changed(session, side, act):
    """T010: for a day, and once."""
    colleague = side.professionals["colleague"]
    set_clock(lambda: NOW)
    act(access.reset_password, colleague.id, password_hash=hashed_password())
    credential = session.scalars(select(Credential).filter_by(professional_id=colleague.id)).one()
    assert credential.must_change_password
    set_clock(lambda: NOW + timedelta(hours=24, seconds=1))
    assert "24 heures" in try_sign_in(credential.login, PASSWORD, "192.0.2.1")[1]
    set_clock(lambda: NOW)
    assert try_sign_in(credential.login, PASSWORD, "192.0.2.1")[0]
    assert "déjà servi" in try_sign_in(credential.login, PASSWORD, "192.0.2.1")[1]
