"""Are these two the same person? The rule of imports and of rapprochements, on normalised names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from domain.names import normalise_name
from domain.people import IdentifierOrigin

Identifier = tuple[IdentifierOrigin, str]
CLOSE_ENOUGH = 85  # of 100: one letter in seven may differ
_WORTH_COMPARING = 70  # of 100: below, with no word in common, nothing is near


@dataclass(frozen=True)
class MatchKey:
    """What two people are compared by; build it with `match_key`. `names` pairs each last name she has with
    her first names."""

    names: frozenset[tuple[str, str]]
    birth_date: date | None
    identifiers: frozenset[Identifier] = frozenset()
    commune_code: str | None = None


def match_key(
    birth_name: str,
    usual_name: str,
    first_names: str,
    birth_date: date | None,
    *,
    identifiers: Iterable[Identifier] = (),
    commune_code: str | None = None,
) -> MatchKey:
    """The key of somebody as she is typed or stored."""
    first = normalise_name(first_names)
    lasts = {normalise_name(birth_name), normalise_name(usual_name)} - {""}
    names = frozenset((last, first) for last in lasts)
    return MatchKey(names, birth_date, frozenset(identifiers), commune_code)


def is_same(a: MatchKey, b: MatchKey) -> str | None:
    """Why they are taken for one person unless somebody says otherwise; None when nothing says so."""
    if contradiction(a, b):
        return None
    if (number := _shared_number(a, b)) and _is_not_a_relative(a, b):
        return f"Même {number}"
    if a.names & b.names and a.birth_date and a.birth_date == b.birth_date and _date_is_enough(a, b):
        return "Même nom et même date de naissance"
    return None


def is_near(a: MatchKey, b: MatchKey) -> str | None:
    """Why somebody should look at these two, when `is_same` does not hold; None when nothing is alike."""
    if number := _shared_number(a, b):
        return f"Même {number}, autre prénom ou autre date de naissance"
    if a.birth_date and a.birth_date == b.birth_date:
        return _near_by_name(a, b)
    if not a.names & b.names:
        return None
    if a.birth_date is None or b.birth_date is None:
        return "Même nom, une date de naissance manque"
    return "Même nom, dates de naissance proches" if are_close_dates(a.birth_date, b.birth_date) else None


def have_in_common(words: str, others: str) -> bool:
    """A quick look at the whole names, normalised, of two people born the same day."""
    is_shared = not set(words.split()).isdisjoint(others.split())
    return is_shared or fuzz.ratio(words, others) >= _WORTH_COMPARING


def contradiction(a: MatchKey, b: MatchKey) -> str | None:
    """« autre numéro CAF »: an origin numbers a person once; « Autre » is several lists, no proof."""
    theirs = _by_origin(b)
    for origin, numbers in sorted(_by_origin(a).items()):
        if origin != IdentifierOrigin.OTHER and theirs.get(origin, numbers).isdisjoint(numbers):
            return f"autre {_number_of(origin)}"
    return None


def _near_by_name(a: MatchKey, b: MatchKey) -> str | None:
    if a.names & b.names:
        said = contradiction(a, b) or "naissance un 1er janvier, commune différente ou inconnue"
        return f"Même nom et même date de naissance, mais {said}"
    if any(_are_close_names(mine, hers) for mine in a.names for hers in b.names):
        return "Même date de naissance, noms proches"
    return None


def _are_close_names(mine: tuple[str, str], hers: tuple[str, str]) -> bool:
    is_shortened = all(_is_part(one, other) for one, other in zip(mine, hers, strict=True))
    is_swapped = mine == hers[::-1]
    return is_shortened or is_swapped or fuzz.ratio(" ".join(mine), " ".join(hers)) >= CLOSE_ENOUGH


def _is_part(one: str, other: str) -> bool:
    """« marie » of « marie claire », « garcia » of « garcia lopez », in either order."""
    mine, hers = set(one.split()), set(other.split())
    return mine <= hers or hers <= mine


def are_close_dates(one: date, other: date) -> bool:
    """Equal but for one digit, or for the day and the month written the other way round."""
    is_swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    digits = zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True)
    return is_swapped or sum(mine != hers for mine, hers in digits) == 1


def _is_not_a_relative(a: MatchKey, b: MatchKey) -> bool:
    """A couple shares one CAF number: the first names or the birth date must agree as well."""
    firsts, theirs = ({first for _, first in key.names} for key in (a, b))
    is_born_alike = a.birth_date is not None and a.birth_date == b.birth_date
    return bool(firsts & theirs) or (is_born_alike and not _is_first_of_january(a.birth_date))


def _date_is_enough(a: MatchKey, b: MatchKey) -> bool:
    """1 January is written for people born abroad whose day is unknown: the commune must agree too."""
    is_same_commune = a.commune_code is not None and a.commune_code == b.commune_code
    return is_same_commune or not _is_first_of_january(a.birth_date)


def _is_first_of_january(day: date | None) -> bool:
    return day is not None and (day.month, day.day) == (1, 1)


def _shared_number(a: MatchKey, b: MatchKey) -> str | None:
    shared = sorted(a.identifiers & b.identifiers)
    return _number_of(shared[0][0]) if shared else None


def _number_of(origin: IdentifierOrigin) -> str:
    return "numéro" if origin == IdentifierOrigin.OTHER else f"numéro {origin.label}"


def _by_origin(key: MatchKey) -> dict[IdentifierOrigin, set[str]]:
    found: dict[IdentifierOrigin, set[str]] = {}
    for origin, value in key.identifiers:
        found.setdefault(origin, set()).add(value)
    return found
