"""Territoires: the list, its filters, the way to a sheet."""

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from domain.access import Role
from tests.factories import make_consortium, make_professional, viewer_for
from tests.services.shared import PROJECT

PAGE = "pages/territories/territories.py"


@pytest.fixture
def open_page(session):
    """Open the page as somebody with this role."""
    consortium = make_consortium(session, territory_id="3-24")
    make_consortium(session, territory_id="3-29")

    def open_as(role=Role.STEERING, **address):
        viewer = viewer_for(session, make_professional(session, consortium), role)
        identify_with(lambda: viewer)
        app = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
        app.query_params.update(address)
        return app.switch_page(PAGE).run()

    yield open_as
    identify_with(None)


def names(page):
    return list(page.dataframe[0].value["Territoire"])


def words(page):
    return " ".join(element.value for element in [*page.text, *page.info, *page.caption]).replace(
        "\u00a0", " "
    )


def test_nobody_sees_anything():
    page = AppTest.from_file(PROJECT / PAGE, default_timeout=20).run()
    assert not page.dataframe


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_79_territories_and_the_map(open_page, role):
    page = open_page(role)
    assert not page.exception
    assert "79 territoires sur 79" in words(page)
    assert "Sur 101 départements, 81 sont dans un territoire" in words(page)
    assert len(names(page)) == 79


def test_the_list_says_wave_call_selection_and_departements(open_page):
    row = open_page().dataframe[0].value.set_index("Territoire").loc["Pyrénées-Orientales"]
    assert (row["Dépt"], row["Vague"], row["Sélection"]) == ("66", 3, "début 2022")
    assert str(row["Appel à projets"]) == "2021-07-15"


def test_filters_narrow_the_list(open_page):
    page = open_page()
    page.text_input[0].set_value("pyrenees").run()
    assert names(page) == ["Pyrénées-Atlantiques", "Hautes-Pyrénées", "Pyrénées-Orientales"]
    page.selectbox[0].set_value("Occitanie").run()
    assert names(page) == ["Hautes-Pyrénées", "Pyrénées-Orientales"]
    page.button_group[0].set_value(["Vague 2"]).run()
    assert "Aucun territoire ne correspond" in words(page)


def test_filters_are_read_from_the_address(open_page):
    page = open_page(recherche="corse", vague="Vague 3")
    assert len(names(page)) == 3


def test_my_own_sheet_is_one_click_away(open_page):
    (link,) = open_page().get("page_link")
    assert link.proto.label == "Fiche du consortium : Pyrénées\\-Orientales"
