"""Services proposed for a need: what fits, in which order, and nothing about people of others."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from db.engine import read_session
from db.models.beneficiaries import BeneficiaryPublic
from db.models.indicators import PathLine
from db.models.offer import ServicePrescriber, ServicePublic, ServiceTheme, ServiceZone
from db.queries.suggestions import suggest_services
from db.queries.unmet_needs import list_unmet_needs
from domain.access import Role
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import ThemeState
from domain.errors import NotFoundError
from domain.offer.search import Reach
from domain.offer.words import ServiceState
from domain.people import Public
from tests.factories import (
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    make_service,
    make_structure,
    viewer_for,
)

PERPIGNAN, CANET, PRADES, NIORT = "66136", "66037", "66149", "79191"


@pytest.fixture
def ground(session):
    consortium = make_consortium(session)
    referent = make_professional(session, consortium)
    person = make_person(session, referent, commune_code=PERPIGNAN)
    key = {"consortium_id": consortium.id, "beneficiary_id": person.id}
    session.add(BeneficiaryPublic(**key, public=Public.SENIOR))
    session.flush()
    return consortium, viewer_for(session, referent), person


def offered(session, consortium, name, *, publics=(), zones=(), commune=PERPIGNAN, only=None, **values):
    service = make_service(session, consortium, name=name, commune_code=commune, **values)
    key = {"consortium_id": consortium.id, "service_id": service.id}
    session.add(ServiceTheme(**key, theme="mobilite--x", category="mobilite"))
    session.add_all([ServicePublic(**key, public=one) for one in publics])
    session.add_all([ServiceZone(**key, code=one) for one in zones])
    if only:
        session.add(ServicePrescriber(**key, structure_id=only))
    session.flush()


def proposed(viewer, person, *themes):
    with read_session(viewer) as session:
        found = suggest_services(session, viewer, person.id, themes or ["mobilite"])
    return found.get("mobilite", [])


def test_what_fits_is_proposed_the_last_checked_first_then_the_nearest(session, ground):
    consortium, viewer, person = ground
    offered(session, consortium, "Ancien", checked_on=TODAY - timedelta(days=200))
    offered(session, consortium, "Lointain", commune=PRADES, zones=["66"], checked_on=TODAY)
    offered(session, consortium, "Proche", commune=CANET, zones=["200027183"], checked_on=TODAY)
    offered(session, consortium, "Jamais vérifié")
    found = proposed(viewer, person)
    assert [one.name for one in found] == ["Proche", "Lointain", "Ancien"]
    assert [one.reach for one in found] == [Reach.EPCI, Reach.DEPARTEMENT, Reach.COMMUNE]


@pytest.mark.parametrize(
    "values",
    [
        {"state": ServiceState.CLOSED},
        {"state": ServiceState.SUSPENDED},
        {"places": 0},
        {"zones": ["79"]},
        {"zones": [PRADES]},
        {"commune": NIORT},
        {"publics": ["jeunes"]},
    ],
)
def test_what_does_not_fit_is_not_proposed(session, ground, values):
    consortium, viewer, person = ground
    offered(session, consortium, "Garage", **values)
    assert proposed(viewer, person) == []


@pytest.mark.parametrize(
    "values",
    [
        {"places": 1},
        {"zones": ["france"], "commune": NIORT},
        {"zones": [PERPIGNAN]},
        {"commune": NIORT, "is_remote": True},
        {"publics": ["seniors", "jeunes"]},
        {"publics": ["tous-publics"]},
    ],
)
def test_what_fits_in_one_way_is_enough(session, ground, values):
    consortium, viewer, person = ground
    offered(session, consortium, "Garage", **values)
    assert [one.name for one in proposed(viewer, person)] == ["Garage"]


def test_a_service_kept_for_some_structures_is_proposed_to_their_people_only(session, ground):
    consortium, viewer, person = ground
    offered(session, consortium, "À nous", only=viewer.structure_id)
    offered(session, consortium, "À d’autres", only=make_structure(session, consortium).id)
    assert [one.name for one in proposed(viewer, person)] == ["À nous"]


def test_her_publics_are_told_in_our_words(session, ground):
    consortium, viewer, person = ground
    offered(session, consortium, "Garage", publics=["seniors", "jeunes"])
    assert proposed(viewer, person)[0].publics == (Public.SENIOR.label,)


def test_nobody_is_told_of_somebody_else_s_person(session, ground):
    _, _, person = ground
    stranger = viewer_for(session, make_professional(session, make_consortium(session)), Role.COORDINATOR)
    with pytest.raises(NotFoundError):
        proposed(stranger, person)


def test_two_statements_whatever_the_themes(session, ground, count_statements):
    consortium, viewer, person = ground
    offered(session, consortium, "Garage")
    with count_statements() as statements:
        proposed(viewer, person, "mobilite", "sante", "famille")
    assert len(statements) == 2


def test_a_need_is_unmet_until_somebody_is_referred_for_it(session, ground):
    _, viewer, person = ground
    both = needs_bits({"mobilite": ThemeState.NEED, "sante": ThemeState.NEED})
    held = needs_bits({"sante": ThemeState.NEED})
    of_her = PathLine.beneficiary_id == person.id
    session.execute(update(PathLine).where(of_her).values(needs=both, referred=held))
    session.flush()
    with read_session(viewer) as reading:
        assert list_unmet_needs(reading, viewer, person.id) == ["mobilite"]
