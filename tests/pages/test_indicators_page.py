"""Vue d'équipe, Diagnostics et besoins: for each role, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import SupportPeriod
from db.models.consortia import Structure
from db.queries.indicators import kept
from domain.access import INDICATOR_ROLES, PEOPLE_ROLES, Role
from navigation import DIAGNOSES_DASHBOARD, TEAM_DASHBOARD
from tests.db.diagnosed_people import Said, add_said, add_template
from tests.factories import TODAY, make_person, make_professional, viewer_for
from tests.pages.dashboard_screen import names, people, press, tiles, words
from tests.services.shared import PROJECT

PAGE = PROJECT / DIAGNOSES_DASHBOARD.path
ENTERED_ON = TODAY - timedelta(days=120)  # in the last whole quarter


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def person(session, consortium, referent):
    """Diagnosed in 25 days by two professionals, with a need in mobility."""
    person = make_person(session, referent, birth_name="Lefèvre", entered_on=ENTERED_ON)
    stay = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    said = Said(ENTERED_ON + timedelta(days=25), None, 12, 3, 1, True, frozenset({"mobilite"}))
    add_said(session, stay, add_template(session, consortium), said)
    session.flush()
    refresh_caseload_entry(session, consortium.id, person.id)
    return person


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def open_dashboard(session, referent):
    """As the référent, in this role or her own."""

    def install(*roles, entry=DIAGNOSES_DASHBOARD, **asked):
        viewer = viewer_for(session, referent, *roles)
        identify_with(lambda: viewer)
        page = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
        for name, value in asked.items():
            page.query_params[name] = value
        return page.switch_page(entry.path).run()

    yield install
    identify_with(None)


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("role", "whose", "figures"),
    [
        (
            Role.CASEWORKER,
            "Parmi les personnes que vous suivez",
            ["100 %", "25,0", "100 %", "12,0", "100 %"],
        ),
        (Role.STRUCTURE_MANAGER, "Parmi les personnes de votre structure", ["100 %", "25,0", "s", "s", "s"]),
        (Role.COORDINATOR, "dans le consortium", ["100 %", "25,0", "100 %", "12,0", "100 %"]),
        (Role.STEERING, "dans le consortium", ["s", "s", "s", "s", "s"]),
    ],
)
def test_each_role_gets_the_figures_that_she_may_be_told(open_dashboard, role, whose, figures):
    page = open_dashboard(role)
    assert not page.exception
    assert list(tiles(page).values()) == figures
    assert whose in words(page)
    assert ("secret statistique" in words(page)) == ("s" in figures)


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("entry", [DIAGNOSES_DASHBOARD, TEAM_DASHBOARD], ids=lambda one: one.url_path)
@pytest.mark.parametrize("role", sorted(set(Role) - INDICATOR_ROLES))
def test_other_roles_are_refused(sign_in, role, entry):
    sign_in(role)
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=20).run()
    assert page.error
    assert not page.metric


@pytest.mark.usefixtures("person")
def test_nobody_gets_nothing():
    page = AppTest.from_file(PAGE, default_timeout=20).run()
    assert "Votre session est terminée" in page.info[0].value
    assert not page.metric


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_without_any_diagnosis_nothing_is_computed_and_the_page_says_what_is_missing(open_dashboard, role):
    page = open_dashboard(role)
    assert not page.exception
    assert set(tiles(page).values()) == {"—"}
    assert words(page).count("Non calculable") == 5
    assert "Rien à montrer" in words(page)


def test_the_people_behind_a_figure_open_their_file(open_dashboard, person):
    page = press(open_dashboard(), "detail_of_joint")
    assert page.query_params["chiffre"] == "joint"
    assert names(page) == ["Lefèvre Alix"]
    page.session_state["indicators_open"] = {"row": 0, "label": ""}
    assert page.run().query_params == {"personne": str(person.id)}


@pytest.mark.usefixtures("person")
def test_the_address_holds_the_dates_and_the_figure(open_dashboard):
    before = (ENTERED_ON - timedelta(days=1)).isoformat()
    page = open_dashboard(chiffre="need-mobilite", situation=before)
    assert set(tiles(page).values()) == {"—"}
    page = open_dashboard(chiffre="need-mobilite")
    assert names(page) == ["Lefèvre Alix"]
    assert list(people(page)["Besoin ou contrainte"]) == ["Oui"]


@pytest.mark.usefixtures("person")
def test_a_period_upside_down_says_so(open_dashboard):
    page = open_dashboard(du=TODAY.isoformat(), au=ENTERED_ON.isoformat())
    assert "La période finit avant de commencer" in words(page)
    assert not page.metric


def test_a_manager_is_told_why_a_file_does_not_open(session, consortium, referent, open_dashboard, person):
    assert person
    structure = session.get_one(Structure, (consortium.id, referent.structure_id))
    manager = make_professional(session, consortium, structure=structure, roles=(Role.STRUCTURE_MANAGER,))
    page = open_dashboard(chiffre="days_to_diagnosis")
    identify_with(lambda: viewer_for(session, manager))
    page.session_state["indicators_open"] = {"row": 0, "label": ""}
    assert "ne vous nomme pas" in words(page.run())


@pytest.mark.usefixtures("person")
def test_the_team_view_tells_its_figures_and_leads_to_their_people(open_dashboard):
    page = open_dashboard(Role.COORDINATOR, entry=TEAM_DASHBOARD, periode="12-months")
    assert not page.exception
    told = tiles(page)
    assert (told["File active"], told["Entrées"], told["Sans référent"]) == ("1", "1", "0")
    assert len(page.get("vega_lite_chart")) == 5  # of which the caseload per référent
    page = press(page, "detail_of_caseload")
    assert names(page) == ["Lefèvre Alix"]
    assert not press(page, "close_detail").query_params.get("chiffre")
    earlier = open_dashboard(Role.COORDINATOR, entry=TEAM_DASHBOARD, situation=f"{TODAY - timedelta(days=1)}")
    assert "Alertes, aujourd’hui" in {block.value for block in earlier.subheader}


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("role", "charts"), [(Role.CASEWORKER, 4), (Role.STRUCTURE_MANAGER, 5), (Role.STEERING, 4)]
)
def test_the_caseload_per_referent_is_shown_to_who_shares_the_work_out(open_dashboard, role, charts):
    page = open_dashboard(role, entry=TEAM_DASHBOARD)
    assert not page.exception
    assert len(page.get("vega_lite_chart")) == charts


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("entry", [DIAGNOSES_DASHBOARD, TEAM_DASHBOARD], ids=lambda one: one.url_path)
def test_presented_it_shows_neither_list_nor_referent_nor_small_figure(open_dashboard, entry):
    page = open_dashboard(Role.COORDINATOR, entry=entry, presentation="oui", chiffre="joint")
    assert not page.exception
    assert set(tiles(page).values()) <= {"s", "0", "—"}
    assert not page.dataframe
    assert not [one for one in page.selectbox if one.label == "Référent·e"]
    assert [one.label for one in page.button if "présentation" in one.label] == ["Quitter la présentation"]
    assert not page.sidebar.markdown


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("entry", "cold"), [(DIAGNOSES_DASHBOARD, 7), (TEAM_DASHBOARD, 12)])
def test_a_page_costs_few_statements_and_fewer_when_nothing_changed(
    open_dashboard, count_statements, entry, cold
):
    page = open_dashboard(Role.COORDINATOR, entry=entry)
    kept.forget()
    with count_statements() as statements:
        page.run()
    assert len(statements) <= cold
    with count_statements() as statements:
        page.run()
    assert len(statements) <= 3
    with count_statements() as statements:
        press(page, "detail_of_" + ("joint" if entry is DIAGNOSES_DASHBOARD else "caseload"))
    assert len(statements) <= 12  # the first reading of names may be signed
