"""Exits by reason and people by area: who is told what, and that they hide the same from everybody."""

from collections import Counter, namedtuple
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.derived_lines import refresh_derived_lines
from db.engine import read_session
from db.models.beneficiaries import SupportPeriod
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
from tests.factories import TODAY, make_consortium, make_person, make_professional, viewer_for
from tests.services.sessions import owner_session, rolled_back_connection

YEAR = Perimeter(TODAY.replace(year=TODAY.year - 1), TODAY, TODAY)
PERIMETERS = [replace(YEAR, starts_on=TODAY - timedelta(days=days)) for days in (0, 40, 90, 200, 365, 700)]
STEERED = replace(YEAR, scope=Scope.CONSORTIUM)
REASONS = tuple(ExitReason)
HOMES = ("66136", "66136", "66136", "66037", "66037", "66008", "11069", None)  # 11069: outside
DOCUMENT = Medium.DOCUMENT
Ground = namedtuple("Ground", "coordinator referent steering homes")


@pytest.fixture(scope="module")
def grounds(engine):
    """Two territories whose people live in the same places."""
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield [settle(session, territory) for territory in ("3-24", "3-29")]


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


def settle(session, territory_id):
    """Sixty people of two référents, of whom one in three left; who coordinates, follows and steers."""
    consortium = make_consortium(session, territory_id=territory_id)
    staff = [make_professional(session, consortium) for _ in range(2)]
    homes = {}
    for rank in range(60):
        days = timedelta(days=30 + 11 * rank)
        home = HOMES[rank % len(HOMES)]
        person = make_person(session, staff[rank % 2], entered_on=TODAY - days, commune_code=home)
        if rank % 3:
            homes[person.id] = home
        else:
            leave(session, person, TODAY - timedelta(days=4 * rank), REASONS[rank // 3 % len(REASONS)])
    refresh_derived_lines(session, consortium.id)
    roles = (Role.COORDINATOR,), (Role.STEERING,)
    coordinator, steering = (make_professional(session, consortium, roles=role) for role in roles)
    return Ground(*(viewer_for(session, one) for one in (coordinator, staff[0], steering)), homes)


def leave(session, person, day, reason):
    stay = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    stay.exited_on, stay.exit_reason = max(day, stay.entered_on), reason
    session.flush()
    refresh_caseload_entry(session, person.consortium_id, person.id)


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def people_in(told):
    return {key: figure and figure.numerator for key, figure in told.by_group.items()}


def test_every_commune_of_the_territory_is_there_and_only_them_are_drawn(grounds):
    coordinator = grounds[0].coordinator
    told = read(coordinator, tell_areas, YEAR)
    with read_session(coordinator) as session:
        inside = session.scalars(select(Commune.code).where(Commune.departement_code == "66"))
        assert told.territory == set(inside)
    assert told.communes.keys() - told.territory == {"11069", None}
    assert told.names[Area(AreaKind.COMMUNE, "66136")] == "Perpignan"


def test_a_referent_is_told_her_own_people(grounds):
    for ground in grounds:
        hers = [rank for rank in range(0, 60, 2) if rank % 3]
        assert read(ground.referent, tell_areas, YEAR).total == len(hers)


def test_who_has_no_list_and_every_document_get_what_the_rule_tells(grounds):
    ground = grounds[0]
    seen = read(ground.steering, tell_areas, STEERED)
    printed = read(ground.coordinator, tell_areas, YEAR, medium=DOCUMENT)
    counted = Counter(ground.homes.values())
    assert (seen.least, printed.least) == (11, 11)
    assert None in printed.communes.values()
    for code, people in printed.communes.items():
        assert people in {None, counted[code]}
        assert people is None or people == 0 or people >= 11


def test_reasons_are_hidden_inside_their_family_wherever_they_are_told(grounds):
    ground = grounds[0]
    everything = read(ground.coordinator, tell_exits_by_reason, YEAR)
    tree = {family: people_in(told) for family, told in everything.items()}
    printed = read(ground.coordinator, tell_exits_by_reason, YEAR, medium=DOCUMENT)
    assert {family: people_in(told) for family, told in printed.items()} == protect_tree(tree, 11).parts
    assert all(told.least == 11 for told in read(ground.steering, tell_exits_by_reason, STEERED).values())


@pytest.mark.parametrize("medium", Medium)
def test_a_family_is_never_told_when_the_tile_hides_it(grounds, medium):
    for ground in grounds:
        for viewer, scope in ((ground.coordinator, Scope.LISTED), (ground.steering, Scope.CONSORTIUM)):
            for perimeter in PERIMETERS:
                asked = replace(perimeter, scope=scope)
                beside = read(viewer, tell_figures, asked, (EXITS, DYNAMIC_EXITS), medium=medium)
                told = read(viewer, tell_exits_by_reason, asked, medium=medium)
                if any(one.is_hidden for one in beside.values()):
                    assert all(one.is_hidden and not any(people_in(one).values()) for one in told.values())


def test_without_lists_nothing_is_told_of_a_filter_a_smaller_circle_or_another_number(grounds):
    ground = grounds[0]
    filtered = replace(STEERED, people=CaseloadFilters(tracks=(Track.SOCIAL,)))
    assert read(ground.steering, tell_areas, filtered).is_refused
    assert read(ground.steering, tell_areas, STEERED, ENTRIES).is_refused
    assert read(ground.steering, tell_exits_by_reason, filtered)[True].is_refused
    inside = replace(YEAR, scope=Scope.STRUCTURE)
    assert read(ground.referent, tell_areas, inside).is_refused
    assert read(ground.referent, tell_exits_by_reason, inside)[False].is_refused
    assert not read(ground.coordinator, tell_areas, YEAR, ENTRIES).is_refused


def test_each_costs_a_constant_number_of_statements(grounds, count_statements):
    ground = grounds[0]
    for viewer, perimeter in ((ground.coordinator, YEAR), (ground.steering, STEERED)):
        with count_statements() as statements:
            read(viewer, tell_areas, perimeter)
        assert len(statements) == 3  # thresholds, people, places
        with count_statements() as statements:
            read(viewer, tell_exits_by_reason, perimeter)
        assert len(statements) == (2 if viewer is ground.coordinator else 4)
        with count_statements() as statements:
            read(viewer, tell_areas, perimeter, CASELOAD)
        assert not statements
