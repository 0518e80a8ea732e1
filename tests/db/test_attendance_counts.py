"""Figures counted in their lines alone, or several days at once, are those counted person by person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.caseload_entries import refresh_caseload_entries
from db.engine import read_session
from db.queries.indicators.at_once import expect
from db.queries.indicators.figures import list_figures
from domain.access import Role
from domain.caseload import CaseloadFilters
from domain.indicators.diagnoses import IN_30_DAYS
from domain.indicators.exits import DYNAMIC_EXITS
from domain.indicators.model import Perimeter, Scope, Seniority
from domain.indicators.team import ATTENDANCE, ENTRIES, EXITS
from tests.db.histories import FIRST_DAY, LAST_DAY, draw_histories
from tests.db.naive_delays import read
from tests.factories import viewer_for

FLOWS = (ENTRIES, EXITS, DYNAMIC_EXITS, IN_30_DAYS)
PERIODS = [(0, 680), (20, 90), (91, 180), (60, 110), (181, 400)]


@pytest.mark.parametrize(
    ("role", "scope"), [(Role.COORDINATOR, Scope.LISTED), (Role.STEERING, Scope.CONSORTIUM)]
)
@pytest.mark.parametrize("seed", range(3))
def test_both_ways_of_counting_tell_the_same(session, seed, role, scope):
    drawn = draw_histories(session, seed, people=60)
    refresh_caseload_entries(session, drawn.consortium.id, [person.id for person in drawn.people])
    viewer = viewer_for(session, drawn.staff[0], role)
    for first, last in PERIODS:
        days = (FIRST_DAY + timedelta(days=first), FIRST_DAY + timedelta(days=last))
        asked = Perimeter(*days, max(days[1], LAST_DAY), scope=scope)
        told = list_figures(session, viewer, asked, [ATTENDANCE])
        whoever = replace(asked, seniorities=tuple(Seniority))  # everybody, but person by person
        assert list_figures(session, viewer, whoever, [ATTENDANCE]) == told != {ATTENDANCE: {}}
        of_one = replace(asked, people=CaseloadFilters(structure_id=next(iter(told[ATTENDANCE]))))
        one = replace(of_one, seniorities=tuple(Seniority))
        assert list_figures(session, viewer, one, [ATTENDANCE]) == list_figures(
            session, viewer, of_one, [ATTENDANCE]
        )


@pytest.mark.parametrize("seed", range(2))
def test_who_came_and_left_on_several_days_is_told_at_once_as_one_by_one(session, seed, count_statements):
    drawn = draw_histories(session, seed, people=60)
    refresh_caseload_entries(session, drawn.consortium.id, [person.id for person in drawn.people])
    viewer = viewer_for(session, drawn.staff[0], Role.COORDINATOR)
    days = [(FIRST_DAY + timedelta(days=a), FIRST_DAY + timedelta(days=b)) for a, b in PERIODS[:3]]
    asked = [Perimeter(first, last, last) for first, last in days]
    alone = [read(viewer, list_figures, day, FLOWS) for day in asked]
    with count_statements() as statements, read_session(viewer) as reading:
        expect(reading, {}, [(day, FLOWS) for day in asked])
        assert [list_figures(reading, viewer, day, FLOWS) for day in asked] == alone
    assert len(statements) == 1
    assert all(alone[0][one] for one in FLOWS)
