"""A person's identity as it is typed."""

from dataclasses import replace
from datetime import date

import pytest

from domain.beneficiaries import EntryDraft, IdentityDraft, looks_like_nir, search_name, sort_name
from domain.follow_up import EntryOrigin
from domain.people import Civility

TODAY = date(2026, 11, 20)
ELOISE = IdentityDraft(Civility.MADAM, "Lefèvre", "", "Éloïse", date(1990, 5, 17))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"birth_date": None},
        {"birth_date": TODAY},
        {"usual_name": "D’Œuvre"},
        {"phone": "04 68 00 00 00", "email": "eloise@exemple.fr", "postal_code": "66000"},
        {"phone": "+33 4 68 00 00 00"},
        {"phone": "0033468000000"},
    ],
)
def test_a_plausible_identity_is_accepted(values):
    assert replace(ELOISE, **values).problems(TODAY) == {}


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("birth_name", " ", "Indiquez le nom de naissance."),
        ("birth_name", "123", "Un nom s’écrit avec des lettres."),
        ("birth_name", "a" * 121, "120 signes au plus."),
        ("usual_name", "?", "Un nom s’écrit avec des lettres."),
        ("first_names", "", "Indiquez au moins un prénom."),
        ("birth_date", date(2026, 11, 21), "Cette date est dans le futur."),
        ("birth_date", date(1915, 12, 31), "Cette date est trop ancienne."),
        ("phone", "0468", "Ce numéro n’a pas dix chiffres."),
        ("email", "eloise@", "Cette adresse est incomplète."),
        ("postal_code", "6600", "Un code postal compte cinq chiffres."),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(field, value, problem):
    assert replace(ELOISE, **{field: value}).problems(TODAY) == {field: problem}


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        (TODAY, {}),
        (None, {"entered_on": "Indiquez la date."}),
        (date(2026, 11, 21), {"entered_on": "Cette date est dans le futur."}),
    ],
)
def test_an_entry_has_happened(day, problems):
    assert EntryDraft(day, EntryOrigin.SELF).problems(TODAY) == problems


def test_a_search_looks_into_both_names_and_the_list_is_sorted_by_the_one_she_goes_by():
    married = replace(ELOISE, usual_name="D’Œuvre")
    assert search_name(married) == "lefevre d oeuvre eloise"
    assert (sort_name(married), sort_name(ELOISE)) == ("d oeuvre eloise", "lefevre eloise")


@pytest.mark.parametrize(
    ("text", "is_nir"),
    [
        ("2 90 05 66 136 123 45", True),
        ("2900566136123", True),
        ("1.85.12.2A.004.001.42", True),
        ("1852B2B00400142", False),
        ("0468000000", False),
        ("1234567A", False),
        ("3900566136123", False),
        ("", False),
    ],
)
def test_the_national_identification_number_is_recognised_to_be_refused(text, is_nir):
    assert looks_like_nir(text) is is_nir
