"""Needs beside the offer: as counted by hand at any date, under secrecy for who has no list."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.engine import read_session
from db.models.accounts import Professional, ProfessionalRole
from db.models.consortia import Consortium
from db.queries.indicators import kept
from db.queries.indicators.answers import Asked, tell_answers
from db.queries.indicators.offer_needs import tell_needs
from db.queries.indicators.told import tell_figures
from domain.access import Role
from domain.caseload import Area, AreaKind, CaseloadFilters
from domain.diagnosis.core import core_codes
from domain.indicators.model import Breakdown, Perimeter, Scope
from domain.indicators.offer import every_need
from domain.secrecy import Medium
from tests.db import naive_needs as naive
from tests.db.demo_loading import TODAY, load
from tests.factories import viewer_for
from tests.services.sessions import owner_session, rolled_back_connection

LABELS = {code: code for code in core_codes()}
YEAR = Perimeter(TODAY - timedelta(days=364), TODAY, TODAY)
NOW = date(2026, 11, 20)  # of the viewers: their lines tell it; at earlier dates, records do
DAYS = [NOW, *(TODAY - timedelta(days=back) for back in (0, 45, 200, 500))]


@pytest.fixture(scope="module")
def territories(engine, tmp_path_factory):
    """Of each territory of the demonstration: its records, and a viewer of each role."""
    with rolled_back_connection(engine) as connection:
        load(connection, tmp_path_factory.mktemp("demo"), people=400)
        with owner_session(connection) as session:
            found = {}
            for number in filter(None, session.scalars(select(Professional.consortium_id).distinct()).all()):
                viewers = viewers_of(session, number)
                if coordinator := viewers[Role.COORDINATOR]:
                    records = naive.Records(session, number, coordinator.structure_id)
                    found[session.get(Consortium, number).territory_id] = records, viewers
            yield found


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


def viewers_of(session, consortium_id):
    roles = (Role.COORDINATOR, Role.STRUCTURE_MANAGER, Role.STEERING, Role.CASEWORKER)
    return {role: viewer_of(session, consortium_id, role) for role in roles}


def viewer_of(session, consortium_id, role):
    held = select(ProfessionalRole.professional_id).where(ProfessionalRole.role == role)
    here = select(Professional).where(Professional.id.in_(held), Professional.consortium_id == consortium_id)
    someone = session.scalars(here.order_by(Professional.id)).first()
    return someone and viewer_for(session, someone, role)


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def perimeter_at(day):
    return replace(YEAR, starts_on=day - timedelta(days=364), ends_on=day, reference_on=day)


def each(territories):
    for records, viewers in territories.values():
        yield records, viewers[Role.COORDINATOR]


def test_two_territories_are_compared(territories):
    assert len(territories) >= 2


@pytest.mark.parametrize("day", DAYS)
def test_unmet_needs_are_those_counted_by_hand(territories, day):
    for records, coordinator in each(territories):
        told = read(coordinator, tell_figures, perimeter_at(day), every_need(LABELS), by=Breakdown.EPCI)
        found = {
            (one.variant, key): (figure.numerator, figure.denominator)
            for one, each_told in told.items()
            for key, figure in each_told.by_group.items()
            if one.code != "refused_referral" and figure.denominator
        }
        assert found == naive.unmet(records, day)


@pytest.mark.parametrize("day", DAYS)
def test_answers_to_referrals_are_those_counted_by_hand(territories, day):
    for records, coordinator in each(territories):
        asked = perimeter_at(day)
        told = read(coordinator, tell_figures, asked, every_need(LABELS), by=Breakdown.EPCI)
        found = {
            (one.variant, key): (figure.numerator, figure.denominator, figure.waiting)
            for one, each_told in told.items()
            for key, figure in each_told.by_group.items()
            if one.code == "refused_referral" and figure.denominator + figure.waiting
        }
        assert found == naive.answers(records, asked.starts_on, day)


@pytest.mark.parametrize("day", DAYS)
def test_the_median_is_the_one_found_by_hand(territories, day):
    for records, coordinator in each(territories):
        asked = perimeter_at(day)
        told = read(coordinator, tell_answers, asked)
        assert told.whole.days == naive.median(records, asked.starts_on, day)
        for theme in core_codes():
            assert told.of(theme).days == naive.median(records, asked.starts_on, day, theme)


def test_a_theme_by_area_adds_up_to_the_theme(territories):
    for _records, coordinator in each(territories):
        told = read(coordinator, tell_needs, YEAR, LABELS)
        for one in told.unmet.values():
            assert sum(figure.numerator for figure in one.by_group.values()) == one.figure.numerator
        assert told.theme == max(told.unmet, key=lambda code: told.unmet[code].figure.numerator)
        assert told.referrals.denominator == sum(one.figure.denominator for one in told.refused.values())


def test_inside_an_area_needs_are_told_by_commune(territories):
    for _records, coordinator in each(territories):
        whole = read(coordinator, tell_needs, YEAR, LABELS)
        siren, figure = next((key, one) for key, one in whole.unmet["mobilite"].by_group.items() if key)
        area = Area(AreaKind.EPCI, siren)
        told = read(coordinator, tell_needs, replace(YEAR, people=CaseloadFilters(area=area)), LABELS)
        assert (told.by, told.place) == (Breakdown.COMMUNE, area)
        assert told.unmet["mobilite"].figure == figure


@pytest.mark.parametrize(
    ("role", "scope", "least"),
    [(Role.STEERING, Scope.CONSORTIUM, 11), (Role.STRUCTURE_MANAGER, Scope.LISTED, 5)],
)
def test_who_has_no_list_is_told_nothing_small(territories, role, scope, least):
    for _records, viewers in territories.values():
        if viewer := viewers[role]:
            told = read(viewer, tell_needs, replace(YEAR, scope=scope), LABELS)
            assert told.least == least
            assert not naive.small(told, least)
            assert told.around.is_refused


@pytest.mark.parametrize("medium", [Medium.PROJECTION, Medium.DOCUMENT])
def test_what_leaves_the_screen_tells_nothing_small_whoever_asks(territories, medium):
    for _records, coordinator in each(territories):
        told = read(coordinator, tell_needs, YEAR, LABELS, medium=medium)
        assert told.least == 11
        assert not naive.small(told, 11)


def test_a_filter_of_who_has_no_list_tells_no_median(territories):
    steering = territories["3-24"][1][Role.STEERING]
    people = CaseloadFilters(structure_id=1)
    asked = replace(YEAR, scope=Scope.CONSORTIUM, people=people)
    assert read(steering, tell_answers, asked).is_refused
    assert read(steering, tell_answers, replace(YEAR, scope=Scope.CONSORTIUM), Asked("sante")).is_refused


@pytest.mark.parametrize("back", [0, 200])
def test_the_page_costs_the_same_statements_at_any_date(territories, count_statements, back):
    coordinator = territories["3-24"][1][Role.COORDINATOR]
    with count_statements() as statements:
        read(coordinator, tell_needs, perimeter_at(TODAY - timedelta(days=back)), LABELS)
    assert len(statements) <= 8


def test_a_caseworker_is_told_of_her_own_people(territories):
    caseworker = territories["3-24"][1][Role.CASEWORKER]
    everybody = read(territories["3-24"][1][Role.COORDINATOR], tell_needs, YEAR, LABELS)
    hers = read(caseworker, tell_needs, YEAR, LABELS)
    assert hers.least == 0
    for theme, one in hers.unmet.items():
        assert one.figure.denominator <= everybody.unmet[theme].figure.denominator
