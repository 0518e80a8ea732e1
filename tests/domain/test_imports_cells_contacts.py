"""Phones, addresses, places, numbers and names of the consortium, as files write them."""

import pytest

from domain.imports.model import ImportField
from domain.people import Public
from tests.domain.imports_world import read, verdict

F = ImportField
ZERO_LOST = "Le zéro du début manquait : il est remis."
NOT_TEN = "Ce numéro n’a pas dix chiffres : laissé vide."


@pytest.mark.parametrize(
    ("text", "number", "warning"),
    [
        ("0719637868", "07 19 63 78 68", ""),
        ("+33719637868", "07 19 63 78 68", ""),
        ("0033 7 19.63.78-68", "07 19 63 78 68", ""),
        ("+33 (0)7 19 63 78 68", "07 19 63 78 68", ""),
        ("'+33719637868", "07 19 63 78 68", ""),
        ("07\u00a019\u202f63 78 68", "07 19 63 78 68", ""),
        ("07/19/63/78/68", "07 19 63 78 68", ""),
        ("719637868", "07 19 63 78 68", ZERO_LOST),
        ("719637868.0", "07 19 63 78 68", ZERO_LOST),
        ("33719637868", "07 19 63 78 68", "Le « + » de « +33 » manquait : numéro lu comme français."),
        ("+262 692 12 34 56", "06 92 12 34 56", ""),
        ("+590 590 12 34 56", "05 90 12 34 56", ""),
        ("+687 12 34 56", "+687123456", ""),
        ("+508 41 12 34", "+508411234", ""),
        ("+689 87 12 34 56", "+68987123456", ""),
        ("+34 612 345 678", "+34612345678", ""),
        ("04 68 00 00 00 / 06 12 34 56 78", "06 12 34 56 78", "Un seul numéro est gardé : 06 12 34 56 78."),
        ("06 12 34", None, NOT_TEN),
        ("7,19E+08", None, NOT_TEN),
        ("00 00 00 00 00", None, "Ce numéro n’existe pas : laissé vide."),
        ("+33 6 12", None, NOT_TEN),
        ("voir sa sœur", None, NOT_TEN),
    ],
)
def test_a_phone_has_one_writing_or_is_left_out(text, number, warning):
    """T074."""
    assert verdict(F.PHONE, text) == (number, "", warning)


@pytest.mark.parametrize(
    ("text", "email", "is_warned"),
    [
        ("Ines.Roca@Exemple.FR", "Ines.Roca@exemple.fr", False),
        ("mailto:i@exemple.fr", "i@exemple.fr", False),
        ("a@exemple.fr ; b@exemple.fr", "a@exemple.fr", True),
        ("i@exemple", None, True),
        ("ines roca@", None, True),
        ("<script>@exemple.fr", None, True),
        ("=a@exemple.fr", None, True),
    ],
)
def test_an_email_has_its_domain_in_small_letters_or_is_left_out(text, email, is_warned):
    """T074."""
    value, problem, warning = verdict(F.EMAIL, text)
    assert (value, problem, bool(warning)) == (email, "", is_warned)


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("66 000", "66000", ""),
        ("66000.0", "66000", ""),
        ("F-66000", "66000", ""),
        ("66020 CEDEX 9", "66020", ""),
        ("6600", None, "6600 : il manque un chiffre. Sans doute 06600 ou 66000 : à vous de choisir."),
        ("6675", None, "6675 : il manque un chiffre. Sans doute 06675 ou 66750 : à vous de choisir."),
        ("2A004", None, "Un code postal compte cinq chiffres : corrigez ou videz la cellule."),
        ("660000", None, "Un code postal compte cinq chiffres : corrigez ou videz la cellule."),
    ],
)
def test_a_postal_code_has_five_digits(text, value, problem):
    """T074."""
    assert verdict(F.POSTAL_CODE, text) == (value, problem, "")


def test_an_unknown_postal_code_is_kept_and_told():
    assert verdict(F.POSTAL_CODE, "00123") == (
        "00123",
        "",
        "00123 n’est pas un code postal connu ici : vérifiez-le.",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Perpignan", "66136"), ("PERPIGNAN CEDEX", "66136"), ("66000 Perpignan", "66136")),
        *(("Perpignan (66)", "66136"), ("ARGELES S/MER", "66008"), ("Argelès-sur-Mer", "66008")),
        *(("CERET", "66049"), ("L'Haÿ-les-Roses", "94038"), ("2a004", "2A004"), ("66136", "66136")),
        *(("Paris 12", "75112"), ("PARIS 12ÈME ARRONDISSEMENT", "75112"), ("Ajaccio", "2A004")),
    ],
)
def test_a_commune_is_found_by_its_name(text, code):
    assert verdict(F.COMMUNE, text) == (code, "", "")


def test_two_communes_of_one_name_are_told_apart_by_the_postal_code():
    assert read({F.POSTAL_CODE: "66500", F.COMMUNE: "Prades"}).values[F.COMMUNE] == "66149"
    assert read({F.COMMUNE: "St-Cyprien", F.POSTAL_CODE: "66750"}).values[F.COMMUNE] == "66171"
    assert "Plusieurs communes" in verdict(F.COMMUNE, "Prades")[2]
    assert verdict(F.COMMUNE, "Nulle-Part")[2] == "Commune inconnue ici, laissée vide : « Nulle-Part »."


def test_a_commune_that_is_not_at_its_postal_code_is_kept_by_name_and_told():
    row = read({F.POSTAL_CODE: "66000", F.COMMUNE: "Céret"})
    assert row.values == {F.POSTAL_CODE: "66000", F.COMMUNE: "66049"}
    assert row.warnings == {0: "66000 n’est pas un code postal de Céret (66400)."}


@pytest.mark.parametrize(
    ("field", "text", "value", "problem", "is_warned"),
    [
        (F.ID_FRANCE_TRAVAIL, " 7388486699a ", "7388486699A", False, False),
        (F.ID_CAF, "4 933 192", "4933192", False, False),
        (F.ID_CAF, "4933192.0", "4933192", False, False),
        (F.ID_CAF, "461329", "0461329", False, True),
        (F.ID_MSA, "461329", "461329", False, False),
        (F.ID_OTHER, "12E5", "12E5", False, False),
        (F.ID_OTHER, "1.23E+10", None, True, False),
        (F.ID_OTHER, "1,23E10", None, True, False),
        (F.ID_OTHER, "=A1", None, True, False),
        (F.ID_OTHER, "<b>1</b>", None, True, False),
        (F.ID_OTHER, "1" * 41, None, True, False),
        (F.ID_OTHER, "en cours", None, False, True),
        (F.ID_OTHER, "2 90 05 66 136 123 45", None, False, True),
        (F.JALONS_ID, "490000000000001", 490000000000001, False, False),
        (F.JALONS_ID, "2900566136123.0", 2900566136123, False, False),
        (F.JALONS_ID, str(2**63), None, True, False),
        (F.JALONS_ID, "4,9E+14", None, True, False),
        (F.STRUCTURE, "MISSION LOCALE", 1, False, False),
        (F.STRUCTURE, "Cap emploi", None, False, True),
        (F.STRUCTURE, "CCAS", None, True, False),
        (F.REFERENT, "ROCA Inès", 7, False, False),
        (F.REFERENT, "i.roca@exemple.fr", 7, False, False),
        (F.REFERENT, "Sans référent·e", None, False, False),
        (F.REFERENT, "Personne Inconnue", None, False, True),
        (F.REFERENT, "PUIG Léo", None, True, False),
        (F.ADDRESS, "3  rue\nBasse", "3 rue Basse", False, False),
        (F.ADDRESS, "<b>ici</b>", "<b>ici</b>", False, False),
        (F.ADDRESS, "=1+1", None, True, False),
        (F.ADDRESS, "a" * 301, None, True, False),
    ],
)
def test_numbers_and_names_of_the_consortium(field, text, value, problem, is_warned):
    found, refused, warning = verdict(field, text)
    assert (found, bool(refused), bool(warning)) == (value, problem, is_warned)


def test_unknown_publics_are_told_and_the_others_kept():
    value, problem, warning = verdict(F.PUBLICS, "RSA, Martien")
    assert (value, problem) == (frozenset({Public.RSA}), "")
    assert warning == "Public inconnu, laissé de côté : « Martien »."
