"""What an account keeps from one sign-in to the next, on both databases."""

from contextlib import contextmanager
from datetime import timedelta

import bcrypt
import pytest
from sqlalchemy import select

from db.engine import sign_in_session
from db.models.accounts import Credential
from db.models.audit import AuditEntry
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain import clock
from domain.audit import AuditEvent
from domain.clock import set_clock
from tests.factories import NOW
from tests.services.accounts import PASSWORD, make_account
from web.attempts import try_sign_in
from web.wall import live_session_id

HERE = "192.0.2.1"


@pytest.fixture(autouse=True)
def account(session):
    """Nadia's account, at a known hour."""
    at(timedelta())
    return make_account(session, login="nadia.roux")


def at(elapsed):
    set_clock(lambda: NOW + elapsed)


def viewer_of(token):
    with sign_in_session(is_readonly=True) as session:
        return find_viewer(session, hash_token(token), clock.now())


def signed_in():
    return try_sign_in("nadia.roux", PASSWORD, HERE)[0]


def salt_of(rounds):
    return f"$2b${rounds:02}$abcdefghijklmnopqrstuu".encode()


@contextmanager
def patched_cost(rounds):
    """As if the cost of hashing had been raised."""
    usual, bcrypt.gensalt = bcrypt.gensalt, lambda *_: salt_of(rounds)
    try:
        yield
    finally:
        bcrypt.gensalt = usual


def test_the_end_of_an_idle_session_is_in_the_journal_once(session):
    """T023, T024."""
    token = signed_in()
    at(timedelta(minutes=31))
    assert live_session_id(hash_token(token)) is None
    assert live_session_id(hash_token(token)) is None
    details = session.scalars(select(AuditEntry.detail).where(AuditEntry.event == AuditEvent.SIGN_OUT)).all()
    assert details == ["expiration"]


def test_she_is_told_when_she_signed_in_last_and_how_often_it_failed_since(session):
    """T001, T006."""
    signed_in()
    try_sign_in("nadia.roux", "faux", HERE)
    try_sign_in("nadia.roux", "faux", HERE)
    session.expire_all()
    viewer = viewer_of(signed_in())
    assert (viewer.previous_sign_in_at, viewer.failures_before) == (NOW, 2)


def test_a_hash_that_costs_too_little_is_made_again_at_the_next_sign_in(session):
    """T009."""
    credential = session.get_one(Credential, "nadia.roux")
    with patched_cost(5):
        assert try_sign_in("nadia.roux", PASSWORD, HERE)[0]
    session.expire_all()
    assert credential.password_hash.startswith("$2b$05$")
    assert try_sign_in("nadia.roux", PASSWORD, HERE)[0]
