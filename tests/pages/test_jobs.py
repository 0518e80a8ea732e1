"""Maintien dans l’emploi: whom to call, and what each contact gave."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from components.job_checks.lines import job_check_lines
from components.job_checks.table import exported_job_checks
from db.engine import read_session
from db.models.consortia import Consortium, Structure
from db.queries.job_checks import list_job_checks
from domain.access import PEOPLE_ROLES, Role
from domain.job_checks import JobCheckFilters, JobCheckLine
from navigation import JOBS
from tests.db.job_people import START, add_check
from tests.factories import TODAY, make_consortium, make_person, make_professional, viewer_for
from tests.services.file_screen import press, words
from tests.services.shared import PROJECT


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


def open_page(viewer):
    identify_with(lambda: viewer)
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page = home.switch_page(JOBS.path).run()
    assert not page.exception
    return page


def states(page):
    """« À faire maintenant (1) »…"""
    [choice] = page.get("button_group")
    return [option.content for option in choice.proto.options]


def test_an_empty_calendar_says_how_it_fills(viewer):
    page = open_page(viewer)
    assert "Le calendrier se remplit tout seul" in page.info[0].value
    assert states(page) == ["À faire maintenant (0)", "En retard (0)", "À venir (0)", "Faits (0)"]
    assert not page.dataframe


def test_a_line_says_whom_to_call_about_what(session, caseworker, viewer):
    add_check(session, make_person(session, caseworker, phone="0600000001", do_not_leave_message=True))
    line = open_page(viewer).dataframe[0].value.iloc[0]
    assert line["Nom"].endswith("Martin Alix")
    assert (line["À"], line["Échéance"]) == ("1\u00a0mois", "20/11/2026, aujourd’hui")
    assert line["Téléphone"] == "0600000001 (pas de message)"
    assert (line["Contact"], line["Emploi"]) == ("Noter", "Sortie vers l’emploi")


def ask_to_note(page):
    """Click on « Noter » of the first line; a whole run forgets it, as it would the dialog."""
    page.session_state["job_checks_note"] = {"row": 0, "label": ""}
    return page


def test_a_contact_is_noted_in_the_dialog_which_says_what_is_missing(session, caseworker, viewer):
    check = add_check(session, make_person(session, caseworker))
    page = ask_to_note(open_page(viewer)).run()
    press(ask_to_note(page), "Enregistrer")
    assert "Dites si la personne est toujours en emploi." in words(page)
    page.get("button_group")[1].set_value(True)
    press(ask_to_note(page), "Enregistrer")
    session.refresh(check)
    assert (check.made_on, check.is_in_job) == (TODAY, True)


def test_another_state_lists_other_contacts(session, caseworker, viewer):
    due_on = TODAY - timedelta(days=40)
    add_check(session, make_person(session, caseworker), due_on=due_on, started_on=date(2026, 9, 1))
    page = open_page(viewer)
    assert states(page)[:2] == ["À faire maintenant (0)", "En retard (1)"]
    page.session_state["job_checks_state"] = "late"
    page.run()
    assert page.dataframe[0].value.iloc[0]["Échéance"] == "11/10/2026, il y a 40\u00a0jours"


def test_what_is_made_can_be_corrected(session, caseworker, viewer):
    made = {"made_on": TODAY, "is_in_job": False, "professional_id": caseworker.id, "words": "Trop loin."}
    add_check(session, make_person(session, caseworker), **made)
    page = open_page(viewer)
    page.session_state["job_checks_state"] = "made"
    line = page.run().dataframe[0].value.iloc[0]
    assert (line["Contact"], line["Toujours en emploi"]) == ("Corriger", "Non")
    assert line["En une phrase"] == "Trop loin."


def test_who_may_not_open_the_file_has_nothing_to_click_but_the_name(session, caseworker):
    add_check(session, make_person(session, caseworker, phone="0600000001"))
    line = open_page(viewer_for(session, caseworker, Role.STRUCTURE_MANAGER)).dataframe[0].value.iloc[0]
    assert line["Contact"] == "Noter"  # named in the group herself
    structure = session.get_one(Structure, (caseworker.consortium_id, caseworker.structure_id))
    consortium = session.get_one(Consortium, caseworker.consortium_id)
    roles = (Role.STRUCTURE_MANAGER,)
    manager = make_professional(session, consortium, structure=structure, roles=roles)
    line = open_page(viewer_for(session, manager)).dataframe[0].value.iloc[0]
    assert (str(line["Contact"]), line["Téléphone"], line["Emploi"]) == ("nan", "", "")


def test_the_page_is_in_the_menu_of_those_who_follow_people():
    assert JOBS.roles == PEOPLE_ROLES


def test_the_export_is_the_same_list_with_real_dates(session, caseworker, viewer):
    add_check(session, make_person(session, caseworker))
    with read_session(viewer) as reading:
        found = exported_job_checks(list_job_checks(reading, viewer, JobCheckFilters(), page=None))
    line = found.iloc[0]
    assert (line["Nom"], line["En emploi depuis"], line["Contact à (mois)"]) == ("Martin", START, 1)
    assert line["Fait le"] is None


def test_the_file_says_what_is_to_do_and_what_was_said():
    to_do = JobCheckLine(1, 1, None, START, 3, date(2027, 1, 20))
    made = JobCheckLine(2, 1, None, START, 1, TODAY, TODAY, True, "Bien.", "Camille Exemple")
    first, second = job_check_lines([made, to_do], TODAY)
    assert (first.when, first.what) == ("20/11/2026", "Contact à 1\u00a0mois\u00a0: toujours en emploi")
    assert first.detail == "par Camille Exemple · emploi commencé le 20/10/2026"
    assert second.what == "Contact à 3\u00a0mois\u00a0: à faire"
    assert second.detail.startswith("attendu le 20/01/2027")
