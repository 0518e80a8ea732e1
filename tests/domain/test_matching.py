"""Two people alike: taken for one, to be looked at, or two."""

from datetime import date

import pytest

from domain.matching import MatchKey, contradiction, is_near, is_same, match_key
from domain.people import IdentifierOrigin

BIRTH = date(1981, 6, 30)
NEW_YEAR = date(1985, 1, 1)
CAF, FT, OTHER = IdentifierOrigin.CAF, IdentifierOrigin.FRANCE_TRAVAIL, IdentifierOrigin.OTHER
FATOUMATA = match_key("Ben Ali", "", "Fatoumata", BIRTH)


def key(birth: str, first: str, day: date | None = BIRTH, *numbers: tuple[IdentifierOrigin, str]) -> MatchKey:
    return match_key(birth, "", first, day, identifiers=numbers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FATOUMATA, key("BEN-ALI", "fatoumata")),
        (key("Lefèvre-D’Œuvre", "Éloïse"), key("LEFEVRE D'OEUVRE", "Eloise")),
        (match_key("Dupont", "Martin", "Zoé", BIRTH), key("Dupont", "Zoé")),
        (match_key("Dupont", "Martin", "Zoé", BIRTH), key("Martin", "Zoé")),
        (key("Petit", "Léa", None, (CAF, "123")), key("Petit-Roux", "Léa", BIRTH, (CAF, "123"))),
        (key("Petit", "Léa", BIRTH, (CAF, "123")), key("Roux", "Lila", BIRTH, (CAF, "123"))),
    ],
)
def test_one_person_written_in_two_ways_is_the_same(one, other):
    assert is_same(one, other)
    assert is_same(other, one) == is_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FATOUMATA, key("Ben Ali", "Fatoumatta")),
        (FATOUMATA, key("Fatoumata", "Ben Ali")),
        (key("Durand", "Marie Claire"), key("Durand", "Marie")),
        (key("Garcia Lopez", "Inés"), key("García", "Inés")),
        (key("Martin", "Paul", date(1990, 4, 3)), key("Martin", "Paul", date(1990, 3, 4))),
        (key("Martin", "Paul", date(1990, 4, 3)), key("Martin", "Paul", date(1990, 4, 8))),
        (key("Martin", "Paul", None), key("Martin", "Paul")),
        (key("Diallo", "Aminata", NEW_YEAR), key("Diallo", "Aminata", NEW_YEAR)),
        (key("Martin", "Paul", BIRTH, (CAF, "1")), key("Martin", "Anne", date(1983, 2, 9), (CAF, "1"))),
        (key("Sow", "Awa", NEW_YEAR, (CAF, "1")), key("Sow", "Issa", NEW_YEAR, (CAF, "1"))),
        (key("Petit", "Léa", BIRTH, (CAF, "1")), key("Petit", "Léa", BIRTH, (CAF, "2"))),
    ],
)
def test_a_doubt_is_shown_and_never_settled(one, other):
    assert is_same(one, other) is None
    assert is_near(one, other)
    assert is_near(other, one) == is_near(one, other)


@pytest.mark.parametrize(
    "other",
    [
        key("Ben Ali", "Fatoumata", date(1975, 2, 11)),
        key("Ben Ali", "Karim"),
        key("Nguyen", "Thi Mai"),
        key("Ben Ali", "Karim", None),
    ],
)
def test_two_people_are_not_brought_together(other):
    assert is_same(FATOUMATA, other) is is_near(FATOUMATA, other) is None


def test_a_birth_on_1_january_needs_the_same_commune_or_the_same_number():
    here, there = (match_key("Diallo", "", "Aminata", NEW_YEAR, commune_code=c) for c in ("66136", "66137"))
    assert is_same(here, here) == "Même nom et même date de naissance"
    assert is_same(here, there) is None
    numbered = key("Diallo", "Aminata", NEW_YEAR, (FT, "77"))
    assert is_same(numbered, numbered) == "Même numéro France Travail"


def test_two_numbers_of_one_origin_contradict_each_other():
    one, other = key("Petit", "Léa", BIRTH, (CAF, "1")), key("Petit", "Léa", BIRTH, (CAF, "2"))
    assert contradiction(one, other) == "autre numéro CAF"
    assert is_near(one, other) == "Même nom et même date de naissance, mais autre numéro CAF"


@pytest.mark.parametrize("numbers", [[(FT, "2")], [(CAF, "1"), (CAF, "2")], []])
def test_another_origin_or_a_number_in_common_contradicts_nothing(numbers):
    one = key("Petit", "Léa", BIRTH, (CAF, "1"))
    assert contradiction(one, key("Petit", "Léa", BIRTH, *numbers)) is None


def test_numbers_of_other_lists_never_contradict():
    assert (
        contradiction(key("Petit", "Léa", BIRTH, (OTHER, "1")), key("Petit", "Léa", BIRTH, (OTHER, "2")))
        is None
    )
