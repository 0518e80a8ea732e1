"""What passwords are accepted, how they are kept and checked."""

import pytest

from web.passwords import check_password, hash_password, password_problem

GOOD = "cheval agrafe 29 brume"


@pytest.mark.parametrize(
    "password",
    [GOOD, "x7#Kq92!vLp4", "Épaulé ñandú çà et là", "correcthorsebatterystaple", "é" * 3 + "wkxzqhtgb"],
)
def test_a_long_enough_original_password_is_accepted(password):
    assert password_problem(password, "nadia.roux", "Nadia Roux") == ""


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("x7#Kq92!vLp", "12 caractères"),
        ("é" * 37, "72 octets"),
        ("Motdepasse2026!", "trop courant"),
        ("P@ssw0rd2026!!", "trop courant"),
        ("azertyuiop12", "trop courant"),
        ("BonjourSoleil1", "trop courant"),
        ("493027561834", "trop courant"),
        ("aaaaaaaaaaaaaa", "trop courant"),
        ("nadia agrafe 29 brume", "votre nom"),
        ("chevalROUX29brume", "votre nom"),
        ("cheval\u200bagrafe 29", "invisible"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, reason):
    assert reason in password_problem(password, "nadia.roux", "Nadia Roux")


def test_the_same_password_is_kept_differently_each_time():
    assert hash_password(GOOD) != hash_password(GOOD)


def test_accents_match_however_the_keyboard_writes_them():
    assert check_password("e\u0301te\u0301 au chalet", hash_password("été au chalet"))


def test_nothing_longer_than_bcrypt_reads_is_ever_accepted():
    kept = hash_password("a" * 72)
    assert check_password("a" * 72, kept)
    assert not check_password("a" * 73, kept)
    with pytest.raises(ValueError, match="too long"):
        hash_password("a" * 73)


def test_an_unknown_user_never_matches():
    assert not check_password(GOOD, None)
    assert not check_password("personne ne porte ce mot de passe", None)
