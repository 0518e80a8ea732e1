"""Alerts counted in the facts alone are those counted person by person."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from db.actions.caseload_entries import refresh_caseload_entries
from db.queries.indicators.figures import list_figures
from domain.access import Role
from domain.indicators.alerts import EVERY_ALERT
from domain.indicators.model import Perimeter, Scope, Seniority
from tests.db.alert_histories import draw_person
from tests.factories import make_consortium, make_professional, viewer_for


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING])
@pytest.mark.parametrize("seed", range(3))
def test_both_ways_of_counting_tell_the_same(session, seed, role):
    rng, professional = Random(seed), make_professional(session, make_consortium(session))
    people = [draw_person(session, rng, professional) for _ in range(60)]
    refresh_caseload_entries(session, professional.consortium_id, people)
    viewer = viewer_for(session, professional, role)
    for days in (0, 45, 400):
        later = replace(viewer, now=viewer.now + timedelta(days=days))
        asked = Perimeter(later.today, later.today, later.today, scope=Scope.CONSORTIUM)
        told = list_figures(session, later, asked, EVERY_ALERT)
        whoever = replace(asked, seniorities=tuple(Seniority))  # everybody, but person by person
        assert list_figures(session, later, whoever, EVERY_ALERT) == told
    assert told[EVERY_ALERT[0]]
