"""Délais entre étapes et Parcours et délais, for each role, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import SupportPeriod
from db.models.paths import Step
from db.models.settings import ConsortiumSetting
from db.queries.indicators import kept
from domain.access import INDICATOR_ROLES, Role
from domain.follow_up import StepKind
from domain.identifiers import new_id
from domain.indicators.pairs import READY_PAIRS
from navigation import DELAYS, PATHS_DASHBOARD
from tests.factories import TODAY, make_person, make_professional, viewer_for
from tests.services.sessions import counted_statements
from tests.services.shared import PROJECT

IMMERSION = READY_PAIRS[4]
PAGES = [DELAYS, PATHS_DASHBOARD]


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


def add_step(session, person, kind, started_on, ended_on=None):
    stay = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    key = {"consortium_id": person.consortium_id, "id": new_id(), "support_period_id": stay.id}
    session.add(Step(**key, kind=kind, started_on=started_on, ended_on=ended_on))
    refresh_caseload_entry(session, person.consortium_id, person.id)


@pytest.fixture
def people(session, referent):
    """Both ended an immersion 70 days ago: one began a training 20 days later, the other waits."""
    people = [make_person(session, referent, birth_name=name) for name in ("Abadie", "Zola")]
    ended_on = TODAY - timedelta(days=70)
    for person in people:
        add_step(session, person, StepKind.IMMERSION, ended_on - timedelta(days=5), ended_on)
    add_step(session, people[0], StepKind.TRAINING, ended_on + timedelta(days=20))
    return people


@pytest.fixture
def open_page(session, referent):
    """As the référent, in this role or her own."""

    def install(*roles, entry=DELAYS, **asked):
        viewer = viewer_for(session, referent, *roles)
        identify_with(lambda: viewer)
        page = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
        for name, value in asked.items():
            page.query_params[name] = value
        return page.switch_page(entry.path).run()

    yield install
    identify_with(None)


def tiles(page):
    return {metric.label: metric.value.replace("\u00a0", " ") for metric in page.metric}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.STRUCTURE_MANAGER, Role.COORDINATOR])
def test_who_waits_is_counted_in_the_median_and_apart(open_page, role):
    page = open_page(role, delai=IMMERSION.code)
    assert not page.exception
    told = tiles(page)
    assert told["Délai médian"] == "20 jours"
    assert told["9 sur 10 en"] == "non atteint"
    assert (told["Étape venue"], told["En attente"]) == ("1", "1")
    assert told["Moyenne des délais terminés"] == "20,0 jours"


@pytest.mark.usefixtures("people")
def test_the_list_behind_those_who_wait_names_them(open_page):
    page = open_page(delai=IMMERSION.code, chiffre=f"{IMMERSION.code}.waiting")
    lines = page.dataframe[0].value
    assert [name.removeprefix(":material/folder_open: ") for name in lines["Nom"]] == ["Zola Alix"]
    assert list(lines["Jours"]) == [70]


@pytest.mark.usefixtures("people")
def test_steering_is_told_nothing_of_two_people(open_page):
    page = open_page(Role.STEERING, delai=IMMERSION.code, chiffre=f"{IMMERSION.code}.waiting")
    assert not page.exception
    assert list(tiles(page).values()) == ["s", "s", "—", "s", "s", "s"]
    assert "Zola" not in str([frame.value.to_dict() for frame in page.dataframe])


@pytest.mark.usefixtures("people")
def test_a_target_that_the_consortium_set_is_judged(session, consortium, open_page):
    key = {"consortium_id": consortium.id, "id": new_id()}
    session.add(ConsortiumSetting(**key, code=f"target:{IMMERSION.code}", value=30))
    session.flush()
    page = open_page(delai=IMMERSION.code)
    assert tiles(page)["Dans le délai visé"].replace("\u202f", " ") == "50 %"


@pytest.mark.usefixtures("people")
def test_any_two_steps_may_be_chosen(open_page):
    page = open_page(delai="autre", de="immersion_started", a="immersion_ended")
    assert "Début d’immersion → fin d’immersion" in " ".join(one.value for one in page.markdown)
    assert tiles(page)["Délai médian"] == "5 jours"


@pytest.mark.parametrize("entry", PAGES)
@pytest.mark.parametrize("role", sorted(INDICATOR_ROLES))
def test_without_anybody_nothing_is_computed(open_page, role, entry):
    page = open_page(role, entry=entry)
    assert not page.exception
    assert "non atteint" in tiles(page).values()


@pytest.mark.parametrize("entry", PAGES)
@pytest.mark.parametrize("role", sorted(set(Role) - INDICATOR_ROLES))
def test_other_roles_are_refused(sign_in, role, entry):
    sign_in(role)
    page = AppTest.from_file(PROJECT / entry.path, default_timeout=20).run()
    assert page.error
    assert not page.metric


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("presented", [{}, {"presentation": "oui"}])
def test_the_six_delays_side_by_side_cost_twelve_statements_at_most(open_page, presented):
    with counted_statements() as statements:
        page = open_page(Role.COORDINATOR, entry=PATHS_DASHBOARD, **presented)
    assert not page.exception
    assert list(tiles(page)) == [pair.title for pair in READY_PAIRS]
    delays = [one for one in statements if "path_line" in one or "consortium_setting" in one]
    assert len(delays) <= 12
