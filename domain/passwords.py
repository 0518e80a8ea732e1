"""What a password must be: long and varied enough, not common, nothing of its owner in it.

CNIL, délibération 2022-100: a password alone is worth 80 bits, or is a sentence of seven words. ANSSI asks
an administrator for sixteen characters.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from math import log2
from pathlib import Path

MINIMUM_LENGTH = 12
ADMINISTRATOR_LENGTH = 16
MAXIMUM_LENGTH = 128
_LEAST_BITS = 80
_LEAST_WORDS = 7
_LEAST_ORIGINAL_LETTERS = 4
_CLASSES = {r"[a-z]": 26, r"[A-Z]": 26, r"[0-9]": 10, r"[^a-zA-Z0-9]": 37}  # the alphabets of the CNIL
_LEET = str.maketrans("@40315$7!", "aaoiessti")
_PLAIN_WORDS = frozenset({"avec", "chez", "dans", "pour", "sans", "sous"})
TOO_SIMPLE = (
    "Il est trop simple : ajoutez des caractères, mêlez majuscules, minuscules, chiffres et signes, "
    "ou écrivez une phrase de sept mots."
)


def password_problems(
    password: str,
    *,
    names: Collection[str] = (),
    organisations: Collection[str] = (),
    is_administrator: bool = False,
) -> list[str]:
    """What is wrong with a new password, in French; empty when it may be used."""
    password = unicodedata.normalize("NFC", password)
    least = ADMINISTRATOR_LENGTH if is_administrator else MINIMUM_LENGTH
    checks = {
        f"Il faut {least} caractères au moins.": len(password) < least,
        f"Il est trop long : {MAXIMUM_LENGTH} caractères au plus.": len(password) > MAXIMUM_LENGTH,
        "Il ne doit contenir ni votre nom, ni votre identifiant.": _holds(password, names),
        "Il ne doit pas contenir le nom de votre structure.": _holds(password, organisations),
        "Il est trop courant : choisissez des mots sans rapport entre eux.": _is_common(password),
        "Il contient un caractère invisible.": not password.isprintable(),
    }
    problems = [problem for problem, is_met in checks.items() if is_met]
    return problems or ([] if _is_varied(password) else [TOO_SIMPLE])


def bits(password: str) -> float:
    """Its worth by the CNIL's formula: the length, times the alphabets that it draws from."""
    alphabet = sum(size for pattern, size in _CLASSES.items() if re.search(pattern, password))
    return len(password) * log2(alphabet) if alphabet else 0.0


def folded(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _is_varied(password: str) -> bool:
    """80 bits as the CNIL rounds them (12 characters of 4 kinds are 79.6), or seven different words."""
    words = {word for word in re.split(r"[\W_]+", password) if len(word) > 1}
    return round(bits(password)) >= _LEAST_BITS or len(words) >= _LEAST_WORDS


def _holds(password: str, texts: Collection[str]) -> bool:
    words = set(re.split(r"[\W\d_]+", folded(" ".join(texts)))) - _PLAIN_WORDS
    return any(word in folded(password) for word in words if len(word) >= _LEAST_ORIGINAL_LETTERS)


def _is_common(password: str) -> bool:
    plain = folded(password)
    return _is_worn(plain) or _is_worn(plain.translate(_LEET))


def _is_worn(plain: str) -> bool:
    """True when hardly any letter is left once the most used words are taken out."""
    for word in _common_words():
        plain = plain.replace(word, "")
    return len(set(re.sub(r"[\W\d_]", "", plain))) < _LEAST_ORIGINAL_LETTERS


@cache
def _common_words() -> list[str]:
    text = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8")
    return sorted(text.split(), key=len, reverse=True)
