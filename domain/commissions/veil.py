"""What hides a person in free text before a shared screen: her names, her numbers, her dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.names import normalise_name

VEIL = "…"
PERSON = "la personne"
_MARK = "\ufdd0"  # in no text: what follows is a particle of her name
_PIECES = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|.", re.DOTALL)
_EMAIL = re.compile(r"[^\s,;]+@[^\s,;]+")
_NUMBER = re.compile(r"(?<!\d)(?:\+?\d[\d .\u00a0\u202f-]{6,}\d)(?!\d)")
_PARTICLES = frozenset({"de", "du", "des", "la", "le", "les", "el", "al", "ben", "van", "von", "d", "l"})

_PART = rf"(?:{PERSON}|{_MARK}[^\W\d_]+)"
_BESIDE = re.compile(rf"(?:{_PART}[\s\u00a0]+)*{PERSON}")


@dataclass(frozen=True)
class Identity:
    """What must not be read of her; `others`: further words that name her, such as her identifiers."""

    first_name: str
    last_name: str
    birth_name: str = ""
    birth_date: date | None = None
    others: tuple[str, ...] = ()


def veiled(text: str, identity: Identity) -> str:
    """The same text without her names (« la personne »), telephone, e-mail, birth date and identifiers."""
    for secret in (*_birth_dates(identity.birth_date), *(one for one in identity.others if one)):
        text = re.sub(re.escape(secret), VEIL, text, flags=re.IGNORECASE)
    text = _NUMBER.sub(VEIL, _EMAIL.sub(VEIL, text))
    parts = _name_parts(identity)
    told = [_veiled_word(word, parts) for word in _PIECES.findall(text)]
    return _BESIDE.sub(PERSON, "".join(told)).replace(_MARK, "")


def _name_parts(identity: Identity) -> frozenset[str]:
    """Each word of her names, as people search for them."""
    names = (identity.first_name, identity.last_name, identity.birth_name)
    return frozenset(part for name in names for part in normalise_name(name).split())


def _veiled_word(word: str, parts: frozenset[str]) -> str:
    """A particle of her name says nothing alone: it goes only beside another part (see _BESIDE)."""
    said = normalise_name(word).split()
    if not said or parts.isdisjoint(said):
        return word
    return f"{_MARK}{word}" if parts.issuperset(said) and _PARTICLES.issuperset(said) else PERSON


def _birth_dates(born_on: date | None) -> Iterator[str]:
    if born_on is not None:
        for pattern in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%Y-%m-%d", "%d %m %Y"):
            yield born_on.strftime(pattern)
