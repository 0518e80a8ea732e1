"""Cells that say where somebody lives: postal code and commune, one checked by the other."""

import re
from collections import defaultdict

from domain.imports.cell import Cell, quoted, says_nothing, tidy, without_decimals
from domain.imports.model import KnownNames
from domain.names import normalise_name

_POSTAL_CODE = re.compile(r"[0-9]{5}")
_CEDEX = re.compile(r"\s*\bcedex\b.*", re.IGNORECASE)
_COUNTRY = re.compile(r"^fr?\s*-\s*", re.IGNORECASE)
_AROUND_NAME = re.compile(r"^[0-9]{5} |\(.*\)|\b[0-9]{5}$")
_ARRONDISSEMENT = re.compile(r"(paris|lyon|marseille) 0?([0-9]{1,2}) ?(?:er|e|eme|ere)?(?: arr.*)?")
_SHORT_WORDS = {"st": "saint", "ste": "sainte", "s/": "sur", "sts": "saints", "stes": "saintes"}
_INSEE = re.compile(r"[0-9](?:[0-9]|A|B)[0-9]{3}", re.IGNORECASE)


class PlaceReader:
    """Reads the places of a file; what is repeated from line to line is understood once."""

    def __init__(self, known: KnownNames) -> None:
        self._known = known
        self._codes = frozenset(code for codes in known.communes.values() for code in codes)
        self._postal_codes_of: defaultdict[str, list[str]] = defaultdict(list)
        for postal_code, communes in sorted(known.postal_codes.items()):
            for commune in communes:
                self._postal_codes_of[commune].append(postal_code)
        self._read: dict[tuple[str, str | None], tuple[Cell, str]] = {}

    def postal_code(self, raw: str) -> Cell:
        """Five digits; four are refused with the likely codes, for somebody to choose."""
        text = tidy(raw)
        if says_nothing(text):
            return Cell()
        digits = _COUNTRY.sub("", _CEDEX.sub("", without_decimals(text))).replace(" ", "")
        if re.fullmatch(r"[0-9]{4}", digits):
            return Cell(problem=_missing_digit(digits))
        if not _POSTAL_CODE.fullmatch(digits):
            return Cell(problem="Un code postal compte cinq chiffres : corrigez ou videz la cellule.")
        is_doubtful = self._known.postal_codes and digits not in self._known.postal_codes
        is_doubtful = is_doubtful and not _CEDEX.search(text)
        return Cell(
            digits,
            warning=f"{digits} n’est pas un code postal connu ici : vérifiez-le." if is_doubtful else "",
        )

    def commune(self, raw: str, postal_code: str | None) -> tuple[Cell, str]:
        """The INSEE code of a commune, and the warning on a postal code that is not hers."""
        key = raw, postal_code
        if key not in self._read:
            text = tidy(raw)
            self._read[key] = (Cell(), "") if says_nothing(text) else self._commune(text, postal_code)
        return self._read[key]

    def _commune(self, text: str, postal_code: str | None) -> tuple[Cell, str]:
        named = self._named(text)
        if not named:
            return Cell(warning=f"Commune inconnue ici, laissée vide : {quoted(text)}."), ""
        served = self._known.postal_codes.get(postal_code or "", frozenset())
        near = [code for code in named if code in served] or named
        if len(near) > 1:
            return Cell(
                warning=f"Plusieurs communes s’appellent {quoted(text)} : vérifiez le code postal."
            ), ""
        its_codes = self._postal_codes_of[near[0]]
        is_elsewhere = postal_code and its_codes and near[0] not in served and not _CEDEX.search(text)
        listed = ", ".join(its_codes[:3])
        return Cell(near[0]), (
            f"{postal_code} n’est pas un code postal de {text} ({listed})." if is_elsewhere else ""
        )

    def _named(self, text: str) -> list[str]:
        if _INSEE.fullmatch(text) and text not in self._known.postal_codes:
            return [text.upper()] if text.upper() in self._codes else []
        name = normalise_name(text)
        bare = " ".join(_AROUND_NAME.sub(" ", _CEDEX.sub("", name)).replace("s/", "s/ ").split())
        whole = " ".join(_SHORT_WORDS.get(word, word) for word in bare.split())
        found = _ARRONDISSEMENT.fullmatch(whole)
        ward = (
            f"{found[1]} {int(found[2])}{'er' if int(found[2]) == 1 else 'e'} arrondissement" if found else ""
        )
        spellings = (name, bare, whole, ward)
        return list(next((self._known.communes[s] for s in spellings if s in self._known.communes), ()))


def _missing_digit(digits: str) -> str:
    """Both ends may have lost it; where the consortium is does not tell where the person lives."""
    likely = [code for code in (f"0{digits}", f"{digits}0") if not code.startswith("00")]
    return f"{digits} : il manque un chiffre. Sans doute {' ou '.join(likely)} : à vous de choisir."
