"""Under secrecy, two figures that rest on the same people never give back what one of them hides."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.actions.caseload_entries import refresh_caseload_entry
from db.engine import read_session, write_session
from db.models.beneficiaries import BeneficiaryPublic, SupportPeriod
from db.queries.indicators import kept
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.exits import tell_exits_by_reason
from db.queries.indicators.flows import tell_monthly_flows
from db.queries.indicators.told import tell_figures
from domain.access import Role
from domain.follow_up import ExitReason
from domain.identifiers import new_id
from domain.indicators.diagnoses import DELAY, IN_30_DAYS
from domain.indicators.model import Breakdown, Perimeter, Scope
from domain.indicators.team import CASELOAD, ENTRIES, EXITS
from domain.people import PUBLICS_BY_AGE, Public
from domain.secrecy import Medium
from tests.factories import TODAY, make_person, make_professional, viewer_for

STEERED = Perimeter(TODAY, TODAY, TODAY, scope=Scope.CONSORTIUM)
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))  # the last one over at TODAY


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def steering(session, referent):
    return viewer_for(session, referent, Role.STEERING)


def enter(session, referent, count, entered_on, **values):
    return [make_person(session, referent, entered_on=entered_on, **values) for _ in range(count)]


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def one(viewer, indicator, perimeter=STEERED, **values):
    return read(viewer, tell_figures, perimeter, [indicator], **values)[indicator]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.STRUCTURE_MANAGER])
def test_who_steers_and_lists_people_is_told_neither_months_nor_reasons_nor_communes(
    session, referent, steering, role
):
    enter(session, referent, 20, QUARTER[0])
    double = replace(steering, roles=frozenset({Role.STEERING, role}))
    assert read(double, tell_monthly_flows, STEERED)[ENTRIES].is_refused
    assert read(double, tell_exits_by_reason, STEERED)[True].is_refused
    assert read(double, tell_areas, STEERED).is_refused
    assert read(steering, tell_areas, STEERED).total == 20
    assert read(steering, tell_monthly_flows, STEERED)[ENTRIES].figure.numerator == 20
    listed = replace(STEERED, scope=Scope.LISTED, starts_on=QUARTER[0])
    assert not read(double, tell_monthly_flows, listed)[EXITS].is_refused  # her own people, whole


def test_the_first_diagnosis_is_told_of_everybody_who_came_in_the_quarter(session, referent, steering):
    enter(session, referent, 20, QUARTER[0])
    enter(session, referent, 2, QUARTER[1])
    assert one(steering, IN_30_DAYS).figure.denominator == one(steering, ENTRIES).figure.numerator == 22
    assert one(steering, IN_30_DAYS, by=Breakdown.SENIORITY).is_hidden  # another day, other groups


def test_the_first_diagnosis_waits_for_the_thirty_days_of_the_last_who_came(session, referent, steering):
    enter(session, referent, 20, date(2026, 4, 2))
    early = replace(steering, now=steering.now.replace(month=7, day=29))
    assert one(early, ENTRIES).figure.numerator == 20
    assert one(early, IN_30_DAYS).is_hidden
    assert not one(replace(early, now=early.now.replace(day=30)), IN_30_DAYS).is_hidden


def test_what_tells_how_many_came_is_hidden_with_the_entries(session, referent, steering):
    enter(session, referent, 24, QUARTER[0])
    assert not one(steering, DELAY).is_hidden
    away = enter(session, referent, 2, date(2026, 1, 2))
    for person in away:
        leave(session, person, QUARTER[1])
    kept.forget()
    assert one(steering, EXITS).is_hidden
    assert one(steering, DELAY).is_hidden
    assert one(steering, IN_30_DAYS).is_hidden


def leave(session, person, day):
    stay = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    stay.exited_on, stay.exit_reason = day, ExitReason.MOVED
    session.flush()
    refresh_caseload_entry(session, person.consortium_id, person.id)


def test_months_add_up_to_the_tile_so_that_nobody_is_found_to_have_come_back(session, referent, steering):
    people = enter(session, referent, 30, date(2026, 7, 2)) + enter(session, referent, 30, date(2026, 9, 2))
    for person in people[:30]:
        leave(session, person, date(2026, 7, 20))
    again = SupportPeriod(beneficiary_id=people[0].id, entered_on=date(2026, 9, 5), entry_origin="partner")
    again.consortium_id = people[0].consortium_id
    session.add(again)
    session.flush()
    refresh_caseload_entry(session, again.consortium_id, people[0].id)
    document = replace(STEERED, scope=Scope.LISTED, starts_on=QUARTER[0], ends_on=TODAY)
    coordinator = replace(steering, roles=frozenset({Role.COORDINATOR}))
    whole = read(coordinator, tell_monthly_flows, document)[ENTRIES].figure
    printed = read(coordinator, tell_monthly_flows, document, Medium.DOCUMENT)[ENTRIES].figure
    assert (whole.numerator, printed.numerator) == (61, 60)
    assert printed == one(coordinator, ENTRIES, document, medium=Medium.DOCUMENT).figure


def test_publics_that_are_ages_are_never_told_beside_them(session, referent, steering):
    for person in enter(session, referent, 30, QUARTER[0]):
        for public in (Public.RSA, Public.YOUNG):
            key = {"consortium_id": person.consortium_id, "beneficiary_id": person.id, "id": new_id()}
            session.add(BeneficiaryPublic(**key, public=public))
    session.flush()
    told = one(steering, CASELOAD, by=Breakdown.PUBLIC)
    assert told.of(Public.RSA).numerator == 30
    assert {told.of(public) for public in PUBLICS_BY_AGE} == {None}


def test_what_is_told_inside_a_change_is_not_kept(coordinator):
    with write_session(coordinator) as writing:
        kept.kept(writing, coordinator, "asked", lambda: "not sure yet")
    assert read(coordinator, kept.kept, "asked", lambda: "sure") == "sure"
