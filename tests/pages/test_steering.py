"""Page COPIL: composed by the coordination, read by the pilotage, on both databases."""

from datetime import date

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db.actions.steering_pages import save_steering_page
from db.engine import read_session, write_session
from db.models.settings import SteeringPage
from db.queries.indicators import kept
from db.queries.steering_pages import get_steering_page
from domain.access import STEERING_PAGE_ROLES, Role
from domain.indicators.steering import SteeringDraft
from navigation import STEERING_PAGE
from tests.factories import make_person, make_professional
from tests.pages.dashboard_screen import names, press, tiles, words
from tests.services.shared import PROJECT


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def person(session, consortium):
    return make_person(session, make_professional(session, consortium), entered_on=date(2026, 8, 10))


@pytest.fixture
def open_page(sign_in):
    def install(role):
        viewer = sign_in(role)
        app = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
        return viewer, app.switch_page(STEERING_PAGE.path).run()

    return install


def stored(viewer):
    with read_session(viewer) as session:
        return get_steering_page(session, viewer)


def submit(page):
    return next(one for one in page.button if one.label == "Enregistrer").click().run()


@pytest.mark.usefixtures("person")
def test_the_committee_reads_figures_under_secrecy_and_no_editor(open_page):
    _viewer, page = open_page(Role.STEERING)
    assert not page.exception
    assert len(tiles(page)) == 10
    assert tiles(page)["File active"] == "s"
    assert "secret statistique" in words(page)
    assert "Du 01/07/2026 au 30/09/2026" in words(page)
    assert not page.multiselect


@pytest.mark.parametrize("role", sorted(set(Role) - STEERING_PAGE_ROLES))
def test_other_roles_are_refused(sign_in, role):
    sign_in(role)
    page = AppTest.from_file(PROJECT / STEERING_PAGE.path, default_timeout=20).run()
    assert page.error
    assert not page.metric


@pytest.mark.usefixtures("person")
def test_the_coordination_composes_the_page(open_page):
    viewer, page = open_page(Role.COORDINATOR)
    page.multiselect[0].set_value(["exits", "caseload"])
    page.text_area[0].set_value("Bonjour **à** tous")
    page.date_input(key="steering_form_last_held_on").set_value(date(2026, 6, 18))
    page = submit(page)
    assert not page.exception
    assert stored(viewer) == SteeringDraft(("exits", "caseload"), date(2026, 6, 18), "Bonjour **à** tous")
    assert tiles(page) == {"Sorties": "0", "File active": "1"}
    assert "Bonjour **à** tous" in [text.value for text in page.text]
    assert "Au 31/03/2026\u00a0: 0 (+\u00a01\u00a0personne)" in words(page).replace("\\", "")


def test_two_coordinations_at_once_lose_nothing(session, open_page):
    viewer, page = open_page(Role.COORDINATOR)
    page.text_area[0].set_value("Le mien")
    with write_session(viewer) as writing:
        save_steering_page(writing, viewer, read=SteeringDraft(), typed=SteeringDraft(message="Le sien"))
    page = submit(page)
    assert "Le sien" in [text.value for text in page.text]
    assert press(page, "steering_conflict_mine").text_area[0].value == "Le mien"
    pages = select(SteeringPage).execution_options(populate_existing=True)
    assert session.scalars(pages).one().message == "Le mien"


def test_the_people_behind_a_figure_are_listed_to_the_coordination(open_page, person):
    _viewer, page = open_page(Role.COORDINATOR)
    assert names(press(page, "detail_of_caseload")) == [f"{person.birth_name} {person.first_names}"]
