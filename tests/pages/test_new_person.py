"""Nouvelle personne, on both databases."""

from datetime import date

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Consortium
from domain.access import PEOPLE_ROLES, Role
from navigation import NEW_PERSON
from tests.factories import make_consortium, make_person, make_professional, viewer_for
from tests.services.shared import PROJECT

PAGE = PROJECT / NEW_PERSON.path


@pytest.fixture
def referent(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def sign_in(session):
    def install(professional, *roles):
        viewer = viewer_for(session, professional, *roles)
        identify_with(lambda: viewer)

    yield install
    identify_with(None)


def open_form():
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
    return home.switch_page(NEW_PERSON.path).run()


def labelled(elements, label):
    return next(element for element in elements if element.label.startswith(label))


def fill(page, **values):
    for label, value in {"Nom de naissance": "Lefèvre", "Prénoms": "Zoé", **values}.items():
        labelled(page.text_input, label.replace("_", " ")).set_value(value)
    return page


def press(page, label):
    return labelled(page.button, label).click().run()


def people(session):
    return session.scalars(select(Beneficiary)).all()


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_a_person_is_added_and_her_file_opens(session, referent, sign_in, role):
    sign_in(referent, role)
    page = press(fill(open_form()), "Ajouter")
    [person] = people(session)
    assert (person.birth_name, person.search_name) == ("Lefèvre", "lefevre zoe")
    assert page.query_params == {"personne": str(person.id)}
    assert "file active" in page.toast[0].value


@pytest.mark.parametrize("role", sorted(set(Role) - PEOPLE_ROLES))
def test_other_roles_are_refused(referent, sign_in, role):
    sign_in(referent, role)
    page = AppTest.from_file(PAGE, default_timeout=20).run()
    assert page.error
    assert not page.text_input


def test_nobody_gets_no_form():
    page = AppTest.from_file(PAGE, default_timeout=20).run()
    assert "Votre session est terminée" in page.info[0].value
    assert not page.text_input


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(session, referent, sign_in):
    sign_in(referent)
    page = fill(open_form(), Téléphone="12", Courriel="zoe")
    labelled(page.text_input, "Prénoms").set_value("")
    labelled(page.date_input, "Date d’entrée").set_value(date(2027, 1, 1))
    page = press(page, "Ajouter")
    said = " ".join(line.value for line in page.markdown)
    for problem in ("dix chiffres", "incomplète", "au moins un prénom", "dans le futur"):
        assert problem in said
    assert labelled(page.text_input, "Nom de naissance").value == "Lefèvre"
    assert people(session) == []


def test_sending_twice_adds_once(session, referent, sign_in):
    sign_in(referent)
    page = fill(open_form())
    record_id = page.session_state["new_person_record"]
    press(page, "Ajouter")
    again = AppTest.from_file(PROJECT / "app.py", default_timeout=20)
    again.session_state["new_person_record"] = record_id
    press(fill(again.run().switch_page(NEW_PERSON.path).run()), "Ajouter")
    assert [person.id for person in people(session)] == [record_id]
    assert session.scalar(select(func.count()).select_from(SupportPeriod)) == 1


def test_a_namesake_of_my_list_is_shown_before_creating(session, referent, sign_in):
    make_person(session, referent, birth_name="LEFEVRE", first_names="zoe", birth_date=date(1990, 4, 3))
    sign_in(referent)
    page = fill(open_form())
    labelled(page.date_input, "Date de naissance").set_value(date(1990, 4, 3))
    page = press(page, "Ajouter")
    assert "a déjà cette identité" in page.warning[0].value
    assert len(people(session)) == 1
    press(page, "C’est quelqu’un d’autre")
    assert len(people(session)) == 2


def test_a_namesake_out_of_my_list_is_not_revealed(session, referent, sign_in):
    """T045, T086."""
    colleague = make_professional(session, session.get_one(Consortium, referent.consortium_id))
    make_person(session, colleague, birth_name="Lefèvre", first_names="Zoé")
    sign_in(referent)
    page = press(fill(open_form()), "Ajouter")
    assert not page.warning
    assert len(people(session)) == 2
