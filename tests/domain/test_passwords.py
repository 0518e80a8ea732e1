"""T008: the policy of passwords, case by case, with the reason that is told."""

import pytest

from domain.passwords import TOO_SIMPLE, bits, password_problems

COMMON = "Il est trop courant : choisissez des mots sans rapport entre eux."
NAMES = "Il ne doit contenir ni votre nom, ni votre identifiant."
STRUCTURE = "Il ne doit pas contenir le nom de votre structure."
SHORT = "Il faut 12 caractères au moins."
LONG = "Il est trop long : 128 caractères au plus."
INVISIBLE = "Il contient un caractère invisible."
OWNER = {"names": ["nadia.roux", "Nadia Roux"], "organisations": ["CCAS de Kerlaz"]}


@pytest.mark.parametrize(
    "password",
    [
        "x7#Kq92!vLp4",
        "x7#Kq92 vLp4",
        "Épaulé ñandú 29",
        "xK7qP92vLp4tRw",
        "wkzxqhtgbnvypdfjl",
        "cheval agrafe 29 brume",
        "correcthorsebatterystaple",
        "un pré bleu va si loin hier",
        "ab cd ef gh ij kl mn",
        "Épaulé ñandú çà et là",
        "voilà six mots bien à moi",
        "brume " * 4 + "Zénith 9",
        "agrafe-tulipe-wagon-figue-hibou-4071",
        "çàéèùôî 4 Kz#",
        "x7#Kq92!vLp4" * 9,
        "é" * 60 + "wkxzqhtgb",
        "Zq4 kW7 " * 16,
        "le 3 mars, vélo + café = wagon",
    ],
)
def test_a_long_and_varied_password_is_accepted(password):
    """T008."""
    assert password_problems(password, **OWNER) == []


@pytest.mark.parametrize(
    ("password", "reasons"),
    [
        ("x7#Kq92!vLp", [SHORT]),
        ("", [SHORT, COMMON]),
        ("x7Kq92vLp4tR", [TOO_SIMPLE]),
        ("xk7qp92vlp4t", [TOO_SIMPLE]),
        ("wkzxqhtgbnvypdfj", [TOO_SIMPLE]),
        ("pré de lin bl", [TOO_SIMPLE]),
        ("x7#Kq92!vLp4" * 11, [LONG]),
        ("Motdepasse2026!", [COMMON]),
        ("M0tdepa$$e2026", [COMMON]),
        ("P@ssw0rd2026!!", [COMMON]),
        ("azertyuiop12", [COMMON]),
        ("Azerty123456!", [COMMON]),
        ("BonjourSoleil1", [COMMON]),
        ("Marseille2026!", [COMMON]),
        ("493027561834", [COMMON]),
        ("aaaaaaaaaaaaaaaaaaaa", [COMMON]),
        ("Novembre-2026-!", [COMMON]),
        ("nadia agrafe 29 brume", [NAMES]),
        ("chevalROUX29brume#", [NAMES]),
        ("NADIA.ROUX-wkz-2026", [NAMES]),
        ("mon ccas agrafe 29", [STRUCTURE]),
        ("Kerlaz brouette 29!", [STRUCTURE]),
        ("cheval\u200bagrafe 29 brume", [INVISIBLE]),
        ("cheval\tagrafe 29 brume", [INVISIBLE]),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, reasons):
    """T008."""
    assert password_problems(password, **OWNER) == reasons


@pytest.mark.parametrize(("password", "told"), [("x7#Kq92!vLp4", 79.6), ("xK7qP92vLp4tRw", 83.4), ("", 0)])
def test_the_worth_of_a_password_is_that_of_the_cnil(password, told):
    """T008."""
    assert bits(password) == pytest.approx(told, abs=0.1)


def test_an_administrator_needs_sixteen_characters():
    """T008."""
    assert password_problems("x7#Kq92!vLp4", is_administrator=True) == ["Il faut 16 caractères au moins."]
    assert password_problems("x7#Kq92!vLp4-xQ9", is_administrator=True) == []
