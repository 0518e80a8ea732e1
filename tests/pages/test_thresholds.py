"""The page « Seuils et délais »: what it shows, what it saves, what it keeps when it refuses."""

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.thresholds import change_thresholds
from db.engine import read_session, write_session
from db.queries.settings import list_own_thresholds
from navigation import THRESHOLDS
from tests.db.world import OTHER_STRUCTURES, OWN_STRUCTURE
from tests.services.sessions import undone_at_the_end
from tests.services.shared import PROJECT

LATE = "Pas encore orientée après l’entrée depuis (jours)"
CONTACT = "Sans contact depuis (jours)"


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
    """Open the page as somebody of this side."""

    def open_as(name="coordinator"):
        identify_with(lambda: side.viewers[name])
        if not side.viewers[name].has(*THRESHOLDS.roles):  # as if its address were typed
            return AppTest.from_file(PROJECT / THRESHOLDS.path, default_timeout=30).run()
        app = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
        return app.switch_page(THRESHOLDS.path).run()

    yield open_as
    identify_with(None)


def own(side):
    with read_session(side.viewers["coordinator"]) as session:
        return list_own_thresholds(session, side.viewers["coordinator"])


def field(page, label):
    return next(one for one in page.number_input if one.label == label)


def save(page, section=0):
    return [one for one in page.button if one.label == "Enregistrer"][section].click().run()


def words(page):
    elements = [*page.markdown, *page.text, *page.error, *page.caption, *page.warning]
    return " ".join(element.value for element in elements).replace("\u00a0", " ").replace("\\", "")


def test_nobody_sees_anything():
    page = AppTest.from_file(PROJECT / THRESHOLDS.path, default_timeout=30).run()
    assert not page.exception
    assert not page.number_input


@pytest.mark.parametrize("name", [*OWN_STRUCTURE, *OTHER_STRUCTURES])
def test_the_page_opens_for_the_administration_and_the_coordination_only(open_page, name):
    page = open_page(name)
    assert not page.exception
    assert bool(page.number_input) is (name in {"administrator", "coordinator"})


def test_each_field_shows_the_value_of_the_consortium_and_the_national_one(open_page):
    page = open_page()
    assert field(page, CONTACT).value == 60
    assert field(page, LATE).value is None
    assert "42 jours" in words(page)


def test_a_section_is_saved_and_an_emptied_field_goes_back_to_the_national_value(side, open_page):
    page = open_page()
    field(page, LATE).set_value(30)
    field(page, CONTACT).set_value(None)
    page = save(page)
    assert not page.exception
    assert own(side) == {"orientation_late_days": 30}
    assert field(page, LATE).value == 30


def test_a_refusal_stays_by_its_field_and_keeps_what_was_typed(side, open_page):
    page = open_page()
    field(page, LATE).set_value(0)
    field(page, CONTACT).set_value(45)
    page = save(page)
    assert "Entre 1 et 400 jours." in words(page)
    assert (field(page, LATE).value, field(page, CONTACT).value) == (0, 45)
    assert own(side) == {"no_contact_days": 60}


def test_a_value_changed_meanwhile_by_somebody_else_is_shown_beside_mine(side, open_page):
    page = open_page()
    viewer = side.viewers["administrator"]
    with write_session(viewer) as session:
        change_thresholds(session, viewer, read={}, typed={"orientation_late_days": 20})
    field(page, LATE).set_value(30)
    page = save(page)
    assert "20" in words(page)
    page = next(one for one in page.button if one.label == "Enregistrer ma saisie").click().run()
    assert own(side)["orientation_late_days"] == 30


def test_any_other_delay_may_get_a_target(side, open_page):
    page = open_page()
    page.selectbox(key="thresholds_start").set_value("first_contact").run()
    page.selectbox(key="thresholds_end").set_value("exit").run()
    page = next(one for one in page.button if one.label == "Ajouter à la liste").click().run()
    field(page, "Premier contact → sortie (jours)").set_value(120)
    page = save(page, section=2)
    assert not page.exception
    assert own(side)["target:first_contact-exit"] == 120


def test_the_page_costs_two_statements_besides_the_frame(open_page, count_statements):
    page = open_page()
    with count_statements() as statements:
        page.run()
    assert len([one for one in statements if "consortium_setting" in one]) == 1
    assert len(statements) <= 4
