"""Sorties et maintien dans l’emploi, Publics et territoires, for each role; with and without contours."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

import settings
from components.identity import identify_with
from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import SupportPeriod
from db.queries.indicators import kept
from domain.access import INDICATOR_ROLES, Role
from domain.follow_up import ExitReason
from navigation import EXITS_DASHBOARD, PUBLICS_DASHBOARD
from tests.factories import TODAY, make_person, make_professional, viewer_for
from tests.pages.dashboard_screen import names, tiles, words
from tests.services.shared import PROJECT

PAGES = (EXITS_DASHBOARD, PUBLICS_DASHBOARD)
SQUARE = [[[2.8, 42.6], [2.9, 42.6], [2.9, 42.7], [2.8, 42.7], [2.8, 42.6]]]


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def people(session, referent):
    """Six who live in Perpignan, of whom one left for a lasting job; one in Rivesaltes."""
    codes = ["66136"] * 6 + ["66164"]
    known = [
        make_person(session, referent, birth_name=f"Martin{rank}", commune_code=code)
        for rank, code in enumerate(codes)
    ]
    stay = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == known[0].id)).one()
    stay.entered_on, stay.exited_on = TODAY - timedelta(days=90), TODAY - timedelta(days=30)
    stay.exit_reason = ExitReason.LASTING_JOB
    session.flush()
    refresh_caseload_entry(session, referent.consortium_id, known[0].id)
    return known


@pytest.fixture
def open_page(session, referent):
    """As the référent, in this role or her own."""

    def install(entry, *roles, **asked):
        kept.forget()
        viewer = viewer_for(session, referent, *roles)
        identify_with(lambda: viewer)
        page = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
        for name, value in asked.items():
            page.query_params[name] = value
        return page.switch_page(entry.path).run()

    yield install
    identify_with(None)


@pytest.fixture
def contours(tmp_path, monkeypatch):
    """Write the file that an administrator puts on the server."""
    known = replace(settings.get_settings(), data_dir=tmp_path)
    monkeypatch.setattr(settings, "get_settings", lambda: known)

    def write(content):
        folder = tmp_path / "contours"
        folder.mkdir(exist_ok=True)
        (folder / "communes.geojson").write_text(content)

    return write


def geojson(*codes):
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": geometry} for code in codes]
    return json.dumps({"type": "FeatureCollection", "features": features})


def specs(page):
    return [json.loads(chart.proto.spec) for chart in page.get("vega_lite_chart")]


def areas_drawn(page):
    """Words by commune, of the map; empty without one."""
    data = [layer["data"]["values"] for spec in specs(page) for layer in spec["layer"] if "data" in layer]
    return {one["label"]: one["words"] for values in data for one in values}


@pytest.mark.parametrize("entry", PAGES, ids=lambda one: one.url_path)
@pytest.mark.parametrize("role", sorted(set(Role) - INDICATOR_ROLES))
def test_other_roles_are_refused(sign_in, role, entry):
    sign_in(role)
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=20).run()
    assert page.error
    assert not page.metric


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("role", "exits", "dynamic"),
    [
        (Role.CASEWORKER, "1", "100 %"),
        (Role.STRUCTURE_MANAGER, "1", "100 %"),
        (Role.COORDINATOR, "1", "100 %"),
        (Role.STEERING, "s", "s"),  # few came in the last quarter: what tells how many left is hidden too
    ],
)
def test_exits_are_told_to_each_role(open_page, role, exits, dynamic):
    page = open_page(EXITS_DASHBOARD, role)
    assert not page.exception
    assert (tiles(page)["Sorties"], tiles(page)["Sorties dynamiques"]) == (exits, dynamic)
    assert len(page.metric) == 8


def test_a_reason_leads_to_its_people(open_page, people):
    page = open_page(EXITS_DASHBOARD, chiffre="exits_by_reason-lasting_job")
    assert names(page) == [f"{people[0].birth_name} {people[0].first_names}"]
    assert "Sorties dynamiques par motif" in words(page)


@pytest.mark.usefixtures("people")
def test_a_reason_typed_by_who_has_no_list_opens_nothing(open_page):
    page = open_page(EXITS_DASHBOARD, Role.STEERING, chiffre="exits_by_reason-lasting_job")
    assert not page.exception
    assert not [one for one in page.dataframe if "Nom" in one.value]


@pytest.mark.usefixtures("people", "contours")
@pytest.mark.parametrize(("role", "is_told"), [(Role.CASEWORKER, False), (Role.COORDINATOR, True)])
def test_without_contours_there_are_bars_and_a_word_for_who_may_act(open_page, role, is_told):
    page = open_page(PUBLICS_DASHBOARD, role)
    assert not page.exception
    assert tiles(page)["File active"] == "6"
    assert len(page.get("vega_lite_chart")) == 6
    assert ("contours/communes.geojson" in words(page)) == is_told


@pytest.mark.usefixtures("people")
def test_with_contours_the_communes_are_drawn_and_lead_to_their_people(open_page, contours):
    contours(geojson("66136", "66164", "75056"))
    page = open_page(PUBLICS_DASHBOARD, chiffre="caseload.commune.66164")
    assert areas_drawn(page) == {"Perpignan": "5", "Rivesaltes": "1"}
    assert names(page) == ["Martin6 Alix"]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("content", "why"),
    [("pas du JSON", "GeoJSON lisible"), ("[]", "GeoJSON lisible"), (geojson("75056"), "aucune commune")],
)
def test_a_file_that_cannot_be_drawn_says_why(open_page, contours, content, why):
    contours(content)
    page = open_page(PUBLICS_DASHBOARD, Role.COORDINATOR)
    assert not page.exception
    assert why in words(page)
    assert not areas_drawn(page)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("role", "asked"), [(Role.STEERING, {}), (Role.COORDINATOR, {"presentation": "oui"})]
)
def test_hidden_areas_are_drawn_without_their_number(open_page, contours, role, asked):
    contours(geojson("66136", "66164"))
    page = open_page(PUBLICS_DASHBOARD, role, **asked)
    assert not page.exception
    assert set(areas_drawn(page).values()) <= {"s", "0"}
    assert set(tiles(page).values()) <= {"s", "0", "—"}


@pytest.mark.usefixtures("people", "contours")
@pytest.mark.parametrize("entry", PAGES, ids=lambda one: one.url_path)
def test_a_page_costs_few_statements(open_page, count_statements, entry):
    page = open_page(entry, Role.COORDINATOR)
    kept.forget()
    with count_statements() as statements:
        page.run()
    assert len(statements) <= 12
