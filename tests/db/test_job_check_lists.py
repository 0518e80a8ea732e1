"""Contacts of the first months in a job: listed by state, filtered, told to those who may open the file."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.actions.derived_lines import refresh_derived_lines
from db.actions.job_checks import record_job_check
from db.actions.pauses import pause
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Structure
from db.models.paths import Step
from db.queries.job_checks import count_job_checks, list_file_job_checks, list_job_checks
from db.queries.settings import get_thresholds
from domain.access import Role
from domain.follow_up import PauseReason
from domain.identifiers import new_id
from domain.job_checks import JobCheckDraft, JobCheckFilters, JobCheckState
from tests.db.job_people import START, add_check, add_step
from tests.factories import (
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    viewer_for,
)

WELL = JobCheckDraft(TODAY, True, "Tout va bien.")


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def caseworker(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


@pytest.fixture
def check(session, caseworker):
    return add_check(session, make_person(session, caseworker, phone="0600000001"))


def listed(viewer, state=JobCheckState.NOW, **filters):
    with read_session(viewer) as session:
        return list_job_checks(session, viewer, JobCheckFilters(state, **filters))


def counts(viewer, **filters):
    with read_session(viewer) as session:
        return list(count_job_checks(session, viewer, JobCheckFilters(**filters)).values())


def record(viewer, check, draft=WELL, version=1):
    with write_session(viewer) as session:
        record_job_check(session, viewer, check.id, version=version, draft=draft)


def test_a_contact_is_now_late_to_come_or_made(session, caseworker, viewer):
    days = {0: 1, -15: 1, 15: 1, -16: 0, 16: 0, 45: 0, 46: 0}
    for shift in days:
        person = make_person(session, caseworker)
        add_check(session, person, due_on=TODAY + timedelta(days=shift), started_on=date(2026, 1, 5))
    assert counts(viewer) == [3, 1, 2, 0]
    now = listed(viewer)["due_on"]
    assert [(day - TODAY).days for day in now] == [-15, 0, 15]
    assert counts(viewer, around_days=16) == [5, 0, 2, 0]


def test_what_is_made_is_shown_for_thirty_days(session, caseworker, viewer):
    for days in (0, 30, 31):
        made = {"made_on": TODAY - timedelta(days=days), "is_in_job": True, "professional_id": caseworker.id}
        add_check(session, make_person(session, caseworker), started_on=date(2026, 1, 5), **made)
    found = listed(viewer, JobCheckState.MADE)["made_on"]
    assert [(TODAY - day).days for day in found] == [0, 30]


def test_a_month_is_not_asked_any_more_once_a_later_one_is_made(session, caseworker, viewer):
    person = make_person(session, caseworker)
    started_on = date(2026, 7, 1)
    add_check(session, person, 1, started_on)
    assert counts(viewer)[1] == 1
    made = {"made_on": TODAY, "is_in_job": True, "professional_id": caseworker.id}
    add_check(session, person, 3, started_on, **made)
    assert counts(viewer)[1] == 0


def test_a_later_job_asks_instead_of_the_former(session, caseworker, viewer):
    person = make_person(session, caseworker)
    add_check(session, person, 1, date(2026, 10, 15))
    add_check(session, person, 1, START)
    assert list(listed(viewer)["started_on"]) == [START]


def test_a_later_job_that_is_over_asks_nothing_instead(session, caseworker, viewer):
    person = make_person(session, caseworker)
    former = add_check(session, person, 1, date(2026, 10, 15))
    step_id = add_step(session, former.support_period_id, person.consortium_id, START, TODAY)
    add_check(session, person, 1, START, step_id=step_id)
    assert list(listed(viewer)["started_on"]) == [START]  # its last day is that of the contact
    session.get_one(Step, (person.consortium_id, step_id)).ended_on = TODAY - timedelta(days=1)
    session.flush()
    refresh_derived_lines(session, person.consortium_id, [person.id])
    assert list(listed(viewer)["started_on"]) == [date(2026, 10, 15)]


def test_a_paused_person_is_left_alone(session, caseworker, viewer):
    person = make_person(session, caseworker)
    add_check(session, person)
    with write_session(viewer) as writing:
        days = {"started_on": TODAY, "expected_end_on": TODAY + timedelta(days=30)}
        pause(writing, viewer, person.id, record_id=new_id(), reason=PauseReason.HEALTH, **days)
    assert counts(viewer) == [0, 0, 0, 0]


def test_filters_keep_a_month_a_structure_a_referent(session, consortium):
    other = make_professional(session, consortium)
    third = make_person(session, other)
    add_check(session, third, 3, date(2026, 8, 20))
    add_check(session, make_person(session, make_professional(session, consortium)))
    everyone = viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))
    assert len(listed(everyone)) == 2
    asked = ({"months": (3,)}, {"structure_id": other.structure_id}, {"referent_id": other.id})
    for filters in asked:
        assert list(listed(everyone, **filters)["beneficiary_id"]) == [third.id]
        assert counts(everyone, **filters)[0] == 1


@pytest.mark.usefixtures("check")
def test_a_manager_reads_who_is_due_and_nothing_of_the_file(session, consortium, viewer):
    structure = session.get_one(Structure, (consortium.id, viewer.structure_id))
    manager = make_professional(session, consortium, structure=structure, roles=(Role.STRUCTURE_MANAGER,))
    line = listed(viewer_for(session, manager)).iloc[0]
    assert (line["last_name"], line["phone"], line["job"], line["may_open"]) == ("Martin", "", "", False)
    line = listed(viewer).iloc[0]
    assert (line["phone"], line["job"], line["may_open"]) == ("0600000001", "Sortie vers l’emploi", True)


def test_the_file_lists_its_contacts_in_the_order_of_the_calendar(session, viewer, check):
    person = session.scalars(select(Beneficiary)).one()
    add_check(session, person, 3)
    record(viewer, check)
    with read_session(viewer) as reading:
        lines = list_file_job_checks(reading, viewer, person.id)
    told = [(line.months, line.made_on, line.professional_name) for line in lines]
    assert told == [(1, TODAY, "Camille Exemple")]  # what no job asks for is gone


@pytest.mark.parametrize("people", [1, 60])
def test_the_page_costs_three_statements_whatever_the_number(
    session, caseworker, viewer, count_statements, people
):
    for _ in range(people):
        add_check(session, make_person(session, caseworker))
    with count_statements() as statements, read_session(viewer) as reading:
        get_thresholds(reading, viewer)
        count_job_checks(reading, viewer, JobCheckFilters())
        found = list_job_checks(reading, viewer, JobCheckFilters())
    assert (len(statements), len(found)) == (3, min(people, 50))
