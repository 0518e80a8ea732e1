"""The facts behind alerts, in SQL, are those of a computation in plain Python, whatever the history."""

from collections import defaultdict
from random import Random

import pytest
from sqlalchemy import select

from db.actions.caseload_entries import refresh_caseload_entries, refresh_caseload_entry
from db.models.indicators import AlertFact
from domain.alerts import AlertRule
from tests.db.alert_histories import draw_person
from tests.db.naive_alerts import naive_facts
from tests.factories import make_consortium, make_professional

PEOPLE = 60


def facts_in_sql(session, consortium_id):
    found = defaultdict(dict)
    for fact in session.scalars(select(AlertFact).where(AlertFact.consortium_id == consortium_id)):
        if fact.rule is not AlertRule.REVIEW:
            found[fact.beneficiary_id][fact.rule] = fact.fact_on
    return dict(found)


@pytest.mark.parametrize("seed", range(8))
def test_facts_are_those_of_a_plain_computation(session, seed):
    rng = Random(seed)
    for consortium in (make_consortium(session), make_consortium(session)):
        professional = make_professional(session, consortium)
        people = [draw_person(session, rng, professional) for _ in range(PEOPLE)]
        refresh_caseload_entries(session, consortium.id, people)
        expected = {one: facts for one, facts in naive_facts(session, consortium.id).items() if facts}
        assert facts_in_sql(session, consortium.id) == expected


def test_one_person_s_facts_are_those_of_everybody(session):
    rng, professional = Random(99), make_professional(session, make_consortium(session))
    people = [draw_person(session, rng, professional) for _ in range(PEOPLE // 2)]
    refresh_caseload_entries(session, professional.consortium_id, people)
    before = facts_in_sql(session, professional.consortium_id)
    for person in people:
        refresh_caseload_entry(session, professional.consortium_id, person)
    assert facts_in_sql(session, professional.consortium_id) == before


def test_histories_hold_every_rule(session):
    rng, professional = Random(1), make_professional(session, make_consortium(session))
    people = [draw_person(session, rng, professional) for _ in range(4 * PEOPLE)]
    refresh_caseload_entries(session, professional.consortium_id, people)
    found = {rule for facts in facts_in_sql(session, professional.consortium_id).values() for rule in facts}
    assert set(AlertRule) - found == {AlertRule.REVIEW, AlertRule.DIAGNOSIS_OLD}  # tests/db/test_alerts.py
