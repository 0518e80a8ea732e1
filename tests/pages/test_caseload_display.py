"""File active: columns, kept views, people ticked, on both databases."""

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.saved_views import save_view
from db.engine import read_session, write_session
from db.models.consortia import Consortium, Structure
from db.queries.saved_views import list_saved_views
from domain.access import PEOPLE_ROLES, Role
from domain.identifiers import new_id
from domain.saved_views import ViewDraft
from navigation import CASELOAD, VIEWS
from tests.factories import make_consortium, make_person, make_professional, viewer_for
from tests.services.shared import PROJECT


@pytest.fixture
def referent(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def sign_in(session):
    """Put a professional, in these roles or her own, in front of the screen; returns the viewer."""

    def install(professional, *roles):
        viewer = viewer_for(session, professional, *roles)
        identify_with(lambda: viewer)
        return viewer

    yield install
    identify_with(None)


def open_list(**address):
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
    page.query_params |= address
    return page.switch_page(CASELOAD.path).run()


def columns(page):
    return list(page.dataframe[0].value.columns)


def open_views(page):
    page.session_state["caseload_views_menu"] = True
    return page.run()


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def kept(viewer):
    with read_session(viewer) as session:
        return list_saved_views(session, viewer)


def keep(viewer, **values):
    with write_session(viewer) as session:
        save_view(session, viewer, record_id=new_id(), draft=ViewDraft(**values))


def tick(page, people, *rows):
    key = f"caseload_ticked_0_{hash(tuple(person.id for person in people))}"
    page.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return page.run()


def test_the_columns_are_those_of_everybody_but_the_number(session, referent, sign_in):
    make_person(session, referent)
    sign_in(referent)
    shown = columns(open_list())
    assert shown[:3] == ["Nom", "Âge", "Commune"]
    assert "N° Jalons" not in shown


def test_columns_are_chosen_and_told_in_the_address(session, referent, sign_in):
    person = make_person(session, referent)
    sign_in(referent)
    page = open_list()
    page.button_group(key="caseload_colonnes").set_value(["jalons_id", "status"]).run()
    assert columns(page) == ["Nom", "Statut", "N° Jalons"]
    assert page.dataframe[0].value["N° Jalons"].tolist() == [f"J{person.id}"]
    assert page.query_params == {"colonnes": ["jalons_id", "status"]}


def test_a_link_carries_columns_and_order(session, referent, sign_in):
    make_person(session, referent)
    sign_in(referent)
    page = open_list(colonnes=["status", "inconnue"], tri="entered")
    assert columns(page) == ["Nom", "Statut"]
    assert page.selectbox(key="caseload_tri").value == "entered"


def test_the_present_list_is_kept_under_a_name(session, referent, sign_in):
    make_person(session, referent)
    viewer = sign_in(referent)
    page = open_list(referent=str(referent.id), tri="entered", colonnes="age")
    page = open_views(page)
    next(box for box in page.text_input if box.label == "Nom de la vue").set_value("Mes récents")
    page = press(page, "Enregistrer la vue")
    draft = ViewDraft("Mes récents", {"referent": ["moi"]}, ["age"], "entered")
    assert [view.draft for view in kept(viewer)] == [draft]
    assert not page.exception


def test_a_view_without_name_says_what_is_missing(referent, sign_in):
    viewer = sign_in(referent)
    page = press(open_views(open_list()), "Enregistrer la vue")
    assert "Donnez un nom à la vue" in page.error[0].value.replace("\\", "")
    assert not kept(viewer)


def test_a_view_that_is_opened_replaces_what_was_asked(session, referent, sign_in):
    make_person(session, referent)
    viewer = sign_in(referent)
    keep(viewer, name="En pause", filters={"statut": ["paused"]}, columns=["age"], sort="entered")
    page = press(open_views(open_list(age="under_26")), "En pause")
    assert page.query_params == {"statut": "paused", "tri": "entered", "colonnes": "age"}
    assert not page.warning


def test_words_that_mean_nothing_any_more_are_ignored_and_told(session, referent, sign_in):
    make_person(session, referent)
    viewer = sign_in(referent)
    old = {"statut": ["active", "frozen"], "couleur": ["bleu"], "structure": ["12"]}
    keep(viewer, name="Ancienne", filters=old, columns=["age", "photo"], sort="taille")
    page = press(open_views(open_list()), "Ancienne")
    assert "n’existe plus" in page.warning[0].value
    assert page.query_params == {"statut": "active", "colonnes": "age"}
    assert not page.run().warning


def test_the_views_of_the_structure_are_told_apart(session, referent, sign_in):
    structure = session.get_one(Structure, (referent.consortium_id, referent.structure_id))
    consortium = session.get_one(Consortium, referent.consortium_id)
    colleague = make_professional(session, consortium, structure=structure)
    keep(viewer_for(session, colleague), name="En pause", is_shared=True)
    sign_in(referent)
    titles = [text.value for text in open_views(open_list()).markdown]
    assert "**Vues de la structure**" in titles
    assert "**Mes vues**" not in titles


def test_a_view_is_renamed_shared_and_deleted_on_its_page(referent, sign_in):
    viewer = sign_in(referent)
    keep(viewer, name="En pause")
    page = open_list().switch_page(VIEWS.path).run()
    page.text_input[0].set_value("Pauses")
    page.checkbox[0].set_value(True)
    page = press(page, "Enregistrer")
    assert [(view.draft.name, view.draft.is_shared) for view in kept(viewer)] == [("Pauses", True)]
    press(page, "Supprimer")
    assert not kept(viewer)


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_only_coordination_and_managers_may_tick(session, referent, sign_in, role):
    make_person(session, referent)
    sign_in(referent, role)
    told = [caption.value for caption in open_list().caption]
    assert any("Cochez" in words for words in told) == (role != Role.CASEWORKER)


def test_a_new_referent_is_asked_for_those_who_are_ticked(session, referent, sign_in):
    people = [make_person(session, referent, first_names=f"Alix {number}") for number in range(3)]
    sign_in(referent, Role.COORDINATOR)
    page = tick(open_list(), people, 0, 2)
    assert "**2\u00a0personnes choisies**" in [text.value for text in page.markdown]
    page = press(page, "Changer le ou la référent·e")
    asked = page.dataframe[-1].value
    assert asked["Personne"].tolist() == ["Martin Alix 0", "Martin Alix 2"]
    assert set(asked["Référent·e aujourd’hui"]) == {"Camille Exemple"}


def test_unticking_forgets_everybody(session, referent, sign_in):
    people = [make_person(session, referent)]
    sign_in(referent, Role.COORDINATOR)
    page = press(tick(open_list(), people, 0), "Tout décocher")
    assert page.session_state["caseload_chosen"] == {}
    assert any("Cochez" in caption.value for caption in page.caption)
