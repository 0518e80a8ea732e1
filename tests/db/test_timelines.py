"""The whole path of a person as dated events."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from db.actions.follow_up import close_follow_up, orient
from db.actions.records import add_record
from db.engine import read_session, write_session
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis
from db.queries.timelines import list_timeline
from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.exchange_drafts import AppointmentDraft, ContactDraft
from domain.follow_up import AppointmentStatus, ContractKind, ExitReason, StepKind, Track
from domain.identifiers import new_id
from domain.path_drafts import ContractDraft, StepDraft
from domain.people import Channel
from tests.db.furnished_diagnoses import add_diagnoses
from tests.factories import make_consortium, make_person, make_professional, viewer_for


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session, time_zone="Indian/Reunion"))


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


@pytest.fixture
def person(session, caseworker):
    return make_person(session, caseworker)


def furnished(session, person):
    """A validated diagnosis and the one being typed."""
    pair = [make_professional(session, session.get_one(Consortium, person.consortium_id)) for _ in "ab"]
    add_diagnoses(session, person, *pair)
    return session.scalars(select(Diagnosis).order_by(Diagnosis.closed_on.is_(None))).all()


def add(viewer, person, draft):
    with write_session(viewer) as session:
        add_record(session, viewer, person.id, record_id=new_id(), draft=draft)


def events(viewer, person):
    with read_session(viewer) as session:
        timeline = list_timeline(session, viewer, person.id)
    return [(row.lane, row.label, row.starts_on.date(), row.is_planned) for row in timeline.itertuples()]


def test_a_path_is_told_in_time_order(viewer, person):
    add(viewer, person, ContactDraft(date(2026, 3, 1), Channel.CALL, True, "Bonjour"))
    contract = ContractDraft(
        ContractKind.ENGAGEMENT, date(2026, 2, 1), date(2026, 7, 31), None, None, 15, None
    )
    add(viewer, person, contract)
    with write_session(viewer) as session:
        orient(
            session,
            viewer,
            person.id,
            record_id=new_id(),
            track=Track.SOCIAL,
            structure_id=viewer.structure_id,
            decided_on=date(2026, 1, 20),
        )
    assert [event[0] for event in events(viewer, person)] == ["Suivi", "Orientation", "Contrat", "Contact"]


def test_an_appointment_falls_on_its_day_where_the_consortium_is(viewer, person, caseworker):
    late_in_utc = datetime(2026, 6, 30, 21, 0, tzinfo=UTC)  # 1 July, 1 a.m. in La Réunion
    status = AppointmentStatus.HONOURED
    add(viewer, person, AppointmentDraft(late_in_utc, 30, "", "", caseworker.id, None, status, False))
    assert ("Rendez-vous", "Rendez-vous : honoré", date(2026, 7, 1), False) in events(viewer, person)


def test_what_is_still_to_come_says_so(viewer, person):
    add(viewer, person, StepDraft(StepKind.TRAINING, "", "", date(2027, 1, 4), None, None, None, None))
    assert ("Étape", "Formation", date(2027, 1, 4), True) in events(viewer, person)


def test_an_exit_ends_the_support_period(viewer, person):
    with write_session(viewer) as session:
        reason, day = ExitReason.LASTING_JOB, date(2026, 9, 1)
        close_follow_up(session, viewer, person.id, exited_on=day, reason=reason)
    assert ("Suivi", f"Sortie : {reason.label}", day, False) in events(viewer, person)


def test_a_diagnosis_is_told_once_it_is_validated_and_its_correction_in_its_place(session, viewer, person):
    validated, typed = furnished(session, person)
    told = ("Diagnostic partagé", "Diagnostic partagé à l’entrée", validated.held_on, False)
    assert told in events(viewer, person)
    assert len(events(viewer, person)) == 2  # with the entry: nothing of the one being typed
    typed.copy_of_id, typed.status, typed.moment = validated.id, DiagnosisStatus.VALIDATED, Moment.ENTRY
    typed.validated_on = typed.closed_on = validated.held_on
    session.flush()
    assert events(viewer, person).count(told) == 1


def test_a_stranger_is_told_nothing(session, person):
    stranger = viewer_for(session, make_professional(session, make_consortium(session)))
    assert events(stranger, person) == []
