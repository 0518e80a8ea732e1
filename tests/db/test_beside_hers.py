"""Who is told figures of a wider circle never subtracts from them the people whom she knows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models.consortia import Structure
from db.queries.indicators import kept
from db.queries.indicators.delays import tell_delays
from db.queries.indicators.told import tell_figures
from domain.access import Role
from domain.indicators.model import Breakdown, Perimeter, Scope
from domain.indicators.pairs import READY_PAIRS
from domain.indicators.team import CASELOAD
from tests.db.naive_delays import read
from tests.factories import TODAY, make_person, make_professional, viewer_for

PERIMETER = Perimeter(TODAY - timedelta(days=364), TODAY, TODAY)
CONSORTIUM = replace(PERIMETER, scope=Scope.CONSORTIUM)


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def team(session, consortium):
    """Twenty people of hers, and two of a colleague of the same structure."""
    mine = make_professional(session, consortium)
    structure = session.scalars(select(Structure).where(Structure.id == mine.structure_id)).one()
    colleague = make_professional(session, consortium, structure=structure)
    for owner, count in ((mine, 20), (colleague, 2)):
        for rank in range(count):
            make_person(session, owner, birth_name=f"Durand{rank}", entered_on=TODAY - timedelta(days=200))
    return mine


def caseload(viewer, perimeter, by=Breakdown.STRUCTURE):
    return read(viewer, tell_figures, perimeter, [CASELOAD], by=by)[CASELOAD]


def test_a_caseworker_is_not_told_her_structure_when_few_are_not_hers(session, team):
    inside = replace(PERIMETER, scope=Scope.STRUCTURE)
    viewer = viewer_for(session, team, Role.CASEWORKER)
    told = caseload(viewer, inside, Breakdown.TRACK)
    assert told.is_hidden
    assert set(told.by_group.values()) == {None}
    assert all(read(viewer, tell_delays, inside, pair).whole.completed in (None, 0) for pair in READY_PAIRS)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.STRUCTURE_MANAGER])
def test_who_steers_and_follows_is_not_told_the_few_whom_she_does_not_list(session, consortium, team, role):
    other = make_professional(session, consortium)
    for rank in range(3):
        make_person(session, other, birth_name=f"Petit{rank}", entered_on=TODAY - timedelta(days=200))
    assert caseload(viewer_for(session, team, Role.STEERING, role), CONSORTIUM).is_hidden
    assert not caseload(viewer_for(session, team, Role.STEERING), CONSORTIUM).is_hidden


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.STRUCTURE_MANAGER])
def test_who_steers_and_follows_is_not_told_delays_of_the_few_others(session, consortium, team, role):
    other, august = make_professional(session, consortium), date(2026, 8, 10)  # of the quarter told
    for owner, count in ((team, 20), (other, 3)):
        for rank in range(count):
            make_person(session, owner, birth_name=f"Petit{rank}", entered_on=august)
    both = read(viewer_for(session, team, Role.STEERING, role), tell_delays, CONSORTIUM, READY_PAIRS[0])
    assert both.whole.is_hidden
    assert not both.by_month
    kept.forget()
    alone = read(viewer_for(session, team, Role.STEERING), tell_delays, CONSORTIUM, READY_PAIRS[0])
    assert alone.whole.waiting == 23


def test_a_day_to_come_gives_no_quarter_that_still_runs(session, team):
    steering = viewer_for(session, team, Role.STEERING)
    later = replace(CONSORTIUM, reference_on=TODAY + timedelta(days=200))
    make_person(session, team, entered_on=TODAY - timedelta(days=1))
    assert caseload(steering, later) == caseload(steering, CONSORTIUM)
