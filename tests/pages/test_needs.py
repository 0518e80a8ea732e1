"""Besoins et offre, for each role: tiles, cells, tables, what is behind them, and who is told what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

import settings
from components.identity import identify_with
from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import SupportPeriod
from db.models.offer import ServiceTheme
from db.queries.indicators import kept
from domain.access import INDICATOR_ROLES, Role
from navigation import NEEDS
from tests.db.diagnosed_people import Said, add_said, add_template
from tests.factories import TODAY, make_person, make_professional, make_referral, make_service, viewer_for
from tests.pages.dashboard_screen import names, tiles, words
from tests.pages.test_exits_and_publics import geojson
from tests.services.shared import PROJECT

LAST_WEEK = TODAY - timedelta(days=7)
SAID = Said(LAST_WEEK, None, 1, 0, 0, False, frozenset({"mobilite"}))


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def people(session, consortium, referent):
    """Three of Perpignan who need mobility, of whom the first was referred to a garage."""
    template_id = add_template(session, consortium)
    garage = make_service(session, consortium, name="Garage", commune_code="66136")
    session.add(
        ServiceTheme(
            consortium_id=consortium.id, service_id=garage.id, theme="mobilite--x", category="mobilite"
        )
    )
    known = [
        make_person(session, referent, birth_name=f"Martin{rank}", commune_code="66136") for rank in range(3)
    ]
    for person in known:
        stays = select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)
        add_said(session, session.scalars(stays).one(), template_id, SAID)
    make_referral(session, known[0], garage, referent, theme="mobilite", sent_on=LAST_WEEK)
    for person in known:
        refresh_caseload_entry(session, consortium.id, person.id)
    return known


@pytest.fixture
def open_page(session, referent):
    """As the référent, in this role or her own."""

    def install(*roles, **asked):
        kept.forget()
        viewer = viewer_for(session, referent, *roles)
        identify_with(lambda: viewer)
        page = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
        for name, value in asked.items():
            page.query_params[name] = value
        return page.switch_page(NEEDS.path).run()

    yield install
    identify_with(None)


def cells(page):
    """(theme, area) → words, of the grid of cells, in its table."""
    grids = [one.value for one in page.dataframe if one.value.columns[0] == "Thème"]
    lines = [row for one in grids for row in one.to_dict("records")]
    return {(row["Thème"], area): words for row in lines for area, words in row.items()}


def line_of(page, name):
    tables = [table.value for table in page.table if "Ont ce besoin" in table.value]
    found = [row for table in tables for row in table.values.tolist() if row[0] == name]
    return found[0]


@pytest.mark.parametrize("role", sorted(set(Role) - INDICATOR_ROLES))
def test_other_roles_are_refused(sign_in, role):
    sign_in(role)
    page = AppTest.from_file(PROJECT / NEEDS.path, default_timeout=20).run()
    assert page.error
    assert not page.metric


@pytest.mark.parametrize("role", sorted(INDICATOR_ROLES))
def test_without_anybody_the_page_says_so(open_page, role):
    page = open_page(role)
    assert not page.exception
    assert tiles(page)["Réponse médiane"] in {"Non calculable", "s"}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COORDINATOR])
def test_who_has_the_list_is_told_every_figure(open_page, role):
    page = open_page(role)
    assert not page.exception
    shown = tiles(page)
    assert shown["Personnes avec un besoin sans réponse"] == "2"
    assert (shown["Orientations envoyées"], shown["Orientations refusées"]) == ("1", "—")
    assert shown["Réponse médiane"] == "Non calculable"
    assert shown["Services à vérifier"] == "1"
    assert line_of(page, "Mobilité") == [
        "Mobilité",
        "3",
        "2",
        "1",
        "non dites",
        "1",
        "1",
        "0",
        "1",
        "Non calculable",
    ]
    assert cells(page)["Mobilité", "CU Perpignan Méditerranée Métropole"] == "2 / 1 · non dites"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("role", "asked"),
    [
        (Role.STEERING, {}),
        (Role.STRUCTURE_MANAGER, {}),
        (Role.COORDINATOR, {"presentation": "oui"}),
    ],
)
def test_few_people_are_told_to_nobody_else(open_page, role, asked):
    page = open_page(role, **asked)
    assert not page.exception
    assert tiles(page)["Personnes avec un besoin sans réponse"] in {"s", "0"}
    assert not {"1", "2", "3"} & {words.partition(" / ")[0] for words in cells(page).values()}
    assert not [table for table in page.dataframe if "Nom" in table.value]


def test_a_bar_opens_its_people_with_the_services_beside(open_page, people):
    page = open_page(chiffre="unmet_need-mobilite")
    assert not page.exception
    assert set(names(page)) == {f"{one.birth_name} {one.first_names}" for one in people[1:]}
    services = next(table.value for table in page.dataframe if "Service" in table.value)
    assert list(services["Service"]) == ["Garage"]
    assert "1\u00a0service joignable · places non dites" in words(page)


@pytest.mark.usefixtures("people")
def test_a_list_typed_in_the_address_by_who_has_none_opens_nothing(open_page):
    page = open_page(Role.STEERING, chiffre="unmet_need-mobilite")
    assert not page.exception
    assert not [table for table in page.dataframe if "Nom" in table.value]


@pytest.mark.usefixtures("people")
def test_a_theme_is_told_area_by_area(open_page):
    page = open_page(Role.COORDINATOR, theme="sante")
    assert "Santé, par intercommunalité" in [one.value for one in page.subheader]
    assert line_of(page, "CU Perpignan Méditerranée Métropole")[1:3] == ["0", "0"]


@pytest.mark.usefixtures("people")
def test_with_contours_the_communes_of_the_theme_are_drawn(open_page, tmp_path, monkeypatch):
    known = replace(settings.get_settings(), data_dir=tmp_path)
    monkeypatch.setattr(settings, "get_settings", lambda: known)
    (tmp_path / "contours").mkdir()
    (tmp_path / "contours" / "communes.geojson").write_text(geojson("66136"))
    titles = [one.value for one in open_page(Role.COORDINATOR).subheader]
    assert any("besoins sans réponse par commune" in title for title in titles)
    titles = [one.value for one in open_page(Role.STEERING).subheader]
    assert not any("par commune" in title for title in titles)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING, Role.STRUCTURE_MANAGER])
def test_the_page_costs_few_statements(open_page, count_statements, role):
    page = open_page(role)
    kept.forget()
    with count_statements() as statements:
        page.run()
    assert len(statements) <= 12
