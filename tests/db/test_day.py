"""« Ma journée » on both databases: whose appointments, whom to see or call."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from db.actions.follow_up import close_follow_up
from db.actions.groups import end_group_member
from db.actions.pauses import pause
from db.actions.records import add_record
from db.engine import read_session, write_session
from db.models.indicators import AlertFact
from db.queries.appointments import get_appointment, list_my_appointments
from db.queries.followed_people import list_my_alerts, list_reviews_due
from domain.alerts import AlertCode, AlertRule
from domain.day import SHOWN
from domain.errors import NotFoundError
from domain.exchange_drafts import AppointmentDraft, ContactDraft
from domain.follow_up import AppointmentStatus, ExitReason, PauseReason
from domain.identifiers import new_id
from domain.people import Channel
from tests.factories import (
    NOW,
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    share_with,
    viewer_for,
)

LONG_AGO = date(2025, 1, 5)
CALL = ContactDraft(TODAY, Channel.CALL, True, "Va bien.")


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def colleague(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def person(session, referent):
    return make_person(session, referent, birth_name="Lefèvre", entered_on=LONG_AGO)


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


def add(viewer, person, draft):
    record_id = new_id()
    with write_session(viewer) as writing:
        add_record(writing, viewer, person.id, record_id=record_id, draft=draft)
    return record_id


def meet(viewer, person, **values):
    planned = {"status": AppointmentStatus.PLANNED, "counts_as_review": False, "second_professional_id": None}
    when = {"starts_at": NOW + timedelta(days=1), "duration_minutes": 45, "place": "", "purpose": "Point"}
    draft = {"professional_id": viewer.professional_id, **when, **planned, **values}
    return add(viewer, person, AppointmentDraft(**draft))


def ask(read, viewer, *arguments, **options):
    with read_session(viewer) as reading:
        return read(reading, viewer, *arguments, **options)


def names(listed):
    return [row.last_name for row in listed.rows]


def test_my_appointments_are_those_of_today_and_of_seven_days_in_order(viewer, person):
    for hours in (24 * 7, -4, 24 * 8, -24, 2):
        meet(viewer, person, starts_at=NOW + timedelta(hours=hours))
    hours = [(one.starts_at - NOW) // timedelta(hours=1) for one in ask(list_my_appointments, viewer)]
    assert hours == [-4, 2, 24 * 7]


def test_the_second_professional_sees_it_and_a_member_of_the_group_who_is_not_there_does_not(
    session, viewer, person, colleague, consortium
):
    third = make_professional(session, consortium)
    for member in (colleague, third):
        share_with(session, person, member)
    meet(viewer, person, second_professional_id=colleague.id)
    assert len(ask(list_my_appointments, viewer_for(session, colleague))) == 1
    assert ask(list_my_appointments, viewer_for(session, third)) == []


def test_an_appointment_leaves_my_day_when_it_is_cancelled_or_when_i_leave_the_group(
    session, viewer, person, colleague
):
    member = share_with(session, person, colleague)
    meet(viewer, person, professional_id=colleague.id)
    meet(viewer, person, professional_id=colleague.id, status=AppointmentStatus.CANCELLED)
    later = replace(viewer_for(session, colleague), now=NOW + timedelta(days=1))
    assert len(ask(list_my_appointments, later)) == 1
    with write_session(viewer) as writing:
        end_group_member(writing, viewer, member.id)
    assert ask(list_my_appointments, later) == []


def test_an_appointment_of_another_file_is_answered_like_an_absent_one(session, viewer, person, colleague):
    appointment_id = meet(viewer, person)
    assert ask(get_appointment, viewer, appointment_id).last_name == "Lefèvre"
    for stranger in (colleague, make_professional(session, make_consortium(session))):
        with pytest.raises(NotFoundError):
            ask(get_appointment, viewer_for(session, stranger), appointment_id)


def test_reviews_come_the_most_late_first_and_those_due_in_eight_days_wait(session, referent, viewer):
    for name, days in (("Tard", 300), ("Demain", 89), ("Bientôt", 83), ("Attend", 82)):
        make_person(session, referent, birth_name=name, entered_on=TODAY - timedelta(days=days))
    assert names(ask(list_reviews_due, viewer)) == ["Tard", "Demain", "Bientôt"]


def my_alerts(viewer):
    return ask(list_my_alerts, viewer)


def test_my_people_with_an_alert_come_the_oldest_first_each_with_its_reasons(session, referent, viewer):
    for name, days in {"Hier": 1, "Soixante": 60, "Longtemps": 200}.items():
        someone = make_person(session, referent, birth_name=name, entered_on=TODAY - timedelta(days=20))
        add(viewer, someone, replace(CALL, happened_on=TODAY - timedelta(days=20)))
        session.execute(
            update(AlertFact)
            .where(AlertFact.beneficiary_id == someone.id, AlertFact.rule == AlertRule.NO_CONTACT)
            .values(fact_on=TODAY - timedelta(days=days))
        )
    found = my_alerts(viewer)
    assert names(found.people) == ["Longtemps", "Soixante"]
    assert (found.people.count, found.counts, found.followed) == (2, {AlertCode.NO_CONTACT: 2}, 3)
    assert [alert.code for alert in found.people.rows[0].alerts] == [AlertCode.NO_CONTACT]


def test_only_the_first_are_shown_and_all_are_counted(session, referent, viewer):
    for _ in range(SHOWN + 2):
        make_person(session, referent, entered_on=LONG_AGO)
    for listed in (ask(list_reviews_due, viewer), my_alerts(viewer).people):
        assert (len(listed.rows), listed.count) == (SHOWN, SHOWN + 2)
    assert my_alerts(viewer).followed == SHOWN + 2


def test_neither_paused_nor_exited_people_are_asked_for(session, referent, viewer):
    paused = make_person(session, referent, entered_on=LONG_AGO)
    gone = make_person(session, referent, entered_on=LONG_AGO)
    dates = {"started_on": TODAY, "expected_end_on": TODAY + timedelta(days=30)}
    with write_session(viewer) as writing:
        pause(writing, viewer, paused.id, record_id=new_id(), reason=PauseReason.HEALTH, **dates)
        close_follow_up(writing, viewer, gone.id, exited_on=TODAY, reason=ExitReason.RETIRED)
    assert ask(list_reviews_due, viewer).rows == my_alerts(viewer).people.rows == []
    assert my_alerts(viewer).followed == 1  # the one on pause


def test_nobody_else_has_my_people_to_call(session, person, colleague):
    share_with(session, person, colleague)
    for someone in (colleague, make_professional(session, make_consortium(session))):
        theirs = viewer_for(session, someone)
        assert ask(list_reviews_due, theirs).rows == my_alerts(theirs).people.rows == []
