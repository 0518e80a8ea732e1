"""Dropping a file, for each role, on both databases."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.access import BULK_ROLES, Role
from domain.people import IdentifierOrigin
from navigation import IMPORT, IMPORT_REPORT, IMPORTS
from tests.db.importing import preview, sample
from tests.factories import make_structure
from tests.services.file_screen import labels, press, words
from tests.services.import_screen import KNOWN, open_page
from tests.services.shared import PROJECT

FAULTY = "03_lignes_fautives.csv"
NEAR = "Nom;Prénom;Né le;Téléphone\nMartin;Alixe;03/04/1990;\nMartins;Alix;03/04/1990;0699999999\n"
PAGES = [IMPORTS, IMPORT, IMPORT_REPORT]


def drop(content, name="liste.csv"):
    page = open_page(IMPORTS)
    return page.file_uploader[0].upload(name, content, "text/csv").run()


def selected(page):
    return [box.value for box in page.selectbox if " devient" in box.label]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
@pytest.mark.parametrize("role", sorted(set(Role) - BULK_ROLES))
def test_other_roles_are_refused(sign_in, entry, role):
    sign_in(role)
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=30).run()
    assert not page.exception
    assert page.error[0].value == "Votre rôle ne permet pas cette modification\\."
    assert not page.button


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_nobody_gets_nothing(entry):
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=30).run()
    assert "Votre session est terminée" in page.info[0].value
    assert not page.button


@pytest.mark.parametrize("role", sorted(BULK_ROLES))
def test_a_file_may_be_dropped_by_those_who_import(sign_in, role):
    sign_in(role)
    page = open_page(IMPORTS)
    assert not page.exception
    assert "Aucun import pour l’instant" in words(page)
    assert page.file_uploader[0].label == "Fichier CSV ou XLSX, 10 Mo au plus"


def test_columns_are_matched_and_the_coordination_chooses_who_welcomes(session, consortium, coordinator):
    make_structure(session, consortium, "Autre structure")
    page = drop(sample("01_entrants_windows1252.csv"))
    assert "Texte Windows-1252 · point-virgule · titres en ligne 3 · 60 lignes" in words(page)
    assert selected(page)[:3] == ["birth_name", "first_names", "birth_date"]
    found = {box.label: box.value for box in page.selectbox}
    assert found["Qui a fait ce fichier ?"] == IdentifierOrigin.CAF
    assert found["Structure des nouvelles personnes"] == coordinator.structure_id


def test_a_manager_imports_for_her_own_structure(sign_in):
    sign_in(Role.STRUCTURE_MANAGER)
    page = drop(KNOWN.encode())
    assert "Structure des nouvelles personnes" not in [box.label for box in page.selectbox]
    assert "Vérifier le fichier" in labels(page)


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("name", ["04_vide.csv", "05_faux_classeur.xlsx"])
def test_a_refused_file_says_why_and_nothing_else(name):
    page = drop(sample(name), name)
    assert not page.exception
    assert len(page.error) == 1
    assert labels(page) == []


@pytest.mark.usefixtures("coordinator")
def test_two_columns_for_one_field_are_told_by_the_field_and_refused():
    page = drop(b"Nom;Prenom;Fixe\nMartin;Alix;0612345678\n")
    boxes = [box for box in page.selectbox if " devient" in box.label]
    boxes[2].set_value("first_names").run()
    assert words(page).count("Deux colonnes pour « Prénoms »") == 2
    page = press(page, "Vérifier le fichier")
    assert "Rien n’est encore enregistré" in page.error[0].value


@pytest.mark.usefixtures("coordinator")
def test_a_file_that_names_nobody_is_not_compared():
    page = drop(b"Ville;CP\nPrades;66500\n")
    assert "Il manque de quoi reconnaître" in press(page, "Vérifier le fichier").error[0].value


def test_what_was_chosen_last_time_is_marked(coordinator):
    preview(coordinator, KNOWN)
    assert words(drop(KNOWN.encode())).count(":gray-badge[Retenu]") == 4
