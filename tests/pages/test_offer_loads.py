"""Charger l'offre, for each role, on both databases."""

import pytest
from streamlit.testing.v1 import AppTest

from db.engine import read_session
from db.queries.offer_loads import list_loads
from db.queries.offer_records import read_catalogue
from domain.access import BULK_ROLES, Role
from navigation import OFFER_LOAD, OFFER_LOADS
from tests.db.offer_loading import FAULTY, V1, load, offer, preview, sample
from tests.services.file_screen import labels, press, words
from tests.services.shared import PROJECT


def open_page(load_id=None):
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    if load_id:
        page.query_params["chargement"] = str(load_id)
    return page.switch_page((OFFER_LOAD if load_id else OFFER_LOADS).path).run()


def loads(viewer):
    with read_session(viewer) as session:
        return list_loads(session, viewer)


@pytest.mark.parametrize("entry", [OFFER_LOADS, OFFER_LOAD], ids=lambda entry: entry.url_path)
@pytest.mark.parametrize("role", sorted(set(Role) - BULK_ROLES))
def test_other_roles_are_refused(sign_in, role, entry):
    sign_in(role)
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=30).run()
    assert page.error[0].value == "Votre rôle ne permet pas cette modification\\."
    assert not page.button


@pytest.mark.parametrize("entry", [OFFER_LOADS, OFFER_LOAD], ids=lambda entry: entry.url_path)
def test_nobody_gets_nothing(entry):
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=30).run()
    assert "Votre session est terminée" in page.info[0].value


@pytest.mark.usefixtures("coordinator")
def test_a_load_that_does_not_exist_is_said():
    assert "n’existe pas" in open_page(12).error[0].value


@pytest.mark.parametrize("role", sorted(BULK_ROLES))
def test_it_opens_empty_for_those_who_load(sign_in, role):
    sign_in(role)
    page = open_page()
    assert not page.exception
    assert "Aucun chargement pour l’instant" in words(page)


def test_a_file_is_checked_then_loaded(coordinator):
    page = open_page()
    page.file_uploader[0].upload(V1, sample(V1), "application/json").run()
    press(page, "Vérifier")
    page = open_page(loads(coordinator)[0].id)
    assert "6 ajouts." in words(page)
    press(page, "Charger 6 lignes")
    assert not page.exception
    with read_session(coordinator) as session:
        assert len(read_catalogue(session, coordinator).services) == 4


@pytest.mark.usefixtures("coordinator")
def test_an_unreadable_file_says_why():
    page = open_page()
    page.file_uploader[0].upload("x.json", b'{"services": [', "application/json").run()
    press(page, "Vérifier")
    assert "JSON abîmé" in page.error[0].value


def test_a_preview_is_given_up(coordinator):
    page = open_page(preview(coordinator, sample(V1)))
    press(page, "Abandonner")
    assert "abandonné" in page.info[0].value


def test_lines_to_correct_come_first_with_their_reason_and_a_file(coordinator):
    load(coordinator, sample(V1))
    page = open_page(preview(coordinator, sample(FAULTY), FAULTY))
    assert [len(frame.value) for frame in page.dataframe] == [4]
    assert "Structure\u00a0: Structure inconnue" in page.dataframe[0].value["Pourquoi"].str.cat()
    assert "Télécharger les lignes à corriger" in [button.label for button in page.get("download_button")]


def test_what_changes_is_read_field_by_field(coordinator):
    load(coordinator, sample(V1))
    page = open_page(preview(coordinator, offer(voiture={"frais": "gratuit"})))
    assert page.dataframe[0].value["Ce qui change"].to_list() == ["Frais\u00a0: Payant → Gratuit"]
    page.session_state["offer_rows_changed"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    assert {"Payant", "Gratuit"} <= {text.value for text in page.text}


def test_what_has_disappeared_is_proposed_for_closing(coordinator):
    load(coordinator, sample(V1))
    load(coordinator, offer(voiture={}), is_complete=True)
    page = open_page()
    page.session_state["offer_missing"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    press(page, "Fermer 1 service")
    assert "Disparus" not in words(page)
    assert "Fermer 1 service" not in labels(page)
