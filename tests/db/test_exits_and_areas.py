"""Exits by reason and people by area are what counting one by one gives, and hide the same from everybody."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import select, update

from db.actions.derived_lines import refresh_derived_lines
from db.engine import read_session
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Consortium
from db.models.reference import Commune
from db.queries.indicators import kept
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.exits import tell_exits_by_reason
from db.queries.indicators.told import tell_figures
from domain.access import Role
from domain.caseload import Area, AreaKind, CaseloadFilters
from domain.follow_up import ExitReason, Track
from domain.indicators.exits import DYNAMIC_EXITS
from domain.indicators.model import Perimeter, Scope
from domain.indicators.team import CASELOAD, ENTRIES, EXITS
from domain.secrecy import Medium, protect_tree
from tests.db.random_stays import build_ground
from tests.db.test_indicator_figures import judged, perimeters, present
from tests.factories import TODAY, make_professional, viewer_for
from tests.services.sessions import owner_session, rolled_back_connection

YEAR = Perimeter(TODAY.replace(year=TODAY.year - 1), TODAY, TODAY)
STEERED = replace(YEAR, scope=Scope.CONSORTIUM)
HOMES = ("66136", "66136", "66136", "66037", "66037", "66008", "11069", None)  # 11069: outside
SCREEN, DOCUMENT = Medium.SCREEN, Medium.DOCUMENT


@pytest.fixture(scope="module")
def grounds(engine):
    """Two territories whose people live in the same places; who steers the first one; its manager."""
    rng = Random(9)
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield [settle(session, rng, territory) for territory in ("3-24", "3-29")]


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


def settle(session, rng, territory_id):
    """The ground, who lives where, and its other viewers."""
    ground = build_ground(session, rng, people=60)
    consortium = session.get_one(Consortium, ground.coordinator.consortium_id)
    consortium.territory_id = territory_id
    homes = {someone.id: rng.choice(HOMES) for someone in ground.people}
    for person_id, code in homes.items():
        session.execute(update(Beneficiary).where(Beneficiary.id == person_id).values(commune_code=code))
    refresh_derived_lines(session, consortium.id)
    steering = viewer_for(session, make_professional(session, consortium, roles=(Role.STEERING,)))
    session.flush()
    return ground, homes, steering


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def reasons_of(ground, perimeter):
    """Reason → people, counted one by one."""
    left = Counter()
    for someone in ground.people:
        for reason in ExitReason:
            counted = judged(replace(EXITS, code="", variant=str(reason)), someone, perimeter)
            left[reason] += bool(counted)
    return left


def by_home(ground, homes, day):
    return Counter(homes[someone.id] for someone in ground.people if present(someone, day))


def people_in(told):
    return {key: figure and figure.numerator for key, figure in told.by_group.items()}


def test_reasons_are_what_counting_one_by_one_gives(grounds):
    for ground, _homes, _steering in grounds:
        for perimeter in perimeters(ground):
            told = read(ground.coordinator, tell_exits_by_reason, perimeter)
            counted = reasons_of(ground, perimeter)
            assert people_in(told[True]) | people_in(told[False]) == {one: counted[one] for one in ExitReason}
            assert all(reason.is_dynamic for reason in told[True].by_group)
            for one in told.values():
                assert one.figure.numerator == sum(people_in(one).values())


def test_communes_and_epcis_are_what_counting_one_by_one_gives(grounds):
    for ground, homes, _steering in grounds:
        for perimeter in perimeters(ground):
            told = read(ground.coordinator, tell_areas, perimeter)
            counted = by_home(ground, homes, perimeter.reference_on)
            assert {code: people for code, people in told.communes.items() if people} == dict(+counted)
            assert told.total == sum(counted.values()) == sum(told.epcis.values())
            assert told.least == 0


def test_every_commune_of_the_territory_is_there_and_only_them_are_drawn(grounds):
    coordinator = grounds[0][0].coordinator
    told = read(coordinator, tell_areas, YEAR)
    with read_session(coordinator) as session:
        inside = session.scalars(select(Commune.code).where(Commune.departement_code == "66"))
        assert told.territory == set(inside)
    assert told.communes.keys() - told.territory == {"11069", None}
    assert told.names[Area(AreaKind.COMMUNE, "66136")] == "Perpignan"


def test_a_referent_is_told_her_own_people(grounds):
    for ground, homes, _steering in grounds:
        counted = Counter(
            homes[someone.id]
            for someone in ground.people
            if someone.id in ground.followed and present(someone, TODAY)
        )
        assert read(ground.referent, tell_areas, YEAR).total == sum(counted.values())


def test_who_has_no_list_and_every_document_get_what_the_rule_tells(grounds):
    ground, homes, steering = grounds[0]
    seen = read(steering, tell_areas, STEERED)
    printed = read(ground.coordinator, tell_areas, YEAR, medium=DOCUMENT)
    counted = by_home(ground, homes, TODAY)
    assert (seen.least, printed.least) == (11, 11)
    assert None in printed.communes.values()
    for code, people in printed.communes.items():
        assert people in {None, counted[code]}
        assert people is None or people == 0 or people >= 11


def test_reasons_are_hidden_inside_their_family_wherever_they_are_told(grounds):
    ground, _homes, steering = grounds[0]
    everything = read(ground.coordinator, tell_exits_by_reason, YEAR)
    tree = {family: people_in(told) for family, told in everything.items()}
    printed = read(ground.coordinator, tell_exits_by_reason, YEAR, medium=DOCUMENT)
    assert {family: people_in(told) for family, told in printed.items()} == protect_tree(tree, 11).parts
    assert all(told.least == 11 for told in read(steering, tell_exits_by_reason, STEERED).values())


@pytest.mark.parametrize("medium", Medium)
def test_a_family_is_never_told_when_the_tile_hides_it(grounds, medium):
    for ground, _homes, steering in grounds:
        for viewer, scope in ((ground.coordinator, Scope.LISTED), (steering, Scope.CONSORTIUM)):
            for perimeter in perimeters(ground):
                asked = replace(perimeter, scope=scope)
                beside = read(viewer, tell_figures, asked, (EXITS, DYNAMIC_EXITS), medium=medium)
                told = read(viewer, tell_exits_by_reason, asked, medium=medium)
                if any(one.is_hidden for one in beside.values()):
                    assert all(one.is_hidden and not any(people_in(one).values()) for one in told.values())


def test_without_lists_nothing_is_told_of_a_filter_a_smaller_circle_or_another_number(grounds):
    ground, _homes, steering = grounds[0]
    filtered = replace(STEERED, people=CaseloadFilters(tracks=(Track.SOCIAL,)))
    assert read(steering, tell_areas, filtered).is_refused
    assert read(steering, tell_areas, STEERED, ENTRIES).is_refused
    assert read(steering, tell_exits_by_reason, filtered)[True].is_refused
    inside = replace(YEAR, scope=Scope.STRUCTURE)
    assert read(ground.referent, tell_areas, inside).is_refused
    assert read(ground.referent, tell_exits_by_reason, inside)[False].is_refused
    assert not read(ground.coordinator, tell_areas, YEAR, ENTRIES).is_refused


def test_each_costs_a_constant_number_of_statements(grounds, count_statements):
    ground, _homes, steering = grounds[0]
    for viewer, perimeter in ((ground.coordinator, YEAR), (steering, STEERED)):
        with count_statements() as statements:
            read(viewer, tell_areas, perimeter)
        assert len(statements) == 3  # thresholds, people, places
        with count_statements() as statements:
            read(viewer, tell_exits_by_reason, perimeter)
        assert len(statements) == (2 if viewer is ground.coordinator else 4)
        with count_statements() as statements:
            read(viewer, tell_areas, perimeter, CASELOAD)
        assert not statements
