"""T012: the second factor of an account, on both databases."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text, update

from db.actions.account_access import reset_second_factor
from db.actions.accounts import open_account
from db.actions.second_factor import confirm_second_factor, prepare_second_factor
from db.engine import sign_in_session, write_session
from db.models.accounts import Credential
from db.models.consortia import Consortium
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain import clock
from domain.access import Role
from domain.clock import set_clock
from domain.errors import InvalidInputError
from domain.second_factor import matching_step
from tests.factories import NOW, make_professional
from tests.services.accounts import PASSWORD, hashed_password, make_account
from web.attempts import CODE_ASKED, try_code, try_sign_in

HERE, LOGIN = "192.0.2.1", "nadia.roux"


@pytest.fixture
def enrolled(session):
    """Nadia's key and recovery codes, once she has enrolled."""
    at(0)
    make_account(session, login=LOGIN, role=Role.ADMINISTRATOR)
    viewer = signed_in()
    with write_session(viewer) as writing:
        key = prepare_second_factor(writing, viewer)
    with write_session(viewer) as writing:
        codes = confirm_second_factor(writing, viewer, code=code_of(key))
    at(60)
    return key, codes


def at(seconds):
    set_clock(lambda: NOW + timedelta(seconds=seconds))


def code_of(key, seconds=0):
    return pyotp.TOTP(key).at(clock.now() + timedelta(seconds=seconds))


def viewer_of(token):
    with sign_in_session(is_readonly=True) as session:
        return find_viewer(session, hash_token(token), clock.now())


def signed_in():
    return viewer_of(try_sign_in(LOGIN, PASSWORD, HERE)[0])


def test_the_password_alone_opens_nothing_any_more(enrolled):
    """T012."""
    assert try_sign_in(LOGIN, PASSWORD, HERE) == (None, CODE_ASKED)
    assert try_code(LOGIN, code_of(enrolled[0]), HERE)[0]


@pytest.mark.parametrize(("seconds", "is_right"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_late_or_early(seconds, is_right):
    """T012."""
    at(0)
    key = pyotp.random_base32()
    assert (matching_step(key, code_of(key, seconds), NOW) is not None) is is_right


def test_a_code_serves_once_and_none_before_it_either(enrolled):
    """T012."""
    key, _ = enrolled
    code, former = code_of(key), code_of(key, -30)
    assert try_code(LOGIN, code, HERE)[0]
    assert try_code(LOGIN, code, HERE)[0] is None
    assert try_code(LOGIN, former, HERE)[0] is None


def test_five_wrong_codes_close_the_door_even_to_the_right_one(enrolled):
    """T012."""
    for _ in range(5):
        try_code(LOGIN, "000000", HERE)
    assert "Trop d’essais" in try_code(LOGIN, code_of(enrolled[0]), HERE)[1]


def test_a_recovery_code_serves_once_however_it_is_typed(enrolled):
    """T012."""
    typed = enrolled[1][0].upper().replace("-", " ")
    assert try_code(LOGIN, typed, HERE)[0]
    assert try_code(LOGIN, typed, HERE)[0] is None
    assert try_code(LOGIN, enrolled[1][1], HERE)[0]


def test_neither_the_key_nor_the_recovery_codes_are_readable_in_the_database(session, enrolled):
    """T012."""
    session.expire_all()
    row = session.execute(text("select totp_secret, recovery_digests from credential")).one()
    assert enrolled[0] not in row.totp_secret
    assert enrolled[1][0].replace("-", "") not in row.recovery_digests


def test_a_wrong_code_puts_nothing_in_force(session):
    """T012."""
    at(0)
    make_account(session, login=LOGIN)
    viewer = signed_in()
    with write_session(viewer) as writing:
        prepare_second_factor(writing, viewer)
    with pytest.raises(InvalidInputError), write_session(viewer) as writing:
        confirm_second_factor(writing, viewer, code="12345")
    assert signed_in()


@pytest.mark.usefixtures("enrolled")
def test_another_administrator_takes_it_off_and_the_password_opens_again(session):
    """T012."""
    account = session.get_one(Credential, LOGIN)
    consortium = session.get_one(Consortium, account.consortium_id)
    other = make_professional(session, consortium, roles=())
    open_account(session, other, login="autre", roles=[Role.ADMINISTRATOR], password_hash=hashed_password())
    viewer = viewer_of(try_sign_in("autre", PASSWORD, HERE)[0])
    with write_session(viewer) as writing:
        reset_second_factor(writing, viewer, account.professional_id)
    assert signed_in()


def test_a_consortium_that_asks_for_it_has_its_roles_enrol_first(session):
    """T012."""
    at(0)
    make_account(session, login=LOGIN, role=Role.ADMINISTRATOR)
    assert not signed_in().must_enrol
    session.execute(update(Consortium).values(requires_second_factor=True))
    assert signed_in().must_enrol
