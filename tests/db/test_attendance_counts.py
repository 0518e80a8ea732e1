"""Attendance counted in its lines alone is that counted person by person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.caseload_entries import refresh_caseload_entries
from db.queries.indicators.figures import list_figures
from domain.access import Role
from domain.caseload import CaseloadFilters
from domain.indicators.model import Perimeter, Scope, Seniority
from domain.indicators.team import ATTENDANCE
from tests.db.histories import FIRST_DAY, LAST_DAY, draw_histories
from tests.factories import viewer_for

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
