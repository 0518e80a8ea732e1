"""Our figures by the method of the national survey, against a naive computation, on both databases."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from db.engine import read_session
from db.queries.indicators import kept
from db.queries.indicators.survey import tell_survey
from domain.indicators.model import Figure, Scope
from domain.indicators.references import DAYS_TO_CONTRACT, DAYS_TO_ORIENTATION, ORIENTED, UNDER_CONTRACT
from domain.secrecy import Medium
from tests.db.delayed_people import build_histories
from tests.factories import TODAY
from tests.services.sessions import owner_session, rolled_back_connection

YEAR = TODAY.year - 1
LAST_DAY = date(YEAR, 12, 31)


@pytest.fixture(scope="module")
def histories(engine):
    """Two consortia, alike and separate, that the module only reads."""
    rng = Random(6)
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield [build_histories(session, rng, people=60) for _ in range(2)]


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


def ask(viewer, scope=Scope.LISTED, medium=Medium.SCREEN):
    with read_session(viewer) as session:
        return tell_survey(session, viewer, scope, YEAR, medium=medium)


def present(stays):
    """The last stay begun of each person in the field, when it is not over on the last day."""
    last = {}
    for stay in sorted(stays, key=lambda one: one.entered_on):
        if stay.entered_on <= LAST_DAY:
            last[stay.person_id] = stay
    return [
        one for one in last.values() if one.is_rsa and (one.exited_on is None or one.exited_on > LAST_DAY)
    ]


def first(days, since):
    return min((day for day in days if since <= day <= LAST_DAY), default=None)


def naive(stays):
    sums = Counter()
    for stay in present(stays):
        oriented = first(stay.days["orientation"], stay.entered_on)
        signed = oriented and first(stay.days["contract_signed"], oriented)
        sums["all"] += 1
        sums["oriented"] += bool(oriented)
        if stay.entered_on.year == YEAR:
            sums["new"] += 1
            sums["new oriented"] += bool(oriented)
            sums["days"] += (oriented - stay.entered_on).days if oriented else 0
            sums["signed"] += bool(signed)
            sums["contract days"] += (signed - oriented).days if signed else 0
        sums["under contract"] += bool(oriented) and stay.has_contract_on(LAST_DAY)
    return sums


def test_each_figure_is_what_counting_one_by_one_gives(histories):
    """T156."""
    for one in histories:
        found, sums = ask(one.coordinator), naive(one.stays)
        came, signed = sums["new oriented"], sums["signed"]
        assert found[DAYS_TO_ORIENTATION] == Figure(sums["days"], came, sums["new"] - came)
        assert found[DAYS_TO_CONTRACT] == Figure(sums["contract days"], signed, came - signed)
        assert found[ORIENTED] == Figure(sums["oriented"], sums["all"])
        assert found[UNDER_CONTRACT] == Figure(sums["under contract"], sums["oriented"])
        assert all(sums.values())


def test_whoever_has_no_list_or_projects_is_told_no_small_number(histories):
    for one in histories:
        told = [ask(one.steering, Scope.CONSORTIUM), ask(one.coordinator, medium=Medium.PROJECTION)]
        for figure in filter(None, (figure for found in told for figure in found.values())):
            assert not [n for n in (figure.denominator, figure.waiting) if 0 < n < 11]
