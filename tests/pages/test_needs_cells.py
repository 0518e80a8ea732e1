"""Besoins et offre, cell by cell: what reaches an area, and where nothing does."""

import pytest
from sqlalchemy import update

from db.models.offer import Service
from domain.access import Role
from tests.pages.dashboard_screen import words
from tests.pages.test_needs import cells, open_page, people, referent  # noqa: F401 (fixtures)

PERPIGNAN = "CU Perpignan Méditerranée Métropole"


@pytest.mark.usefixtures("people")
def test_a_cell_opens_its_people_with_the_services_that_reach_its_area(open_page):  # noqa: F811
    reached = open_page(Role.COORDINATOR, chiffre="unmet_need-mobilite.epci.200027183")
    assert f"Mobilité, {PERPIGNAN}**\u00a0: 1\u00a0service joignable" in words(reached).replace("\\", "")
    assert [one.value for one in reached.dataframe if "Service" in one.value]
    away = open_page(Role.COORDINATOR, chiffre="unmet_need-sante.epci.200027183")
    assert not [one.value for one in away.dataframe if "Service" in one.value]


@pytest.mark.usefixtures("people")
def test_where_nothing_can_be_reached_is_told_apart(open_page, session):  # noqa: F811
    session.execute(update(Service).values(places=0))
    page = open_page(Role.COORDINATOR)
    gaps = next(one.value for one in page.table if "Services joignables" in one.value)
    assert gaps.values.tolist()[0][2:] == ["2", "1\u00a0service complet"]
    assert cells(page)["Mobilité", PERPIGNAN] == "2 / 1 · 0\u00a0place"
