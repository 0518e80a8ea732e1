"""Charger l'offre, for each role, on both databases."""

import pytest
from streamlit.testing.v1 import AppTest

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


def test_a_file_is_checked_then_what_confirming_does_is_told(coordinator):
    page = open_page()
    assert "Vérifier" not in labels(page)
    page.file_uploader[0].upload(V1, sample(V1), "application/json").run()
    assert "Vérifier" in labels(page)
    page = open_page(preview(coordinator, sample(V1)))
    assert "6 ajouts." in words(page)
    assert "Charger 6 lignes" in labels(page)


def test_a_preview_is_given_up(coordinator):
    page = open_page(preview(coordinator, sample(V1)))
    press(page, "Abandonner")
    assert "abandonné" in page.info[0].value


def test_lines_to_correct_come_first_with_their_reason_and_a_file(coordinator):
    load(coordinator, sample(V1))
    page = open_page(preview(coordinator, sample(FAULTY), FAULTY))
    assert [len(frame.value) for frame in page.table] == [4]
    assert "**Structure**\u00a0: Structure inconnue" in page.table[0].value["Pourquoi"].str.cat()
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
