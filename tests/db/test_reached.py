"""« J’ai eu la personne »: one transaction, once; what is taken away is signed, by who still may."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.appointment_exports import export_agenda, export_appointment
from db.actions.reached import record_reached
from db.actions.sign_in import close_all_sessions
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment, Contact
from domain.audit import AuditEvent
from domain.clock import set_clock
from domain.errors import InvalidInputError, NotFoundError
from domain.exchange_drafts import AppointmentDraft, ContactDraft
from domain.follow_up import AppointmentStatus
from domain.identifiers import new_id
from domain.people import Channel
from tests.factories import NOW, TODAY, make_consortium, make_person, make_professional, viewer_for
from tests.services.file_screen import count

CALL = ContactDraft(TODAY, Channel.SMS, True, "Viendra jeudi.")


@pytest.fixture
def referent(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def person(session, referent):
    return make_person(session, referent)


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


def next_time(viewer, starts_at=NOW + timedelta(days=6)):
    planned = AppointmentStatus.PLANNED
    return AppointmentDraft(starts_at, 45, "", "", viewer.professional_id, None, planned, False)


def reach(viewer, person, record_id, **values):
    with write_session(viewer) as writing:
        record_reached(writing, viewer, person.id, record_id=record_id, contact=CALL, **values)


def test_the_contact_is_kept_and_the_person_is_no_longer_silent(session, viewer, person):
    reach(viewer, person, new_id())
    assert session.scalars(select(Contact)).one().sentence == "Viendra jeudi."
    assert session.scalars(select(CaseloadEntry)).one().last_contact_on == TODAY
    assert count(session, Appointment) == 0


def test_a_double_click_adds_one_contact_and_one_appointment(session, viewer, person):
    record_id = new_id()
    for _ in range(2):
        reach(viewer, person, record_id, appointment=next_time(viewer))
    assert (count(session, Contact), count(session, Appointment)) == (1, 1)


def test_a_refused_appointment_leaves_no_contact(session, viewer, person):
    with pytest.raises(InvalidInputError) as refusal:
        reach(viewer, person, new_id(), appointment=next_time(viewer, NOW))
    assert refusal.value.problems == {"starts_at": "Ce moment est déjà passé."}
    assert (count(session, Contact), count(session, Appointment)) == (0, 0)


def test_a_slip_is_signed_with_the_file_it_comes_from(world):
    set_clock(lambda: NOW)
    here = world.here
    partner = here.viewers["partner"]
    taken = export_appointment(partner, here.records[AppointmentDraft][0], kind="appointment_slip")
    assert taken.beneficiary_id == here.person.id
    with read_session(partner) as reading:
        (line,) = reading.scalars(select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORT))
    assert (line.object_kind, line.beneficiary_id) == ("appointment_slip", here.person.id)
    assert "Lefèvre" not in line.detail


def test_nothing_leaves_once_the_session_is_over(world):
    set_clock(lambda: NOW)
    viewer = world.here.viewers["referent"]
    export_agenda(viewer)
    with write_session(viewer) as writing:
        close_all_sessions(writing, viewer)
    with pytest.raises(NotFoundError):
        export_agenda(viewer)
    with pytest.raises(NotFoundError):
        export_appointment(viewer, world.here.records[AppointmentDraft][0], kind="appointment_ics")
