"""Relevé de décisions: prepared, corrected, validated, replaced, as who runs the body meets it."""

import pytest
from streamlit.testing.v1 import AppTest

from components.commissions.minutes_words import sitter_words, state_words
from components.documents.layout import Letterhead
from components.documents.minutes import minutes_pdf
from components.identity import identify_with
from db.actions.commissions import day, outcomes
from db.queries.commissions.minutes import list_minutes
from domain.access import COMMISSION_ROLES
from domain.commissions.words import MinutesState
from navigation import MINUTES
from tests.db.meeting_days import act, make_day, read, start_on_situation
from tests.services.file_screen import labels, press, words
from tests.services.shared import PROJECT


@pytest.fixture
def held(session):
    held = make_day(session)
    point = start_on_situation(held)
    act(
        held.secretary, outcomes.record_outcome, point.id, "conclusion_words", shown="", typed="Piste retenue"
    )
    for one in held.points[1:]:
        act(held.secretary, day.put_off_point, one.id)
    act(held.secretary, day.end_meeting, held.meeting.id)
    return held


def open_page(held, viewer=None):
    identify_with(lambda: viewer or held.secretary)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.query_params["seance"] = str(held.meeting.id)
    page.switch_page(MINUTES.path).run()
    assert not page.exception
    return page


def numbers(held):
    return read(held.secretary, list_minutes, held.meeting.id)


def test_nobody_sees_anything():
    page = AppTest.from_file(PROJECT / MINUTES.path, default_timeout=30)
    assert "Votre session est terminée" in words(page.run())


def test_the_page_is_in_no_menu():
    assert MINUTES.roles == COMMISSION_ROLES
    assert MINUTES.is_hidden


def test_the_secretary_prepares_corrects_validates_and_closes(held):
    page = open_page(held)
    press(page, "Préparer le relevé")
    assert "Projet, pas encore validé" in words(page)
    page.text_area(key="correction_words_None").input("Rien à ajouter")
    next(one for one in page.button if one.form_id == "correction_None").click().run()
    assert numbers(held)[0].content.correction == "Rien à ajouter"
    press(page, "Oui, valider")
    assert numbers(held)[0].state is MinutesState.VALIDATED
    press(page, "Clore la séance")
    assert "Close" in words(page)


def test_a_replacement_without_reason_is_refused_in_words(held):
    page = open_page(held)
    press(page, "Préparer le relevé")
    press(page, "Oui, valider")
    press(page, "Préparer le remplacement")
    assert "Dites pourquoi ce relevé est remplacé." in words(page)
    assert len(numbers(held)) == 1


def test_a_referent_waits_for_the_validated_minutes(held):
    page = open_page(held, held.referent)
    assert "sera lisible ici" in words(page)
    assert "Préparer le relevé" not in labels(page)


def test_the_document_is_a_pdf_and_keeps_one_structure_when_asked(held):
    page = open_page(held)
    press(page, "Préparer le relevé")
    minutes = numbers(held)[0]
    part = minutes.content.of_structure("Une autre")
    assert not part.situations
    assert minutes_pdf(minutes, part, Letterhead("Consortium", "Cadre", None, "")).startswith(b"%PDF")
    assert state_words(minutes).startswith("Relevé n°")
    assert all(sitter_words(one) for one in minutes.content.sitters)
