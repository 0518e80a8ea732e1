"""Pages of the administration: who opens them, what they list, what they change."""

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.accounts import Credential, Professional
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium, Structure
from navigation import ACCOUNTS, SETTINGS, STRUCTURES, TRANSFER
from tests.services.sessions import undone_at_the_end
from tests.services.shared import PROJECT
from tests.services.words_on_screen import press, words
from web.passwords import check_password

PAGES = (ACCOUNTS, STRUCTURES, TRANSFER, SETTINGS)
VIEWERS = ("referent", "manager", "coordinator", "data_protection", "steering", "administrator", "nobody")


@pytest.fixture
def connection(furnished):
    """The shared consortium, as it was when the module began."""
    with undone_at_the_end(furnished[0]) as connection:
        yield connection


@pytest.fixture
def side(furnished, connection):
    assert connection is furnished[0]
    return furnished[1]


@pytest.fixture
def open_page(side):
    """Open a page as somebody of this side."""

    def open_as(entry, name="administrator"):
        identify_with(lambda: side.viewers[name])
        if not side.viewers[name].has(*entry.roles):  # no menu leads there: as if its address were typed
            return AppTest.from_file(PROJECT / entry.path, default_timeout=30).run()
        app = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
        return app.switch_page(entry.path).run()

    yield open_as
    identify_with(None)


def fill(page, **typed):
    for label, value in typed.items():
        next(field for field in page.text_input if field.label == label).set_value(value)
    return page


def pick(page, key, row):
    page.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return page.run()


def choose(page, label, value):
    return next(field for field in page.selectbox if field.label == label).set_value(value).run()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_nobody_sees_anything(entry):
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=30).run()
    assert not page.exception
    assert not page.dataframe
    assert not page.selectbox


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_each_page_opens_for_its_roles_only(side, open_page, entry, name):
    page = open_page(entry, name)
    assert not page.exception
    is_allowed = side.viewers[name].has(*entry.roles)
    assert bool(page.dataframe or page.selectbox) is is_allowed
    assert ("Votre rôle ne permet pas" in words(page)) is not is_allowed


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_no_page_of_the_administration_names_a_person(side, open_page, entry):
    page = open_page(entry)
    shown = words(page) + " ".join(str(frame.value) for frame in page.dataframe)
    assert side.person.birth_name not in shown


def test_a_structure_is_added_then_found(session, open_page):
    page = press(open_page(STRUCTURES), "Ajouter une structure")
    page = press(fill(page, Nom="Mission locale du Conflent"), "Enregistrer")
    assert not page.exception
    assert session.scalars(select(Structure).where(Structure.name == "Mission locale du Conflent")).one()
    page.text_input[0].set_value("mission conflent").run()
    assert list(page.dataframe[0].value["Nom"]) == ["Mission locale du Conflent"]


def test_a_structure_without_a_name_says_so_and_keeps_what_is_typed(open_page):
    page = press(open_page(STRUCTURES), "Ajouter une structure")
    page = press(fill(page, **{"Téléphone": "12"}), "Enregistrer")
    assert "Indiquez le nom" in words(page)
    assert next(field for field in page.text_input if field.label == "Téléphone").value == "12"


def test_an_account_is_created_with_a_password_shown_once(session, open_page):
    page = press(open_page(ACCOUNTS), "Créer un compte")
    fill(page, Prénom="Nadia", Nom="Roux", Courriel="nadia@exemple.fr")
    next(box for box in page.checkbox if "Pilotage" in box.label).check()
    page = press(page, "Créer le compte")
    assert not page.exception
    login, password = (code.value for code in page.code)
    credential = session.get_one(Credential, login)
    assert (login, credential.must_change_password) == ("nadia@exemple.fr", True)
    assert check_password(password, credential.password_hash)
    assert not press(page, "C’est noté").code


def test_an_account_without_a_role_is_refused(open_page):
    page = press(open_page(ACCOUNTS), "Créer un compte")
    fill(page, Prénom="Nadia", Nom="Roux", Courriel="nadia@exemple.fr")
    page = press(page, "Créer le compte")
    assert "Choisissez au moins un rôle" in words(page)


def row_of(page, side, name):
    ids = page.dataframe[0].value["Identifiant"]
    return list(ids).index(f"{side.professionals[name].id}@exemple.fr")


def test_a_picked_account_is_closed_once_confirmed(session, side, open_page):
    page = open_page(ACCOUNTS)
    page = pick(page, "accounts_table", row_of(page, side, "referent"))
    page.session_state["accounts_asked"] = "deactivate"  # a dialog closes in AppTest: confirmed here
    page = page.run()
    assert not page.exception
    key = (side.consortium.id, side.professionals["referent"].id)
    assert not session.get_one(Professional, key, populate_existing=True).is_active
    assert "1 compte désactivé suit encore 1 personne" in words(page.run())


def test_my_own_account_cannot_be_closed_from_the_list(side, open_page):
    page = open_page(ACCOUNTS)
    page = pick(page, "accounts_table", row_of(page, side, "administrator"))
    labels = [button.label for button in page.button]
    assert "Modifier" in labels
    assert "Désactiver" not in labels


@pytest.mark.parametrize("name", ["administrator", "manager", "coordinator"])
def test_a_caseload_is_handed_over_in_two_choices_and_a_confirmation(session, side, open_page, name):
    page = choose(open_page(TRANSFER, name), "Qui part", side.professionals["referent"].id)
    page = choose(page, "Qui prend la suite", side.professionals["colleague"].id)
    assert "1 personne à transférer" in words(page)
    page = press(page, "Transférer 1\u00a0personne")
    assert not page.exception
    entry = session.get_one(CaseloadEntry, (side.consortium.id, side.person.id), populate_existing=True)
    assert entry.referent_id == side.professionals["colleague"].id


def test_settings_are_saved_or_say_what_is_wrong(session, side, open_page):
    page = open_page(SETTINGS)
    page.number_input[0].set_value(5)
    assert "Entre 7 et 400 jours" in words(press(page, "Enregistrer"))
    page.number_input[0].set_value(60)
    page.selectbox[0].set_value("Réseau pour l’emploi")
    press(page, "Enregistrer")
    stored = session.get_one(Consortium, side.consortium.id, populate_existing=True)
    assert (stored.scheme_name, stored.review_rhythm_days) == ("Réseau pour l’emploi", 60)


def save_pauses(page):
    """The second « Enregistrer » is the one of the reasons of pause."""
    return [button for button in page.button if button.label == "Enregistrer"][1].click().run()


def test_local_words_are_added_to_the_reasons_of_pause(open_page):
    page = press(open_page(SETTINGS), "Ajouter")
    page = save_pauses(page)
    assert "Écrivez la formulation" in words(page)
    next(field for field in page.text_input if not field.value).set_value("Cure thermale")
    page = save_pauses(page)
    assert "Cure thermale" in [field.value for field in page.text_input]


def test_a_list_cannot_lose_its_last_national_reason(open_page):
    page = open_page(SETTINGS)
    for label in ("Santé", "Situation familiale", "Absence prolongée", "Logement ou déménagement"):
        next(box for box in page.checkbox if box.label == label).uncheck()
    next(box for box in page.checkbox if box.label.startswith("Aidant")).uncheck()
    next(box for box in page.checkbox if box.label == "Autre motif").uncheck()
    assert "Gardez au moins un motif national" in words(save_pauses(page))


def test_those_who_can_sign_in_are_listed_first(side, session, open_page):
    first = side.professionals["coordinator"].id
    session.execute(
        update(Professional).where(Professional.id == first).values(is_active=False, last_name="A")
    )
    states = list(open_page(ACCOUNTS).dataframe[0].value["Compte"])
    assert "Actif" not in states[states.index("Désactivé") :]
