"""File active, for each role, on both databases."""

from datetime import date

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.audit import AuditEntry
from db.models.consortia import Consortium, Structure
from domain.access import PEOPLE_ROLES, Role
from domain.audit import AuditEvent
from navigation import CASELOAD
from tests.factories import make_consortium, make_person, make_professional, viewer_for
from tests.services.shared import PROJECT

PAGE = PROJECT / CASELOAD.path


@pytest.fixture
def referent(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def sign_in(session):
    """Put a professional, in these roles or her own, in front of the screen."""

    def install(professional, *roles):
        viewer = viewer_for(session, professional, *roles)
        identify_with(lambda: viewer)

    yield install
    identify_with(None)


def open_app():
    return AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()


def open_list():
    return open_app().switch_page(CASELOAD.path).run()


def shown(page):
    return [name.removeprefix(":material/folder_open: ") for name in page.dataframe[0].value["Nom"]]


def search(page, typed):
    return page.text_input(key="caseload_search").set_value(typed).run()


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def click_name(page, row):
    page.session_state["caseload_open"] = {"row": row, "label": ""}
    return page.run()


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_each_role_of_people_sees_the_list(session, referent, sign_in, role):
    make_person(session, referent, birth_name="Lefèvre")
    sign_in(referent, role)
    page = open_list()
    assert not page.exception
    assert shown(page) == ["Lefèvre Alix"]
    assert page.markdown[0].value == "**1\u00a0personne**"


@pytest.mark.parametrize("role", sorted(set(Role) - PEOPLE_ROLES))
def test_other_roles_are_refused(session, referent, sign_in, role):
    make_person(session, referent)
    sign_in(referent, role)
    page = AppTest.from_file(PAGE, default_timeout=20).run()
    assert page.error
    assert not page.dataframe


def test_nobody_gets_nothing(session, referent):
    make_person(session, referent)
    page = AppTest.from_file(PAGE, default_timeout=20).run()
    assert "Votre session est terminée" in page.info[0].value
    assert not page.dataframe


def test_an_empty_list_says_so_and_offers_to_add_somebody(referent, sign_in):
    sign_in(referent)
    page = open_list()
    assert page.info[0].value == "Personne n’est encore dans votre file active."
    assert not page.dataframe


def test_a_partial_name_without_accents_finds_the_person_and_is_signed_once(session, referent, sign_in):
    make_person(session, referent, birth_name="Lefèvre")
    make_person(session, referent, birth_name="Martin")
    sign_in(referent)
    page = search(open_list(), "lefe")
    assert shown(page) == ["Lefèvre Alix"]
    assert page.query_params == {}
    page.run()
    searches = select(func.count()).where(AuditEntry.event == AuditEvent.SEARCH)
    assert session.scalar(searches) == 1


def test_when_nobody_matches_the_filters_can_be_cleared(session, referent, sign_in):
    make_person(session, referent)
    sign_in(referent)
    page = search(open_list(), "introuvable")
    assert "Aucune personne ne correspond" in page.info[0].value
    assert shown(press(page, "Effacer les filtres")) == ["Martin Alix"]


def test_a_filter_narrows_the_list_and_is_told_in_the_address(session, referent, sign_in):
    make_person(session, referent, birth_name="Jeune", birth_date=date(2006, 1, 5))
    make_person(session, referent, birth_name="Doyenne", birth_date=date(1956, 1, 5))
    sign_in(referent)
    page = open_list()
    page.multiselect(key="caseload_age").set_value(["under_26"]).run()
    assert shown(page) == ["Jeune Alix"]
    assert page.query_params == {"age": "under_26"}


def test_the_list_is_paged_and_a_new_search_starts_at_its_first_page(session, referent, sign_in):
    for number in range(51):
        make_person(session, referent, first_names=f"Alix {number:02}")
    sign_in(referent)
    page = open_list()
    assert len(shown(page)) == 50
    page.session_state["caseload_page_1"] = 2
    assert shown(page.run()) == ["Martin Alix 50"]
    assert len(shown(search(page, "alix"))) == 50


def test_a_late_review_is_told_in_words(session, referent, sign_in):
    make_person(session, referent, entered_on=date(2025, 1, 5))
    sign_in(referent)
    assert open_list().dataframe[0].value["Point de situation"].str.fullmatch(r"En retard \(\d+\sj\)").all()


def test_what_is_not_shown_is_not_sent(session, referent, sign_in):
    person = make_person(session, referent)
    sign_in(referent)
    sent = open_list().dataframe[0].value
    assert "beneficiary_id" not in sent.columns
    assert str(person.id) not in sent.to_csv()


def test_three_statements_whatever_the_size(session, referent, sign_in, count_statements):
    for _ in range(3):
        make_person(session, referent)
    sign_in(referent)
    home = open_app()
    with count_statements() as statements:
        page = home.switch_page(CASELOAD.path).run()
    assert len(statements) == 3
    with count_statements() as statements:
        search(page, "martin")
    assert len(statements) <= 3


def test_a_click_on_the_name_opens_the_file(session, referent, sign_in):
    person = make_person(session, referent)
    sign_in(referent)
    page = click_name(open_list(), 0)
    assert page.query_params == {"personne": str(person.id)}
    reads = select(func.count()).where(AuditEntry.event == AuditEvent.READ)
    assert session.scalar(reads) == 1


def test_a_manager_may_name_a_referent_for_somebody_whose_file_she_does_not_open(session, referent, sign_in):
    make_person(session, referent)
    structure = session.get_one(Structure, (referent.consortium_id, referent.structure_id))
    consortium = session.get_one(Consortium, referent.consortium_id)
    manager = make_professional(session, consortium, structure=structure, roles=(Role.STRUCTURE_MANAGER,))
    sign_in(manager)
    page = click_name(open_list(), 0)
    assert "son groupe de suivi ne vous nomme pas" in page.markdown[-1].value
    colleagues = next(box for box in page.selectbox if box.key == "referent_dialog_choice")
    assert len(colleagues.options) == 2
