"""Lines of figures and facts of alerts are those of a plain computation, however many at once."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, inspect, select

from db.actions.caseload_entries import refresh_caseload_entries, refresh_caseload_entry
from db.actions.derived_lines import refresh_derived_lines, refresh_every_line
from db.models.caseload import CaseloadEntry
from db.models.dated_lines import AttendanceLine, DelayLine, JobLine, ReviewLapse
from db.models.indicators import AlertFact, PathLine
from tests.db.histories import draw_histories
from tests.db.naive_lines import expected_attendance, expected_lines, late_days

SEEDS = range(4)
NOT_COMPARED = {"consortium_id", "support_period_id", "commune_code"}  # the key, and a copy like others


@pytest.fixture(params=SEEDS)
def histories(request, session):
    return draw_histories(session, request.param, people=40)


def by_person(session, histories):
    for person in histories.people:
        refresh_caseload_entry(session, histories.consortium.id, person.id)


def by_batch(session, histories):
    refresh_caseload_entries(session, histories.consortium.id, [person.id for person in histories.people])


def by_consortium(session, histories):
    by_batch(session, histories)
    forget(session)
    refresh_derived_lines(session, histories.consortium.id)


def everywhere(session, histories):
    by_batch(session, histories)
    forget(session)
    refresh_every_line(session)


def forget(session):
    for model in (PathLine, AttendanceLine, ReviewLapse, DelayLine, JobLine, AlertFact):
        session.execute(delete(model))


def lines(session):
    session.expire_all()
    names = {column.key for column in inspect(PathLine).columns} - NOT_COMPARED
    return {
        line.support_period_id: {name: getattr(line, name) for name in names}
        for line in session.scalars(select(PathLine))
    }


def facts(session):
    return {
        (model.__tablename__, *row)
        for model in (AlertFact, DelayLine, JobLine)
        for row in session.execute(select(*inspect(model).columns))
    }


@pytest.mark.parametrize("refresh", [by_person, by_batch, by_consortium, everywhere])
def test_each_stay_has_its_line_and_the_appointments_beside_it(session, histories, refresh):
    refresh(session, histories)
    expected = expected_lines(session, histories)
    found = lines(session)
    assert found.keys() == expected.keys()
    assert [found[stay] for stay in expected] == list(expected.values())
    columns = ("support_period_id", "appointment_id", "takes_place_on", "next_on")
    beside = session.execute(select(*(getattr(AttendanceLine, one) for one in columns))).all()
    assert beside
    assert sorted(beside, key=str) == sorted(expected_attendance(histories, found), key=str)


def test_lapses_are_the_days_past_the_rhythm_until_the_last_review(session, histories):
    by_batch(session, histories)
    known = lines(session)
    found = {stay_id: set() for stay_id in known}
    for lapse in session.scalars(select(ReviewLapse)):
        days = range((lapse.until_on - lapse.from_on).days)
        found[lapse.support_period_id] |= {lapse.from_on + timedelta(days=day) for day in days}
    for stay in (one for one in histories.stays if one.id in found):
        late = late_days(histories, stay, known[stay.id]["rhythm_days"])
        assert {day for day in found[stay.id] if day >= stay.entered_on} == late
    assert any(found.values())


def test_one_person_a_batch_and_a_whole_consortium_give_the_same_lines(session, histories):
    told = []
    for refresh in (by_person, by_batch, by_consortium, everywhere):
        refresh(session, histories)
        told.append(facts(session))
    assert told[0]
    assert told[1:] == told[:1] * 3


def test_a_fact_is_of_the_structures_of_the_last_stay(session, histories):
    by_batch(session, histories)
    last = {line["beneficiary_id"]: line for line in lines(session).values() if not line["next_entered_on"]}
    found = session.execute(
        select(AlertFact.beneficiary_id, AlertFact.structure_id, AlertFact.reserved_structure_id)
    ).all()
    assert found
    for person, structure, reserved in (fact for fact in found if fact.beneficiary_id in last):
        assert (structure, reserved) == (last[person]["structure_id"], last[person]["reserved_structure_id"])


def test_computing_again_for_some_leaves_the_others_as_they_were(session, histories):
    by_batch(session, histories)
    before = lines(session), facts(session)
    refresh_derived_lines(session, histories.consortium.id, [one.id for one in histories.people[:3]])
    assert (lines(session), facts(session)) == before


def test_a_file_joined_to_another_has_neither_line_nor_alert(session, histories):
    by_batch(session, histories)
    joined = {person.id for person in histories.people if person.merged_into_id}
    for person_id in joined:  # as a link does
        session.execute(delete(CaseloadEntry).where(CaseloadEntry.beneficiary_id == person_id))
    refresh_derived_lines(session, histories.consortium.id)
    assert joined
    assert not joined & {line["beneficiary_id"] for line in lines(session).values()}
    assert not joined & {fact[2] for fact in facts(session)}
