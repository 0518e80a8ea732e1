"""Headings of French files, matched with what a column may hold."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.caseload_table import exported_caseload
from db.queries.caseloads import COLUMNS
from domain.imports.heading_words import LEFT_OUT, NEVER_READ, WORDS
from domain.imports.headings import heading_key, is_left_out, is_never_read, match_headings
from domain.imports.model import ImportField

F = ImportField


def field_of(heading, remembered=None):
    return match_headings([heading], remembered or {})[0]


@pytest.mark.parametrize("field", ImportField)
def test_every_field_is_found_under_its_own_label(field):
    assert field_of(field.label) == field_of(field.label.upper()) == field


@pytest.mark.parametrize("field", ImportField)
def test_every_word_of_the_list_is_matched(field):
    words = [word for word in WORDS[field].split(", ") if word != "nom"]
    assert {field_of(word) for word in words} == {field}
    assert {field_of(word.replace(" ", "_").upper()) for word in words} == {field}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NOM", F.BIRTH_NAME),
        ("\ufeffNom patronymique", F.BIRTH_NAME),
        ("Nom marital", F.USUAL_NAME),
        ("Prénom(s)", F.FIRST_NAMES),
        ("Né(e) le", F.BIRTH_DATE),
        ("Né·e le :", F.BIRTH_DATE),
        ("DDN", F.BIRTH_DATE),
        ("DateNaissance", F.BIRTH_DATE),
        ("Mèl", F.EMAIL),
        ("E-mail", F.EMAIL),
        ("Tél. portable", F.PHONE),
        ("N° allocataire", F.ID_CAF),
        ("Nº d’allocataire", F.ID_CAF),
        ("Matricule CAF", F.ID_CAF),
        ("N° DE", F.ID_FRANCE_TRAVAIL),
        ("Identifiant Pôle\u00a0emploi", F.ID_FRANCE_TRAVAIL),
        ("N° dossier i-milo", F.ID_MISSION_LOCALE),
        ("Date d’entrée dans le dispositif", F.ENTERED_ON),
        ("Référent unique", F.REFERENT),
        ("Prochain RDV", F.NEXT_APPOINTMENT),
        ("Date de début du CER", F.CONTRACT_STARTS_ON),
    ],
)
def test_the_headings_of_real_files_are_understood(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    "heading",
    [
        "",
        " ",
        "N°",
        "Identifiant",
        "Matricule",
        "Dossier",
        "Naissance",
        "Sexe",
        "Nom et prénom",
        "Département",
    ],
)
def test_what_may_mean_two_things_is_left_to_the_importer(heading):
    assert field_of(heading) is None


def test_what_is_remembered_wins_and_a_remembered_nothing_is_kept():
    remembered = {"matricule": F.ID_CAF, "n allocataire": F.ID_MSA, "commentaire": None, "ville": None}
    headings = ["Matricule", "N° allocataire", "Commentaire", "Ville", "Nom"]
    assert match_headings(headings, remembered) == [F.ID_CAF, F.ID_MSA, None, None, F.BIRTH_NAME]


def test_two_columns_are_never_read_into_one_field():
    assert match_headings(["Ville", "Commune", "VILLE"], {}) == [None, F.COMMUNE, None]
    assert match_headings(["Localité", "Commune"], {"localite": F.COMMUNE}) == [F.COMMUNE, None]
    twice = {"a": F.EMAIL, "b": F.EMAIL}
    assert match_headings(["A", "B"], twice) == [F.EMAIL, None]


def test_publics_may_stand_in_several_columns():
    assert match_headings(["Public", "Type de public"], {}) == [F.PUBLICS, F.PUBLICS]


def test_a_mobile_phone_is_preferred():
    assert match_headings(["Tél. fixe", "Téléphone", "Portable"], {}) == [None, None, F.PHONE]
    assert match_headings(["Tél. fixe", "Téléphone"], {}) == [None, F.PHONE]
    assert match_headings(["Tél. fixe"], {}) == [F.PHONE]


def test_a_name_alone_is_the_birth_name_unless_another_column_says_it_is():
    assert match_headings(["Nom", "Nom marital"], {}) == [F.BIRTH_NAME, F.USUAL_NAME]
    assert match_headings(["Nom", "Nom de naissance"], {}) == [F.USUAL_NAME, F.BIRTH_NAME]
    assert match_headings(["Nom", "Né(e)", "Nom d’usage"], {"ne e": F.BIRTH_NAME})[0] is None


@pytest.mark.parametrize("heading", ["À corriger", "A CORRIGER", "NIR", "N° de sécurité sociale", "n° sécu"])
def test_our_notes_and_the_national_number_are_never_read_even_on_request(heading):
    assert is_never_read(heading)
    assert field_of(heading, {heading_key(heading): F.ID_OTHER}) is None


@pytest.mark.parametrize("word", [*LEFT_OUT.split(", "), *NEVER_READ.split(", ")])
def test_the_words_that_are_not_read_are_no_field(word):
    assert is_left_out(word) or is_never_read(word)
    assert field_of(word) is None


def test_every_column_of_our_export_is_read_back_or_known_as_left_out():
    headings = list(exported_caseload(pd.DataFrame(columns=COLUMNS)).columns)
    fields = match_headings(headings, {})
    unknown = [name for name, f in zip(headings, fields, strict=True) if not f and not is_left_out(name)]
    assert unknown == []
    assert {F.BIRTH_NAME, F.USUAL_NAME, F.BIRTH_DATE, F.PUBLICS, F.ENTERED_ON, F.REFERENT} <= set(fields)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key_and_any_heading_has_one(heading):
    assert heading_key(heading_key(heading)) == heading_key(heading)
    assert match_headings([heading, heading], {})[0] in (None, *ImportField)
