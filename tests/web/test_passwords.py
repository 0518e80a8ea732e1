"""How passwords are kept and checked; what is accepted is told in tests/domain/test_passwords.py."""

import pytest

from web.passwords import check_password, hash_password, is_outdated, password_problem

GOOD = "cheval agrafe 29 brume"


def test_a_command_that_makes_an_account_tells_why_a_password_is_refused():
    """T008."""
    assert password_problem(GOOD, "nadia.roux", "Nadia Roux") == ""
    assert "votre nom" in password_problem("nadia agrafe 29 brume", "nadia.roux", "Nadia Roux")


def test_the_same_password_is_kept_differently_each_time():
    """T009."""
    assert hash_password(GOOD) != hash_password(GOOD)


def test_accents_match_however_the_keyboard_writes_them():
    """T009."""
    assert check_password("e\u0301te\u0301 au chalet", hash_password("été au chalet"))


@pytest.mark.parametrize("start", ["a" * 72, "é" * 36, "ab\0cd"])
def test_nothing_is_cut_where_bcrypt_stops_reading(start):
    """T009."""
    kept = hash_password(start + "b")
    assert check_password(start + "b", kept)
    assert not check_password(start + "c", kept)
    assert not check_password(start, kept)


def test_a_hash_made_when_hashing_cost_less_is_outdated():
    """T009: tests hash at the least cost, 4; the server at 12."""
    assert not is_outdated(hash_password(GOOD))
    assert not is_outdated("$2b$12$" + "a" * 53)
    assert is_outdated("$2b$03$" + "a" * 53)


def test_an_unknown_user_never_matches():
    """T004."""
    assert not check_password(GOOD, None)
    assert not check_password("personne ne porte ce mot de passe", None)
