"""Saisir une commission, Situations en attente, À préparer: as the référent and the secretary meet them."""

import pytest
from streamlit.testing.v1 import AppTest

from navigation import BASKET, PREPARE, SUBMIT
from tests.commission_factories import make_body
from tests.db.preparing import make_preparation
from tests.pages.test_meetings import open_page
from tests.services.file_screen import press, words
from tests.services.shared import PROJECT


@pytest.fixture
def made(session):
    return make_preparation(session)


@pytest.mark.parametrize("entry", [BASKET, PREPARE, SUBMIT])
def test_nobody_sees_anything(entry):
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=30)
    assert "Votre session est terminée" in words(page.run())


def test_the_basket_lists_what_waits(made):
    assert "3 en attente" in words(open_page(made.secretary, BASKET))


def test_a_situation_on_an_agenda_is_to_prepare(made):
    made.add(made.create(), made.cases[0])
    page = open_page(made.referent, PREPARE)
    assert "À compléter" in words(page)
    assert "Il reste à compléter : relire la fiche avec elle" in words(press(page, "Prête"))


def test_an_empty_question_is_told_and_nothing_is_lost(session, made):
    make_body(session, made.body.consortium_id, "Autre commission")
    session.commit()
    page = open_page(made.referent, SUBMIT, personne=made.people[0].id)
    page.text_area[1].input("Deux demandes de logement")
    press(page, "Saisir la commission")
    assert "Posez la question" in words(page)
    assert page.text_area[1].value == "Deux demandes de logement"


def test_the_secretary_corrects_a_situation(made):
    page = open_page(made.secretary, SUBMIT, situation=made.cases[0].id)
    assert "Que proposer pour le logement" in page.text_area[0].value
