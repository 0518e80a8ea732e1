"""Accounts, sessions and throttling, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.actions.accounts import open_account
from db.actions.sign_in import change_password, close_all_sessions, close_session, take_attempt
from db.engine import sign_in_session, write_session
from db.models.accounts import Credential, ProfessionalRole, SignInSession, SignInThrottle
from db.models.audit import AuditEntry
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain.access import Role
from domain.audit import AuditEvent, AuditOutcome
from domain.clock import set_clock
from domain.errors import InvalidInputError
from tests.factories import NOW
from tests.services.accounts import PASSWORD, make_account
from web.activity import Activity
from web.sign_in import try_sign_in
from web.wall import live_session_id

HERE = "192.0.2.1"


@pytest.fixture(autouse=True)
def account(session):
    """Nadia's account, at a known hour."""
    at(timedelta())
    return make_account(session, login="nadia.roux")


def at(elapsed):
    set_clock(lambda: NOW + elapsed)


def viewer_of(token, elapsed=timedelta()):
    with sign_in_session(is_readonly=True) as session:
        return find_viewer(session, hash_token(token), NOW + elapsed)


def signed_in():
    token, _ = try_sign_in("nadia.roux", PASSWORD, HERE)
    return token


def journal(session):
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).all()
    return [(entry.event, entry.outcome) for entry in entries]


def fail(times, login="nadia.roux", address=HERE):
    for _ in range(times):
        with sign_in_session() as session:
            take_attempt(session, login=login, address=address, now=NOW)


def test_the_right_password_opens_an_audited_session_whatever_the_case_of_the_login(session, account):
    """T001."""
    token, problem = try_sign_in("Nadia.Roux", PASSWORD, HERE)
    viewer = viewer_of(token)
    assert (viewer.professional_id, viewer.roles, problem) == (account.id, {Role.CASEWORKER}, "")
    assert journal(session) == [(AuditEvent.SIGN_IN, AuditOutcome.DONE)]


def test_roles_of_an_account_are_united(session, account):
    role = ProfessionalRole(
        consortium_id=account.consortium_id, professional_id=account.id, role=Role.COORDINATOR
    )
    session.add(role)
    session.flush()
    assert viewer_of(signed_in()).roles == {Role.CASEWORKER, Role.COORDINATOR}


def test_only_the_digest_of_the_token_is_stored(session):
    """T016."""
    token = signed_in()
    assert session.scalars(select(SignInSession.token_hash)).one() == hash_token(token) != token


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(session):
    """T004."""
    known, unknown = try_sign_in("nadia.roux", "faux", HERE), try_sign_in("personne", "faux", HERE)
    assert known == unknown == (None, "Identifiant ou mot de passe inexact.")
    assert journal(session) == [(AuditEvent.SIGN_IN, AuditOutcome.FAILED)]


def test_after_five_failures_even_the_right_password_waits(session):
    """T002."""
    fail(5)
    token, problem = try_sign_in("nadia.roux", PASSWORD, HERE)
    assert token is None
    assert "Trop d’essais" in problem
    assert journal(session) == [(AuditEvent.SIGN_IN, AuditOutcome.REFUSED)]
    at(timedelta(seconds=61))
    assert signed_in()


def test_an_unknown_login_is_slowed_down_just_the_same():
    """T004."""
    fail(5, login="personne")
    assert "Trop d’essais" in try_sign_in("personne", "faux", HERE)[1]


def test_the_right_password_forgets_the_failures_before_it():
    """T006."""
    fail(4)
    assert signed_in()
    fail(4)
    assert signed_in()


def test_an_address_that_tries_many_accounts_is_slowed_down_and_no_other():
    """T005."""
    for number in range(30):
        fail(1, login=f"compte.{number}", address="198.51.100.7")
    assert try_sign_in("nadia.roux", PASSWORD, "198.51.100.7")[0] is None
    assert signed_in()


def test_the_throttle_table_names_nobody(session):
    """T003."""
    fail(1)
    subjects = session.scalars(select(SignInThrottle.subject)).all()
    assert len(subjects) == 2
    assert not any("nadia" in subject or HERE in subject for subject in subjects)


@pytest.mark.parametrize(("minutes", "is_live"), [(29, True), (30, False)])
def test_half_an_hour_without_activity_ends_the_session(minutes, is_live):
    """T023."""
    assert (viewer_of(signed_in(), timedelta(minutes=minutes)) is not None) == is_live


def test_eight_hours_end_the_session_however_active():
    """T024."""
    token = signed_in()
    for quarter in range(1, 32):
        at(timedelta(minutes=15 * quarter))
        assert live_session_id(hash_token(token), Activity(is_real=True))
    at(timedelta(hours=8))
    assert live_session_id(hash_token(token), Activity(is_real=True)) is None


def test_looking_on_is_not_activity():
    """T023."""
    token = signed_in()
    at(timedelta(minutes=20))
    assert live_session_id(hash_token(token))
    at(timedelta(minutes=31))
    assert live_session_id(hash_token(token)) is None


@pytest.mark.parametrize("disabled", ["is_disabled", "is_active"])
def test_a_disabled_account_or_a_departure_closes_sessions_and_refuses_new_ones(session, account, disabled):
    """T013."""
    token = signed_in()
    if disabled == "is_disabled":
        session.get_one(Credential, "nadia.roux").is_disabled = True
    else:
        account.is_active = False
    session.flush()
    assert viewer_of(token) is None
    assert signed_in() is None


def test_signing_out_ends_this_session_only_and_everywhere_ends_all(session):
    """T021, T022."""
    first, second, third = signed_in(), signed_in(), signed_in()
    viewer = viewer_of(first)
    with write_session(viewer) as writing:
        close_session(writing, viewer)
    assert viewer_of(first) is None
    assert viewer_of(second)
    viewer = viewer_of(second)
    with write_session(viewer) as writing:
        close_all_sessions(writing, viewer)
    assert [viewer_of(second), viewer_of(third)] == [None, None]
    assert journal(session)[-2:] == [(AuditEvent.SIGN_OUT, AuditOutcome.DONE)] * 2


def test_a_new_password_ends_the_other_sessions_and_is_audited(session):
    """T011."""
    here, elsewhere = signed_in(), signed_in()
    viewer = viewer_of(here)
    with write_session(viewer) as writing:
        change_password(writing, viewer, password_hash="$2b$nouveau")
    assert viewer_of(here)
    assert viewer_of(elsewhere) is None
    assert session.get_one(Credential, "nadia.roux", populate_existing=True).password_hash == "$2b$nouveau"
    assert journal(session)[-1] == (AuditEvent.PASSWORD_CHANGE, AuditOutcome.DONE)


@pytest.mark.parametrize("login", ["nadia.roux", "Nadia.Roux ", "x", "avec espace", "é.è"])
def test_a_login_is_unique_and_plain(session, account, login):
    with pytest.raises(InvalidInputError):
        open_account(session, account, login=login, roles=[], password_hash="-")
    assert session.scalar(select(func.count()).select_from(Credential)) == 1
